using ReviewFlow.Obligations;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Features.TakeOvers;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

/// <summary>Pages on which somebody stands in for another, or two take a part over.</summary>
internal static class StandInSamples
{
    private const string Reason = "One seat is vacant until December; we answer for Checkout until it is filled.";

    private static readonly DelegateForm Form = new("/delegate", Sample.Token, "2026-10-05", From: "2026-10-05");

    private static readonly NamedDelegation[] Own =
    [
        new(
            "Head of Payments",
            "payments@example.com",
            ["5 October 2026 to 9 October 2026, now", "2 November 2026, not yet"],
            "payments@example.com",
            "/delegate/end",
            Sample.Token
        ),
        new(
            "Head of Delivery",
            "delivery@example.com",
            ["19 October 2026 to 23 October 2026, not yet"],
            "delivery@example.com",
            "/delegate/end",
            Sample.Token
        ),
    ];

    private static readonly ActingFor ForThePartner = new(
        "Engineering Director, Marketplace",
        "Technology, Marketplace",
        "9 October 2026"
    );

    private static readonly SeatModel Vacant = new("Engineering Director, Marketplace", SeatState.Awaited);

    /// <summary>As a leader of the pair above reads it.</summary>
    private static readonly TeamModel FromAbove = Sample.Team with
    {
        Frame = Sample.Leader("Checkout", "Chief Technology Officer"),
        Stands = "Waiting for both seats of Marketplace.",
        Path =
        [
            Sample.Path[0] with
            {
                Technology = Vacant,
            },
            Sample.Path[1] with
            {
                Technology = new("Chief Technology Officer", SeatState.NotYet, IsReader: true),
            },
        ],
        SignOff = null,
        Return = null,
        Turn = null,
    };

    private static readonly TakeOverModel Offer = new(
        "/teams/checkout/take-over",
        "Checkout",
        "Marketplace",
        "marketplace",
        IsAssessing: false,
        Sample.Token
    );

    private static readonly ProposedReason Proposed = new(
        "Head of Payments on behalf of Chief Product Officer",
        "14 October 2026 at 10:12 (Asia/Dubai)",
        Reason,
        Sample.Hash
    );

    public static readonly HomeModel Away = Sample.Desk(Sample.Waiting) with
    {
        Away = new("Asia/Dubai", Own, Form),
        Receipt = new(
            "Head of Delivery acts on your behalf from 19 October 2026 to 23 October 2026.",
            "5 October 2026 at 10:12 (Asia/Dubai)",
            41
        ),
    };

    public static readonly HomeModel AwayRefused = Sample.Desk() with
    {
        Away = new(
            "Asia/Dubai",
            [],
            Form with
            {
                Name = "Head of Payments",
                Email = "payments at example",
                Until = "2026-10-02",
                Errors = new Dictionary<string, string>
                {
                    [DelegationFields.EmailId] = "Write a plain e-mail address such as dana@example.com.",
                    [DelegationFields.UntilId] = "The last day is before the first.",
                },
            }
        ),
        Refusal = new(
            "No delegate was named",
            [
                new("Write a plain e-mail address such as dana@example.com.", DelegationFields.EmailId),
                new("The last day is before the first.", DelegationFields.UntilId),
            ]
        ),
    };

    public static readonly HomeModel Delegate = Sample.Desk([
        .. Sample.Waiting.Select(t =>
            t with
            {
                ActingAs = "Technology, Marketplace on behalf of Engineering Director, Marketplace",
            }
        ),
    ]) with
    {
        Frame = Sample.Leader("Your reviews", "Head of Payments"),
        Seats = [],
        StandsInFor = [ForThePartner],
        EndLinks = new("/link/end", Sample.Token),
    };

    public static readonly TeamModel TeamOfADelegate = Sample.Team with
    {
        Frame = Sample.Leader("Checkout", "Head of Payments"),
        Path = [Sample.Path[0] with { Technology = Vacant with { IsStandIn = true } }, Sample.Path[1]],
        StandsIn = ForThePartner,
        SignOff = Sample.Team.SignOff! with { OnBehalfOf = ForThePartner.Leader },
        Return = Sample.Team.Return! with { OnBehalfOf = ForThePartner.Leader },
    };

    public static readonly TeamModel TakeOver = FromAbove with { TakeOver = Offer };

    public static readonly TeamModel Theirs = FromAbove with
    {
        TakeOver = Offer with
        {
            IsAssessing = true,
            Theirs = Proposed,
            Agree = Sample.Token,
            OnBehalfOf = "Chief Technology Officer",
        },
    };

    public static readonly TeamModel Yours = FromAbove with
    {
        TakeOver = Offer with { Yours = Proposed, Withdraw = new("/teams/checkout/withdraw-take-over", Sample.Token) },
    };

    public static readonly TeamModel NotChosen = FromAbove with
    {
        TakeOver = Theirs.TakeOver! with { AgreeError = "Tick the box to say that you agree to exactly this reason." },
        Refusal = new(
            "Nothing was recorded",
            [new("Tick the box to say that you agree to exactly this reason.", DelegationFields.AgreeId)]
        ),
    };
}

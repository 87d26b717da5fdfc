using ReviewFlow.Obligations;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

// Teams that were signed, returned, taken over or amended, and forms that were refused.
internal static partial class Sample
{
    public static TeamModel Amended => Team with { Changes = Changes, PastDue = true };

    public static TeamModel NotChosen =>
        Team with
        {
            SignOff = Team.SignOff! with { Error = "Choose this before you sign off." },
            Refusal = new(
                "Your sign-off was not recorded",
                [new("Choose that you have read the outcomes.", FieldIds.Confirmed)]
            ),
        };

    public static TeamModel NoReason =>
        Team with
        {
            Act = "return",
            Return = Team.Return! with
            {
                Reason = "<b>Not</b> \"ours\" & no",
                Error = "Say what has to change, in a sentence.",
            },
            Refusal = new(
                "Your return was not recorded",
                [new("Say what has to change, in a sentence.", FieldIds.ReturnReason)]
            ),
        };

    public static TeamModel OutOfDate =>
        Amended with
        {
            Refusal = new(
                "Your sign-off was not recorded",
                [new("Revision 2 came in while you were reading revision 1. Read what changed, then sign again.")]
            ),
        };

    public static TeamModel SignedTeam =>
        Team with
        {
            Stands = "You both have signed. It waits for the pair above.",
            Path =
            [
                Path[0] with
                {
                    Technology = new(
                        "Engineering Director, Marketplace",
                        SeatState.Signed,
                        "2026-10-05 at 10:12",
                        "Head of Payments",
                        true
                    ),
                },
                Path[1] with
                {
                    Product = new("Chief Product Officer", SeatState.Awaited),
                    Technology = new("Chief Technology Officer", SeatState.Awaited),
                },
            ],
            SignOff = null,
            Return = null,
            Withdraw = new("/teams/checkout/withdraw", Token, Hash),
            Turn = null,
            Receipt = Signed,
        };

    public static TeamModel Returned =>
        Team with
        {
            Stands = "It was returned. Ops amend the scorecard, then you both sign again.",
            Returned = new(
                "Chief Technology Officer (Technology, Company)",
                "2026-10-06 at 16:05",
                "The refund figure leaves out the weekends.\nPlease measure it the way customers feel it."
            ),
            Path =
            [
                Path[0] with
                {
                    Product = new("Product Director, Marketplace", SeatState.NotYet),
                    Technology = new("Engineering Director, Marketplace", SeatState.NotYet, IsReader: true),
                },
                Path[1],
            ],
            SignOff = null,
            Return = null,
            Turn = null,
        };

    public static TeamModel TakenOver =>
        Team with
        {
            Stands = "The pair above took Marketplace's part over. Nothing waits for you.",
            Path =
            [
                new(
                    "Marketplace",
                    "The team's own pair",
                    new("Product Director, Marketplace", SeatState.TakenOver),
                    new("Engineering Director, Marketplace", SeatState.TakenOver, IsReader: true),
                    "One seat is vacant until December; we answer for Checkout until it is filled.",
                    "Chief Product Officer and Head of Payments on behalf of Chief Technology Officer, 14 October "
                        + "2026 at 10:40 (Asia/Dubai)"
                ),
                new(
                    "Company",
                    "Signs for both levels",
                    new("Chief Product Officer", SeatState.Signed, "2026-10-14 at 11:00"),
                    new("Chief Technology Officer", SeatState.Awaited)
                ),
            ],
            SignOff = null,
            Return = null,
            Turn = null,
        };
}

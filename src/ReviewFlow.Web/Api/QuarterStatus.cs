using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Json;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Sealing;
using ReviewFlow.Signing;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Web.Api;

/// <summary>Where a quarter stands, for ops. <c>GET /api/quarters/{q}</c> answers this as JSON.</summary>
/// <param name="Stage"><c>open</c>, <c>released</c> or <c>voided</c>.</param>
/// <param name="Due">ISO 8601 date in <paramref name="TimeZone"/>; the day's end is the deadline.</param>
/// <param name="Version">Number of the last ledger entry.</param>
/// <param name="Unreached">Whom a mail did not reach and who has done nothing since, in the order of the
/// roster.</param>
/// <param name="Signed">Teams whose whole path has signed, of <paramref name="Total"/> that are not voided.</param>
public sealed record QuarterStatus(
    string Quarter,
    string Company,
    string Stage,
    string Due,
    string TimeZone,
    long Version,
    int Signed,
    int Total,
    IReadOnlyList<TeamStatus> Teams,
    MailStatus Mails,
    IReadOnlyList<UnreachedStatus> Unreached,
    ReleaseStatus? Release,
    string? VoidReason
)
{
    /// <summary>Who owes what at this moment.</summary>
    public IReadOnlyList<OpenStatus> Open { get; init; } = [];

    /// <summary>Every team is signed by its whole path, and the report is being made.</summary>
    public bool ReleaseIsDue { get; init; }

    /// <summary>Everybody who was named to stand in for a leader, in order.</summary>
    public IReadOnlyList<DelegateStatus> Delegates { get; init; } = [];

    /// <summary>The partnership check of each pair; empty where the quarter is only signed off.</summary>
    public IReadOnlyList<PartnershipStatus> Partnerships { get; init; } = [];

    /// <summary>The fit conversations that were started here, in order.</summary>
    public IReadOnlyList<FitStatus> Fits { get; init; } = [];

    /// <summary>What waits for a second operator.</summary>
    public IReadOnlyList<WaitStatus> Waits { get; init; } = [];

    public static QuarterStatus Of(Quarter quarter, OutboxCount mails, Instant at)
    {
        var counted = quarter.InOrder.Where(r => r.Stage != Signing.Stage.Voided).ToArray();
        return new(
            quarter.Id.ToString(),
            quarter.Company,
            Name(quarter.Stage),
            LocalDatePattern.Iso.Format(quarter.Due),
            quarter.Calendar.TimeZone,
            quarter.Version,
            counted.Count(r => r.Stage == Signing.Stage.Signed),
            counted.Length,
            [.. quarter.InOrder.Select(r => TeamStatus.Of(quarter, r))],
            new(
                mails.Delivered,
                mails.Owed,
                [.. mails.DeadLettered.Select(p => new DeadLetteredStatus(p.To, p.Why, p.Occasion))]
            ),
            [
                .. quarter
                    .Addressees.Where(p => quarter.Contacts.UnreachedOf(p.Id) is not null)
                    .Select(p => new UnreachedStatus(p.Name, p.Email)),
            ],
            quarter.Release is { } r ? new(Text(r.At), r.Sha256, r.Pages, r.Bytes) : null,
            quarter.VoidReason
        )
        {
            Open = [.. OpenObligations.In(quarter, at).Select(o => OpenStatus.Of(quarter, o))],
            ReleaseIsDue = QuarterSchedule.ReleaseIsDue(quarter),
            Delegates = [.. quarter.Delegations.Select(DelegateStatus.Of)],
            Partnerships = PartnershipStatus.Of(quarter),
            Fits = [.. quarter.Fits.Select(FitStatus.Of)],
            Waits = [.. FourEyes.OpenAt(quarter, at).Select(WaitStatus.Of)],
        };
    }

    internal static string Name<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    internal static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}

/// <param name="Stage"><c>assessing</c>, <c>signing</c>, <c>returned</c>, <c>signed</c> or <c>voided</c>.</param>
/// <param name="Note">The reason of a return or a void.</param>
/// <param name="Assessment">Null where the quarter is only signed off.</param>
public sealed record TeamStatus(
    string Id,
    string Name,
    string Pair,
    string Stage,
    int Revision,
    string Hash,
    IReadOnlyList<LevelStatus> Path,
    string? Note,
    AssessmentStatus? Assessment = null
)
{
    public static TeamStatus Of(Quarter quarter, Review review) =>
        new(
            review.Team.ToString(),
            review.Name,
            review.Pair.ToString(),
            QuarterStatus.Name(review.Stage),
            review.Current.Number,
            review.Hash,
            [
                .. review.Path.Select(l => new LevelStatus(
                    l.Pair.ToString(),
                    Seat(quarter, review, l, Pairs.Seat.Product),
                    Seat(quarter, review, l, Pairs.Seat.Technology)
                )
                {
                    TakenOver = l.TakenOver is { } t ? TakenOverStatus.Of(t) : null,
                }),
            ],
            review.Returned is { } back
                ? $"{Wording.Acting(back.By, back.OnBehalfOf)}: {back.Reason}"
                : review.VoidReason,
            review.Assessment is { } assessment ? AssessmentStatus.Of(assessment) : null
        );

    private static string Seat(Quarter quarter, Review review, PathStep level, Seat seat) =>
        QuarterStatus.Name(SeatStates.Of(quarter, review, level, seat));
}

/// <summary>How far a joint assessment is, and nothing of what is in it.</summary>
/// <param name="Round">1, 2, 3 …; a return or an amendment begins the next.</param>
/// <param name="Pair">Who assesses: the team's own pair, or the one above that took its part over.</param>
/// <param name="Product"><c>sealed</c> or <c>notSealed</c>.</param>
/// <param name="Technology">The same.</param>
/// <param name="Revealed">Both have sealed.</param>
/// <param name="Gaps">Outcomes the two saw differently; 0 before the views are revealed.</param>
/// <param name="OpenGaps">Those without a joint rating yet.</param>
/// <param name="Concluded">There is one view of everything, ready to be signed.</param>
public sealed record AssessmentStatus(
    int Round,
    string Pair,
    string Product,
    string Technology,
    bool Revealed,
    int Gaps,
    int OpenGaps,
    bool Concluded
)
{
    public static AssessmentStatus Of(Assessment assessment) =>
        new(
            assessment.Round,
            assessment.Pair.ToString(),
            Seal(assessment.SealOf(Seat.Product)),
            Seal(assessment.SealOf(Seat.Technology)),
            assessment.IsRevealed,
            assessment.Gaps,
            assessment.Outcomes.Count(o => o.Joint is null),
            assessment.IsComplete
        );

    private static string Seal(Seal? sealing) => sealing is null ? "notSealed" : "sealed";
}

/// <summary>
/// Each seat <c>signed</c>, <c>awaited</c> (it is its move: to rate, to agree or to sign), <c>notYet</c> or
/// <c>takenOver</c>.
/// </summary>
public sealed record LevelStatus(string Pair, string Product, string Technology)
{
    /// <summary>Only where the pair above took this pair's part over.</summary>
    public TakenOverStatus? TakenOver { get; init; }
}

/// <param name="Product">Who agreed from the Product seat of the pair above: <c>Dana Diaz on behalf of Pia
/// Chief</c>.</param>
/// <param name="Technology">Who agreed from its Technology seat.</param>
public sealed record TakenOverStatus(string Reason, string Product, string Technology, string At)
{
    public static TakenOverStatus Of(TakeOver t) =>
        new(
            t.Reason,
            Wording.Acting(t.Product.By, t.Product.OnBehalfOf),
            Wording.Acting(t.Technology.By, t.Technology.OnBehalfOf),
            QuarterStatus.Text(t.Product.At > t.Technology.At ? t.Product.At : t.Technology.At)
        );
}

/// <summary>Somebody who stands in for a leader, will, or did.</summary>
/// <param name="From">ISO 8601 date in the quarter's time zone; the first day.</param>
/// <param name="Until">The last day; it ends by itself with it.</param>
/// <param name="EndedAt">When the leader ended it before; else null.</param>
public sealed record DelegateStatus(
    string Name,
    string Email,
    string OnBehalfOf,
    string From,
    string Until,
    string? EndedAt
)
{
    public static DelegateStatus Of(Delegation d) =>
        new(
            d.Delegate.Name,
            d.Delegate.Email,
            d.Leader.Name,
            LocalDatePattern.Iso.Format(d.From),
            LocalDatePattern.Iso.Format(d.Until),
            d.EndedAt is { } at ? QuarterStatus.Text(at) : null
        );
}

public sealed record MailStatus(int Delivered, int Owed, IReadOnlyList<DeadLetteredStatus> DeadLettered);

/// <summary>A mail that will never go through as it is.</summary>
/// <param name="Kind"><c>invitation</c>, <c>released</c>, …; empty where that cannot be read.</param>
public sealed record DeadLetteredStatus(string To, string Why, string Kind = "");

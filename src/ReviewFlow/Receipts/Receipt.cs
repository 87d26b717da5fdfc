using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Receipts;

/// <summary>What somebody did, as a receipt names it. It never says what was rated or written.</summary>
public enum ReceiptKind
{
    Signed,
    Withdrawn,
    Returned,
    ReturnTakenBack,
    RatingsSealed,
    RatingsTakenBack,
    JointRatings,
    Shares,
    JointWork,
    TakeOver,
    Partnership,
    FitConversation,
}

/// <summary>Something that was done in a person's name, and of which they have no receipt yet.</summary>
/// <param name="To">Who gets the receipt: the person in whose name it was done, and a delegate who did it.</param>
/// <param name="By">Who did it.</param>
/// <param name="Team">Null where it is about no team.</param>
/// <param name="Hash">The review hash that was signed.</param>
public sealed record Receipt(
    PersonId To,
    Person By,
    Instant At,
    ReceiptKind Kind,
    TeamId? Team = null,
    string? Hash = null
);

/// <summary>These people were mailed a receipt of everything that was done in their name up to this entry.</summary>
public sealed record ReceiptsSent(Instant At, ImmutableArray<PersonId> To) : QuarterEvent(At);

/// <summary>
/// One receipt a sitting: it goes out when the person has done nothing for <see cref="Pause"/>, and
/// <see cref="MaxWait"/> after the first act at the latest. When the quarter is over it goes at once.
/// </summary>
public static class ReceiptDigest
{
    public static readonly Duration Pause = Duration.FromMinutes(15);
    public static readonly Duration MaxWait = Duration.FromHours(1);

    /// <summary>Who is owed a receipt at <paramref name="now"/>.</summary>
    public static ImmutableArray<PersonId> Due(Quarter quarter, Instant now) =>
        [.. Sittings(quarter).Where(s => s.At <= now).Select(s => s.To)];

    /// <summary>When the next is due; null when none is.</summary>
    public static Instant? Next(Quarter quarter) => Sittings(quarter).Select(s => (Instant?)s.At).Min();

    /// <summary>What has no receipt yet after <paramref name="happened"/>.</summary>
    internal static ImmutableList<Receipt> After(Quarter? before, QuarterEvent happened, Quarter after) =>
        (before, happened) switch
        {
            (null, _) => [],
            (_, ReceiptsSent e) => before.Receipts.RemoveAll(r => e.To.Contains(r.To)),
            _ => before.Receipts.AddRange(Of(happened, after)),
        };

    private static IEnumerable<(PersonId To, Instant At)> Sittings(Quarter quarter) =>
        from receipt in quarter.Receipts
        group receipt by receipt.To into sitting
        let last = sitting.Max(r => r.At)
        select (
            sitting.Key,
            quarter.Stage == QuarterStage.Open ? Instant.Min(last + Pause, sitting.Min(r => r.At) + MaxWait) : last
        );

    private static IEnumerable<Receipt> Of(QuarterEvent happened, Quarter after) =>
        happened switch
        {
            SignedOff e => For(ReceiptKind.Signed, e, e.Signer, e.OnBehalfOf, e.Hash),
            SignOffWithdrawn e => For(ReceiptKind.Withdrawn, e, e.By, e.OnBehalfOf),
            ReviewReturned e => For(ReceiptKind.Returned, e, e.By, e.OnBehalfOf),
            ReturnTakenBack e => For(ReceiptKind.ReturnTakenBack, e, e.By, e.OnBehalfOf),
            RatingsSealed e => For(ReceiptKind.RatingsSealed, e, e.By, e.OnBehalfOf),
            RatingsUnsealed e => For(ReceiptKind.RatingsTakenBack, e, e.By, e.OnBehalfOf),
            JointRatingsProposed e => For(ReceiptKind.JointRatings, e, e.By, e.OnBehalfOf),
            JointRatingsConfirmed e => For(ReceiptKind.JointRatings, e, e.By, e.OnBehalfOf),
            SharesWritten e => For(ReceiptKind.Shares, e, e.By, e.OnBehalfOf),
            SharesAnswered e => For(ReceiptKind.Shares, e, e.By, e.OnBehalfOf),
            JointWorkProposed e => For(ReceiptKind.JointWork, e, e.By, e.OnBehalfOf),
            JointWorkConfirmed e => For(ReceiptKind.JointWork, e, e.By, e.OnBehalfOf),
            TakeOverProposed e => For(ReceiptKind.TakeOver, e, e.By, e.OnBehalfOf),
            TakeOverWithdrawn e => For(ReceiptKind.TakeOver, e, e.By, e.OnBehalfOf),
            TakenOver e => For(ReceiptKind.TakeOver, e, e.By, e.OnBehalfOf),
            PartnershipAnswered e => [new(e.By.Id, e.By, e.At, ReceiptKind.Partnership)],
            PledgeProposed e => [new(e.By.Id, e.By, e.At, ReceiptKind.Partnership)],
            PledgeConfirmed e => [new(e.By.Id, e.By, e.At, ReceiptKind.Partnership)],
            FitAnswered e => Talked(e, after.FitOf(e.Fit)![e.Side]),
            FitEnded { Side: { } side } e => Talked(e, after.FitOf(e.Fit)![side]),
            _ => [],
        };

    private static IEnumerable<Receipt> Talked(FitEvent e, Person by) =>
        [new(by.Id, by, e.At, ReceiptKind.FitConversation)];

    private static IEnumerable<Receipt> For(
        ReceiptKind kind,
        ReviewEvent e,
        Person by,
        Person? onBehalfOf,
        string? hash = null
    ) =>
        new[] { onBehalfOf ?? by, by }
            .DistinctBy(p => p.Id)
            .Select(to => new Receipt(to.Id, by, e.At, kind, e.Team, hash));
}

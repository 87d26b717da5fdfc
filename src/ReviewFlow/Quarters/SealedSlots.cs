using System.Collections.Immutable;
using System.Globalization;
using ReviewFlow.Assessments;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;

namespace ReviewFlow.Quarters;

/// <summary>
/// What has to lie in the sealed store as a quarter stands: each place with the commitment that the ledger holds of it.
/// </summary>
public static class SealedSlots
{
    /// <summary>A place is a short ASCII name, unique in the quarter.</summary>
    public static string Of(TeamId team, Seat seat) => $"ratings/{team}/{seat.Key()}";

    /// <summary>
    /// Where a leader's answers of the partnership check lie, sealed for everybody but the pair also when they are
    /// revealed to it.
    /// </summary>
    public static string Of(SeatOf seat) => $"partnership/{seat.Pair}/{seat.Seat.Key()}";

    /// <summary>
    /// Where one person's answers of a fit conversation lie, sealed for everybody but the two also when they are
    /// revealed to them.
    /// </summary>
    public static string Of(int fit, FitSide side) =>
        string.Create(CultureInfo.InvariantCulture, $"fit/{fit}/{side.Key()}");

    public static ImmutableSortedDictionary<string, string> In(Quarter? quarter) =>
        quarter is null
            ? ImmutableSortedDictionary<string, string>.Empty
            : Ratings(quarter)
                .Concat(Partnerships(quarter))
                .Concat(Fits(quarter))
                .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Until they are revealed: then they stand in the ledger.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Ratings(Quarter quarter) =>
        from review in quarter.Stage == QuarterStage.Open ? quarter.InOrder : []
        where review is { Stage: Stage.Assessing, Assessment.IsRevealed: false }
        from seat in Enum.GetValues<Seat>()
        let sealing = review.Assessment!.SealOf(seat)
        where sealing is not null
        select KeyValuePair.Create(Of(review.Team, seat), sealing.Commitment);

    /// <summary>For good, also behind the release: they never stand anywhere else.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Partnerships(Quarter quarter) =>
        from check in quarter.Stage == QuarterStage.Voided ? [] : quarter.Partnerships
        from seat in Enum.GetValues<Seat>()
        let sealing = check.Value.SealOf(seat)
        where sealing is not null
        select KeyValuePair.Create(Of(new SeatOf(check.Key, seat)), sealing.Commitment);

    /// <summary>Until it is ended, whatever becomes of the quarter.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Fits(Quarter quarter) =>
        from fit in quarter.Fits
        where fit.Ended is null
        from side in Enum.GetValues<FitSide>()
        let sealing = fit.SealOf(side)
        where sealing is not null
        select KeyValuePair.Create(Of(fit.Number, side), sealing.Commitment);
}

using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Reviews;

namespace ReviewFlow.Quarters;

/// <summary>What has to lie in the safe as a quarter stands: each place with the commitment that the ledger holds of it.</summary>
public static class SealedPlaces
{
    /// <summary>A place is a short ASCII name, unique in the quarter.</summary>
    public static string Of(TeamId team, Seat seat) => $"ratings/{team}/{Names.Of(seat)}";

    public static ImmutableSortedDictionary<string, string> In(Quarter? quarter) => quarter is not { Stage: QuarterStage.Open }
        ? ImmutableSortedDictionary<string, string>.Empty
        : (from review in quarter.InOrder
           where review is { Stage: Stage.Assessing, Assessment.IsRevealed: false }
           from seat in Enum.GetValues<Seat>()
           let sealing = review.Assessment!.SealOf(seat)
           where sealing is not null
           select KeyValuePair.Create(Of(review.Team, seat), sealing.Commitment)).ToImmutableSortedDictionary(StringComparer.Ordinal);
}

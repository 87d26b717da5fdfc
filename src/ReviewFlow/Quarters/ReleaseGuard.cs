using System.Collections.Immutable;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Reviews;

namespace ReviewFlow.Quarters;

/// <summary>A reason why the report may not leave.</summary>
public sealed record Obstacle(TeamId? Team, SeatOf? Seat, string Sentence);

/// <summary>
/// No report leaves before both seats of every pair on the path signed the current review hash of every team that is not voided.
/// Looks at nothing but content and sign-offs: it computes every hash again and trusts no stage.
/// </summary>
public static class ReleaseGuard
{
    /// <summary>Everything that stands in the way; empty when the report may be released.</summary>
    public static ImmutableArray<Obstacle> Check(Quarter quarter)
    {
        if (quarter.Stage == QuarterStage.Voided) return [new(null, null, "The quarter was voided.")];
        var reviews = quarter.InOrder.Where(r => r.Stage != Stage.Voided).ToArray();
        return reviews.Length == 0
            ? [new(null, null, "There is no team to report on.")]
            : [.. reviews.SelectMany(r => Check(quarter, r))];
    }

    private static IEnumerable<Obstacle> Check(Quarter quarter, Review review)
    {
        var hash = ReviewHash.Of(quarter.Id, review.Team, review.Current.Number, review.Scorecard.ContentHash());
        if (!review.Path.Select(l => l.Pair).SequenceEqual(quarter.Pairs.PathFrom(review.Pair)))
            yield return new(review.Team, null, $"{review.Name}: the signing path is not the one of its pair.");

        foreach (var level in review.Path)
        {
            foreach (var seat in Enum.GetValues<Seat>())
            {
                if (level[seat] is not { } signOff) yield return Missing("has not signed");
                else if (signOff.Hash != hash) yield return Missing("signed other content");
                else if ((signOff.OnBehalfOf ?? signOff.Signer).Id != quarter.Pairs[level.Pair][seat].Id) yield return Missing("was signed by somebody else");

                Obstacle Missing(string what) => new(review.Team, new(level.Pair, seat), $"{review.Name}: the {seat} seat of '{level.Pair}' {what}.");
            }
            if (level is { Product: { } product, Technology: { } technology } && product.Signer.Id == technology.Signer.Id)
                yield return new(review.Team, null, $"{review.Name}: one person signed both seats of '{level.Pair}'.");
        }
    }
}

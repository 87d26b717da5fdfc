using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Quarters;

/// <summary>A reason why the report may not leave.</summary>
public sealed record Obstacle(TeamId? Team, SeatOf? Seat, string Sentence);

/// <summary>
/// No report leaves before both seats of every pair on the path signed the current review hash of every team that is
/// not voided. Looks at nothing but content and sign-offs: it computes every hash again and trusts no stage.
/// </summary>
public static class ReleaseGuard
{
    /// <summary>Everything that stands in the way; empty when the report may be released.</summary>
    public static ImmutableArray<Obstacle> Check(Quarter quarter)
    {
        if (quarter.Stage == QuarterStage.Voided)
            return [new(null, null, QuarterTexts.QuarterVoided)];
        var reviews = quarter.InOrder.Where(r => r.Stage != Stage.Voided).ToArray();
        return reviews.Length == 0
            ? [new(null, null, QuarterTexts.NoTeams)]
            : [.. reviews.SelectMany(r => Check(quarter, r))];
    }

    private static IEnumerable<Obstacle> Check(Quarter quarter, Review review)
    {
        if (quarter.Assessment == AssessmentMode.Joint && Unassessed(quarter, review) is { } why)
        {
            yield return new(review.Team, null, $"{review.Name}: {why}");
            yield break;
        }
        var hash = ReviewHash.Of(quarter.Id, review, review.Assessment);
        if (!review.Path.Select(l => l.Pair).SequenceEqual(quarter.Pairs.PathFrom(review.Pair)))
            yield return new(review.Team, null, QuarterTexts.WrongSigningPath.With(new { team = review.Name }));

        foreach (var (index, level) in review.Path.Index())
        {
            if (level.TakenOver is { } takeOver)
            {
                // Only the pair above takes a part over, both of them; the root has nobody above.
                if (
                    index + 1 == review.Path.Length
                    || !IsOfBoth(quarter, review.Path[index + 1].Pair, takeOver.Product, takeOver.Technology)
                )
                    yield return new(
                        review.Team,
                        null,
                        QuarterTexts.TakeOverIncomplete.With(new { team = review.Name, pair = level.Pair })
                    );
                continue;
            }
            foreach (var seat in Enum.GetValues<Seat>())
            {
                if (level[seat] is not { } signOff)
                    yield return Missing(QuarterTexts.NotSigned);
                else if (signOff.Hash != hash)
                    yield return Missing(QuarterTexts.SignedOtherContent);
                else if (!IsOf(quarter, new(level.Pair, seat), new(signOff.Signer, signOff.OnBehalfOf, signOff.At)))
                    yield return Missing(QuarterTexts.SignedByOther);

                Obstacle Missing(string what) =>
                    new(
                        review.Team,
                        new(level.Pair, seat),
                        QuarterTexts.SeatProblem.With(
                            new
                            {
                                team = review.Name,
                                seat = seat.Name(),
                                pair = level.Pair,
                                problem = what,
                            }
                        )
                    );
            }
            if (
                level is { Product: { } product, Technology: { } technology }
                && product.Signer.Id == technology.Signer.Id
            )
                yield return new(
                    review.Team,
                    null,
                    QuarterTexts.SignedByOnePerson.With(new { team = review.Name, pair = level.Pair })
                );
        }
    }

    /// <summary>Why what is signed is not a joint assessment, or null.</summary>
    private static string? Unassessed(Quarter quarter, Review review)
    {
        if (review.Assessment is not { IsComplete: true } assessment)
            return QuarterTexts.AssessmentOpen;
        if (!assessment.Outcomes.Select(o => o.Outcome).SequenceEqual(review.Scorecard.Outcomes.Select(o => o.Id)))
            return QuarterTexts.OutcomesUnrated;
        if (
            !review.Path.TakeWhile(l => l.Pair != assessment.Pair).All(l => l.TakenOver is not null)
            || review.StepOf(assessment.Pair) is null
        )
            return QuarterTexts.RatedByOtherPair;
        foreach (var seat in Enum.GetValues<Seat>())
        {
            if (
                assessment.SealOf(seat) is not { } sealing
                || !IsOf(quarter, new(assessment.Pair, seat), new(sealing.By, sealing.OnBehalfOf, sealing.At))
            )
                return QuarterTexts.SeatRatedByOther.With(new { seat = seat.Name() });
        }
        if (assessment.Ratings.First!.By.Id == assessment.Ratings.Second!.By.Id)
            return QuarterTexts.RatedByOnePerson;
        return assessment.Outcomes.Any(o => !IsJoint(o)) ? QuarterTexts.JointRatingNotConfirmed : null;
    }

    /// <summary>
    /// Equal views, or a proposal with a rationale; what is not met has both shares confirmed, and not none on both
    /// sides.
    /// </summary>
    private static bool IsJoint(Reconciliation o) =>
        (
            o.Differed
                ? o.Joint!.Rationale is { Length: > 0 }
                    && o.Joint.Value == o.Proposal!.Rating.Value
                    && o.Joint.Rationale == o.Proposal.Rating.Rationale
                : o.Joint! == new JointRating(o.Product, null)
        ) && (!o.OwesShares || !(o.ProductShare!.Share.IsNone && o.TechnologyShare!.Share.IsNone));

    private static bool IsOfBoth(Quarter quarter, PairId pair, Consent product, Consent technology) =>
        product.By.Id != technology.By.Id
        && IsOf(quarter, new(pair, Seat.Product), product)
        && IsOf(quarter, new(pair, Seat.Technology), technology);

    /// <summary>The holder's own, or a delegate's whom the holder had named for that day.</summary>
    private static bool IsOf(Quarter quarter, SeatOf seat, Consent consent)
    {
        var holder = quarter.Pairs[seat];
        if (consent.OnBehalfOf is null)
            return consent.By.Id == holder.Id;
        var day = quarter.Calendar.DateOf(consent.At);
        return consent.OnBehalfOf.Id == holder.Id
            && quarter.Delegations.Any(d =>
                d.Leader.Id == holder.Id && d.Delegate.Id == consent.By.Id && d.Covers(day, consent.At)
            );
    }
}

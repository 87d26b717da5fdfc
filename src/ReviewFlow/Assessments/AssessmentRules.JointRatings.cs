using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Assessments;

public static partial class AssessmentRules
{
    private static Decision Sealed(
        QuarterId quarter,
        Review review,
        Assessment assessment,
        AssessmentCommand.Seal c,
        Instant at
    )
    {
        if (Unsound(review.Scorecard, c.Sheet) is { } why)
            return Refusal.NotComplete.Because(why);
        var (seat, partner) = (c.Seat.Seat, assessment.SealOf(c.Seat.Seat.Other()));
        var own = new RatingsSealed(
            at,
            review.Team,
            c.Seat,
            c.By,
            c.OnBehalfOf,
            c.Sheet.Commitment(quarter, review.Team, assessment.Round, seat)
        );
        if (partner is null)
            return own;
        if (c.Partner?.Commitment(quarter, review.Team, assessment.Round, seat.Other()) != partner.Commitment)
            throw new InvalidOperationException(
                $"What the partner sealed of {review.Team} is not at hand as it was sealed."
            );
        var (product, technology) = seat == Seat.Product ? (c.Sheet, c.Partner) : (c.Partner, c.Sheet);
        return new Decision.Accepted([own, new RatingsRevealed(at, review.Team, c.By, product!, technology!)]);
    }

    private static Decision Reconciled(Review review, Assessment assessment, AssessmentCommand.Reconcile c, Instant at)
    {
        var (seat, confirmed, proposed) = (
            c.Seat.Seat,
            ImmutableArray.CreateBuilder<Confirmation>(),
            ImmutableArray.CreateBuilder<ProposedRating>()
        );
        foreach (var yes in c.Confirmed)
        {
            if (
                assessment.Of(yes.Outcome) is not { Differed: true } outcome
                || outcome.Proposal?.Rating.Digest() != yes.Digest
            )
                return Overtaken(MetricOf(review, yes.Outcome));
            if (outcome.Joint is not null)
                continue;
            if (outcome.Proposal!.By == seat)
                return Refusal.NotYours.Because(AssessmentTexts.JointRatingNeedsPartnersYes);
            confirmed.Add(yes);
        }
        foreach (var rating in c.Proposed)
        {
            if (assessment.Of(rating.Outcome) is not { Differed: true } outcome)
                return Overtaken(MetricOf(review, rating.Outcome));
            if (string.IsNullOrEmpty(rating.Rationale))
                return Refusal.NotComplete.Because(
                    AssessmentTexts.WriteJointRationaleWhyBoth.With(new { outcome = MetricOf(review, rating.Outcome) })
                );
            if (rating.Rationale.Length > ProposedRating.MaxRationaleLength)
                return Refusal.NotComplete.Because(
                    AssessmentTexts.JointRationaleLongerThanCharacters.With(
                        new
                        {
                            outcome = MetricOf(review, rating.Outcome),
                            maxRationaleLength = ProposedRating.MaxRationaleLength,
                        }
                    )
                );
            if (outcome.Proposal is { } standing && standing.Rating.Digest() == rating.Digest())
            {
                if (standing.By != seat && outcome.Joint is null)
                    confirmed.Add(new(rating.Outcome, rating.Digest())); // the same words from both are a yes
                continue;
            }
            if (outcome.Joint is not null)
                return Overtaken(MetricOf(review, rating.Outcome));
            if (confirmed.Any(yes => yes.Outcome == rating.Outcome))
                return Refusal.NotComplete.Because(
                    AssessmentTexts.ConfirmPartnersJointRatingCounter.With(
                        new { outcome = MetricOf(review, rating.Outcome) }
                    )
                );
            proposed.Add(rating);
        }
        return Some(
            confirmed.Count > 0
                ? new JointRatingsConfirmed(at, review.Team, c.Seat, c.By, c.OnBehalfOf, confirmed.ToImmutable())
                : null,
            proposed.Count > 0
                ? new JointRatingsProposed(at, review.Team, c.Seat, c.By, c.OnBehalfOf, proposed.ToImmutable())
                : null
        );
    }
}

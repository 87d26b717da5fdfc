using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;
using ReviewFlow.Text;

namespace ReviewFlow.Assessments;

public static partial class AssessmentRules
{
    private static Decision Sealed(
        AssessmentSubject subject,
        Assessment assessment,
        AssessmentCommand.Seal c,
        Instant at
    )
    {
        if (Refusal.NotComplete.ForAny(AssessmentInput.Of(subject.Scorecard, c.Sheet)) is { } refused)
            return refused;
        var seat = c.Seat.Seat;
        return assessment.Ratings.Seal(
            seat.Side(),
            new RatingsSealed(at, subject.Team, c.Seat, c.By, c.OnBehalfOf, Commitments(c.Sheet, seat)),
            Revealed
        );

        ImmutableArray<RatingCommitment> Commitments(RatingSheet sheet, Seat of) =>
            sheet.Commitments(subject.Quarter, subject.Team, assessment.Round, of);

        RatingsRevealed Revealed() =>
            c.Partner is not { } partner
            || RatingSheet.Digest(Commitments(partner, seat.Other())) != assessment.SealOf(seat.Other())!.Commitment
                ? throw new InvalidOperationException(
                    $"What the partner sealed of {subject.Team} is not at hand as it was sealed."
                )
            : seat == Seat.Product ? new(at, subject.Team, c.By, c.Sheet, partner)
            : new(at, subject.Team, c.By, partner, c.Sheet);
    }

    private static Decision Reconciled(
        AssessmentSubject subject,
        Assessment assessment,
        AssessmentCommand.Reconcile c,
        Instant at
    )
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
                return Overtaken(subject.MetricOf(yes.Outcome));
            if (outcome.Joint is not null)
                continue;
            if (outcome.Proposal!.By == seat)
                return Refusal.NotYours.Because(AssessmentTexts.PartnerMustConfirm);
            confirmed.Add(yes);
        }
        foreach (var rating in c.Proposed)
        {
            if (assessment.Of(rating.Outcome) is not { Differed: true } outcome)
                return Overtaken(subject.MetricOf(rating.Outcome));
            if (
                Refusal.NotComplete.ForAny(
                    AssessmentInput.OfRationale(rating.Outcome, subject.MetricOf(rating.Outcome), rating.Rationale)
                ) is
                { } refused
            )
                return refused;
            if (outcome.Proposal is { } standing && standing.Rating.Digest() == rating.Digest())
            {
                if (standing.By != seat && outcome.Joint is null)
                    confirmed.Add(new(rating.Outcome, rating.Digest())); // the same words from both are a yes
                continue;
            }
            if (outcome.Joint is not null)
                return Overtaken(subject.MetricOf(rating.Outcome));
            if (confirmed.Any(yes => yes.Outcome == rating.Outcome))
                return Refusal.NotComplete.Because(
                    AssessmentTexts.ConfirmOrPropose.With(new { outcome = subject.MetricOf(rating.Outcome) })
                );
            proposed.Add(rating);
        }
        return Some(
            confirmed.Count > 0
                ? new JointRatingsConfirmed(at, subject.Team, c.Seat, c.By, c.OnBehalfOf, confirmed.ToImmutable())
                : null,
            proposed.Count > 0
                ? new JointRatingsProposed(at, subject.Team, c.Seat, c.By, c.OnBehalfOf, proposed.ToImmutable())
                : null
        );
    }
}

using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Text;

namespace ReviewFlow.Signing;

public static partial class ReviewRules
{
    /// <summary>
    /// Assesses, and concludes with the hash that the sign-offs bind to as soon as both have one view of everything.
    /// </summary>
    private static Decision Assess(QuarterId quarter, Review review, AssessmentCommand command, Instant at)
    {
        var subject = new AssessmentSubject(quarter, review.Team, review.Name, review.Scorecard);
        if (
            HasConcluded(review, command)
            && AssessmentRules.Decide(subject, review.Assessment!, command, at) is Decision.Nothing
        )
            return Decision.AlreadySo; // a second click is not an error
        if (review is not { Stage: Stage.Assessing, Assessment: { } assessment })
            return Refusal.NotAssessed.Because(AssessmentTexts.NotBeingRated.With(new { team = review.Name }));
        if (command.Seat.Pair != assessment.Pair)
            return Refusal.NotYours.Because(AssessmentTexts.SeatDoesNotRate.With(new { team = review.Name }));
        if (command.Round != assessment.Round)
            return Refusal.OutOfDate.Because(AssessmentTexts.RateAgain.With(new { team = review.Name }));
        return AssessmentRules.Decide(subject, assessment, command, at) switch
        {
            Decision.Accepted accepted => WithConclusion(quarter, review, accepted, command, at),
            var other => other,
        };
    }

    private static bool HasConcluded(Review review, AssessmentCommand command) =>
        review is { Stage: Stage.Signing or Stage.Signed, Assessment: { IsComplete: true } done }
        && command.Seat.Pair == done.Pair
        && command.Round == done.Round;

    private static Decision WithConclusion(
        QuarterId quarter,
        Review review,
        Decision.Accepted accepted,
        AssessmentCommand command,
        Instant at
    )
    {
        var after = accepted.Events.Cast<AssessmentEvent>().Aggregate(review.Assessment!, AssessmentRules.Evolve);
        return after.IsComplete
            ? new Decision.Accepted(
                accepted.Events.Add(
                    new AssessmentConcluded(at, review.Team, command.By, ReviewHash.Of(quarter, review, after))
                )
            )
            : accepted;
    }

    /// <summary>
    /// Where the team has come to wait for a seat again, reminders count from then: nobody is reminded of a wait that
    /// was their partner's.
    /// </summary>
    private static Review Apply(Review review, AssessmentEvent e)
    {
        var (assessment, index) = (
            AssessmentRules.Evolve(review.Assessment!, e),
            IndexOf(review.Path, review.Assessment!.Pair)
        );
        return review with
        {
            Assessment = assessment,
            BeforeReturn = e is RatingsRevealed ? null : review.BeforeReturn,
            Path = Enum.GetValues<Seat>().Any(s => assessment.Awaits(s) && !review.Assessment.Awaits(s))
                ? review.Path.SetItem(index, review.Path[index] with { OpenedAt = e.At })
                : review.Path,
        };
    }

    /// <summary>
    /// What was assessed has become what is signed. Both leaders are at it, so the sign-off needs no invitation of its
    /// own.
    /// </summary>
    private static Review Concluded(Review review, AssessmentConcluded e) =>
        review with
        {
            Stage = Stage.Signing,
            Returned = null,
            Revisions = review.Revisions.SetItem(
                review.Revisions.Length - 1,
                review.Current with
                {
                    ReviewHash = e.ReviewHash,
                }
            ),
            Path = Reopened(review.Path, IndexOf(review.Path, review.Assessment!.Pair), e.At),
        };

    /// <summary>The team's own pair rates again; both leaders are told by the mail about what led to it.</summary>
    private static Review RatedAgain(Review review, Instant at) =>
        review with
        {
            Stage = Stage.Assessing,
            Assessment = review.Assessment!.NextRound(review.Pair),
            Path = Opened(WithoutSignOffs(review.Path), 0, at, told: true),
        };
}

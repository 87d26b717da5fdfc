using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Assessments;

/// <summary>
/// The rules of a joint assessment. A view becomes joint because both hold it or both confirmed it; never averaged,
/// never by time, never by one.
/// </summary>
public static partial class AssessmentRules
{
    /// <summary>
    /// What happens when <paramref name="command"/> meets the assessment of <paramref name="review"/>: events, or why
    /// not.
    /// </summary>
    public static Decision Decide(QuarterId quarter, Review review, AssessmentCommand command, Instant at)
    {
        if (
            HasConcluded(review, command)
            && Alone(quarter, review, review.Assessment!, command, at) is Decision.Nothing
        )
            return Decision.AlreadySo; // a second click is not an error
        if (review is not { Stage: Stage.Assessing, Assessment: { } assessment })
            return Refusal.NotAssessed.Because(AssessmentTexts.NotBeingAssessedNow.With(new { team = review.Name }));
        if (command.Seat.Pair != assessment.Pair)
            return Refusal.NotYours.Because(AssessmentTexts.NotAssessedSeat.With(new { team = review.Name }));
        if (command.Round != assessment.Round)
            return Refusal.OutOfDate.Because(
                AssessmentTexts.ChangedSincePageMadeAssessed.With(new { team = review.Name })
            );
        return Alone(quarter, review, assessment, command, at) switch
        {
            Decision.Accepted accepted => WithConclusion(quarter, review, accepted.Events, command.By, at),
            var other => other,
        };
    }

    private static bool HasConcluded(Review review, AssessmentCommand command) =>
        review is { Stage: Stage.Signing or Stage.Signed, Assessment: { IsComplete: true } done }
        && command.Seat.Pair == done.Pair
        && command.Round == done.Round;

    private static Decision Alone(
        QuarterId quarter,
        Review review,
        Assessment assessment,
        AssessmentCommand command,
        Instant at
    ) =>
        (assessment.IsRevealed, command) switch
        {
            (true, AssessmentCommand.Seal c)
                // Nor here
                when assessment.SheetOf(c.Seat.Seat)!.Ratings.SequenceEqual(c.Sheet.Ratings) => Decision.AlreadySo,
            (true, AssessmentCommand.Seal or AssessmentCommand.Unseal) => Refusal.Revealed.Because(
                AssessmentTexts.BothSealedRatingsOpenNo.With(new { team = review.Name })
            ),
            (false, AssessmentCommand.Seal c) => Sealed(quarter, review, assessment, c, at),
            (false, AssessmentCommand.Unseal c) when assessment.SealOf(c.Seat.Seat) is null => Decision.AlreadySo,
            (false, AssessmentCommand.Unseal c) => new RatingsUnsealed(at, review.Team, c.Seat, c.By, c.OnBehalfOf),
            (false, _) => Refusal.NotRevealed.Because(
                AssessmentTexts.RatingsOpenWhenBothSealed.With(new { team = review.Name })
            ),

            (true, AssessmentCommand.Reconcile c) => Reconciled(review, assessment, c, at),
            (true, AssessmentCommand.Account c) => Accounted(review, assessment, c, at),
            (true, AssessmentCommand.ProposeWork c) => Worked(review, assessment, c, at),
            (true, AssessmentCommand.ConfirmWork c) when assessment.Work is { } agreed => agreed.Digest() == c.Digest
                ? Decision.AlreadySo
                : Overtaken(AssessmentTexts.JointWork),
            (true, AssessmentCommand.ConfirmWork c)
                when assessment.WorkProposal is { } p && p.By != c.Seat.Seat && p.Work.Digest() == c.Digest =>
                new JointWorkConfirmed(at, review.Team, c.Seat, c.By, c.OnBehalfOf, c.Digest),
            (true, AssessmentCommand.ConfirmWork) => Overtaken(AssessmentTexts.JointWork),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };

    /// <summary>The assessment after <paramref name="happened"/>.</summary>
    public static Assessment Evolve(Assessment assessment, AssessmentEvent happened)
    {
        var after = Stepped(assessment, happened);
        return
            LeaderOf(happened) is { } leader
            && new ActedFor(happened.By, leader) is var acted
            && !after.StandIns.Contains(acted)
            ? after with
            {
                StandIns = after.StandIns.Add(acted),
            }
            : after;
    }

    private static Person? LeaderOf(AssessmentEvent happened) =>
        happened switch
        {
            RatingsSealed e => e.OnBehalfOf,
            RatingsUnsealed e => e.OnBehalfOf,
            JointRatingsProposed e => e.OnBehalfOf,
            JointRatingsConfirmed e => e.OnBehalfOf,
            SharesWritten e => e.OnBehalfOf,
            SharesAnswered e => e.OnBehalfOf,
            JointWorkProposed e => e.OnBehalfOf,
            JointWorkConfirmed e => e.OnBehalfOf,
            _ => null,
        };

    private static Assessment Stepped(Assessment assessment, AssessmentEvent happened) =>
        happened switch
        {
            RatingsSealed e => With(assessment, e.Seat.Seat, new Seal(e.Commitment, e.By, e.OnBehalfOf, e.At)),
            RatingsUnsealed e => With(assessment, e.Seat.Seat, null),
            RatingsRevealed e => assessment with
            {
                ProductSheet = e.Product,
                TechnologySheet = e.Technology,
                Outcomes =
                [
                    .. e.Product.Ratings.Select(r => Reconciliation.Of(r.Outcome, r.Value, e.Technology.Of(r.Outcome))),
                ],
            },
            JointRatingsProposed e => Each(
                assessment,
                e.Ratings,
                r => r.Outcome,
                (o, r) => o with { Proposal = new(e.Seat.Seat, r) }
            ),
            JointRatingsConfirmed e => Each(
                assessment,
                e.Ratings,
                r => r.Outcome,
                (o, _) => o with { Joint = new(o.Proposal!.Rating.Value, o.Proposal.Rating.Rationale) }
            ),
            SharesWritten e => Each(assessment, e.Shares, s => s.Outcome, (o, s) => o.With(e.Seat.Seat, new(s))),
            SharesAnswered e => Each(
                assessment,
                e.Answers,
                a => a.Outcome,
                (o, a) => o.With(e.Seat.Seat.Other(), o.Share(e.Seat.Seat.Other())! with { Answer = a })
            ),
            JointWorkProposed e => assessment with { WorkProposal = new(e.Seat.Seat, e.Work) },
            JointWorkConfirmed => assessment with { Work = assessment.WorkProposal!.Work },
            AssessmentConcluded => assessment,
            _ => throw new InvalidOperationException($"{happened.GetType().Name} does not happen to an assessment."),
        };

    /// <summary>The sheets that <paramref name="e"/> opens are those that were sealed.</summary>
    public static bool Keeps(QuarterId quarter, Assessment assessment, RatingsRevealed e) =>
        assessment.Product?.Commitment == e.Product.Commitment(quarter, e.Team, assessment.Round, Seat.Product)
        && assessment.Technology?.Commitment
            == e.Technology.Commitment(quarter, e.Team, assessment.Round, Seat.Technology);

    private static Decision WithConclusion(
        QuarterId quarter,
        Review review,
        ImmutableArray<QuarterEvent> events,
        Person by,
        Instant at
    )
    {
        var after = events.Cast<AssessmentEvent>().Aggregate(review.Assessment!, Evolve);
        return new Decision.Accepted(
            after.IsComplete
                ? events.Add(new AssessmentConcluded(at, review.Team, by, ReviewHash.Of(quarter, review, after)))
                : events
        );
    }

    private static string? Unsound(Scorecard card, RatingSheet sheet)
    {
        if (!sheet.Ratings.Select(r => r.Outcome).SequenceEqual(card.Outcomes.Select(o => o.Id)))
            return AssessmentTexts.RateEveryOutcome;
        foreach (var (outcome, rating) in card.Outcomes.Zip(sheet.Ratings))
        {
            if (rating.Value != outcome.Status && string.IsNullOrEmpty(rating.Note))
                return AssessmentTexts.SayNoteWhyNotWhat.With(new { metric = outcome.Metric });
            if (rating.Note?.Length > RatingSheet.MaxNoteLength)
                return AssessmentTexts.NoteLongerThanCharacters.With(
                    new { metric = outcome.Metric, maxNoteLength = RatingSheet.MaxNoteLength }
                );
        }
        return null;
    }

    private static string? Unsound(Scorecard card, JointWork work)
    {
        if (work.Meetings is < 0 or > JointWork.MaxMeetings)
            return AssessmentTexts.JointMeetingsHeldWholeNumber.With(new { maxMeetings = JointWork.MaxMeetings });
        if (work.Walls.Length > JointWork.MaxWalls)
            return AssessmentTexts.MostEventsOverWallKept.With(new { maxWalls = JointWork.MaxWalls });
        foreach (var wall in work.Walls)
        {
            if (card.Outcomes.All(o => o.Id != wall.Outcome))
                return AssessmentTexts.EventOverWallBelongsOne;
            if (wall.Kind == WallKind.DaysWaited ? wall.Days is not (>= 1 and <= Wall.MaxDays) : wall.Days is not null)
                return AssessmentTexts.SayHowManyDaysOther.With(new { maxDays = Wall.MaxDays });
            if (string.IsNullOrEmpty(wall.Change) || wall.Change.Length > Wall.MaxChangeLength)
                return AssessmentTexts.SayWhatBothWillChange.With(new { maxChangeLength = Wall.MaxChangeLength });
        }
        return null;
    }

    private static Decision Some(params ReadOnlySpan<AssessmentEvent?> events)
    {
        var some = ImmutableArray.CreateBuilder<QuarterEvent>();
        foreach (var happened in events)
        {
            if (happened is not null)
                some.Add(happened);
        }
        return some.Count == 0 ? Decision.AlreadySo : new Decision.Accepted(some.ToImmutable());
    }

    private static Decision Overtaken(string what) =>
        Refusal.OutOfDate.Because(AssessmentTexts.ChangedSincePageMadeRead.With(new { what }));

    private static string MetricOf(Review review, OutcomeId outcome) =>
        review.Scorecard.Outcomes.FirstOrDefault(o => o.Id == outcome)?.Metric ?? $"{outcome}";

    private static Assessment With(Assessment assessment, Seat seat, Seal? sealing) =>
        seat == Seat.Product ? assessment with { Product = sealing } : assessment with { Technology = sealing };

    private static Assessment Each<T>(
        Assessment assessment,
        ImmutableArray<T> items,
        Func<T, OutcomeId> of,
        Func<Reconciliation, T, Reconciliation> change
    ) =>
        assessment with
        {
            Outcomes = [.. assessment.Outcomes.Select(o => items.Where(i => of(i) == o.Outcome).Aggregate(o, change))],
        };
}

using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.TakeOvers;
using ReviewFlow.Text;

namespace ReviewFlow.Signing;

/// <summary>The rules of one team's joint sign-off.</summary>
public static partial class ReviewRules
{
    /// <summary>
    /// What happens when <paramref name="command"/> meets <paramref name="review"/> at <paramref name="at"/>: events,
    /// or why not.
    /// </summary>
    public static Decision Decide(QuarterId quarter, Review review, ReviewCommand command, Instant at) =>
        (review.Stage, command) switch
        {
            (Stage.Voided, ReviewCommand.Void) => Decision.AlreadySo,
            (Stage.Voided, _) => Refusal.TeamVoided.Because(
                SigningTexts.TakenOutQuarter.With(new { team = review.Name, voidReason = review.VoidReason })
            ),

            (_, ReviewCommand.OfSeat c) when review.StepOf(c.Seat.Pair) is null => Refusal.NotYours.Because(
                SigningTexts.DoesNotWaitSeat.With(new { team = review.Name })
            ),

            (_, AssessmentCommand c) => AssessmentRules.Decide(quarter, review, c, at),
            (Stage.Assessing, ReviewCommand.SignOff or ReviewCommand.Return) => Refusal.NotYetYourTurn.Because(
                SigningTexts.BeingAssessedNothingSignYet.With(new { team = review.Name })
            ),

            (_, ReviewCommand.TakeOver c) => TakeOverRules.Decide(review, c, at),
            (_, ReviewCommand.WithdrawTakeOver c) => TakeOverRules.Decide(review, c, at),

            (Stage.Returned, ReviewCommand.SignOff or ReviewCommand.Return) => Refusal.Returned.Because(
                SigningTexts.ReturnedWaitsAmendedScorecard.With(new { team = review.Name })
            ),
            (_, ReviewCommand.SignOff c) when c.Hash != review.Hash => OutOfDate(review),
            // A second click is not an error
            (_, ReviewCommand.SignOff c) when review.SignOffOf(c.Seat) is not null => Decision.AlreadySo,
            (_, ReviewCommand.SignOff c) when review.StepOf(c.Seat.Pair)!.TakenOver is not null =>
                Refusal.OutOfDate.Because(SigningTexts.PairAboveTakenOverPart.With(new { team = review.Name })),
            (Stage.Signing, ReviewCommand.SignOff c) when review.Awaits(c.Seat) => new SignedOff(
                at,
                review.Team,
                c.Seat,
                c.By,
                c.OnBehalfOf,
                c.Hash
            ),
            (_, ReviewCommand.SignOff) => NotYet(review),

            (_, ReviewCommand.Return c) when c.Hash != review.Hash => OutOfDate(review),
            (_, ReviewCommand.Return c) when !review.StepOf(c.Seat.Pair)!.IsReached => NotYet(review),
            (_, ReviewCommand.Return c) => new ReviewReturned(
                at,
                review.Team,
                c.Seat,
                c.By,
                c.Hash,
                c.Reason,
                c.OnBehalfOf
            ),

            (_, ReviewCommand.Withdraw c) when review.SignOffOf(c.Seat) is null => Refusal.NothingToWithdraw.Because(
                SigningTexts.NoSignOffYoursWithdraw.With(new { team = review.Name })
            ),
            (_, ReviewCommand.Withdraw c) when review.StepOf(c.Seat.Pair)!.TakenOver is not null =>
                Refusal.NothingToWithdraw.Because(
                    SigningTexts.PairAboveTakenOverPart2.With(new { team = review.Name })
                ),
            (_, ReviewCommand.Withdraw c) => new SignOffWithdrawn(
                at,
                review.Team,
                c.Seat,
                c.By,
                c.Reason,
                c.OnBehalfOf
            ),

            // The same content again changes nothing, unless the review was returned: then it says "we looked, it
            // stands".
            (not Stage.Returned, ReviewCommand.Amend c) when c.Scorecard.ContentHash() == review.Current.ContentHash =>
                Decision.AlreadySo,
            (_, ReviewCommand.Amend c) => Amended(quarter, review, c, at),

            (_, ReviewCommand.Void c) => new TeamVoided(at, review.Team, c.Reason),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name} in {review.Stage}."),
        };

    /// <summary>The review after <paramref name="happened"/>.</summary>
    public static Review Evolve(Review review, ReviewEvent happened) =>
        happened switch
        {
            SignedOff e => Signed(review, e),
            SignOffWithdrawn e => review with { Stage = Stage.Signing, Path = Withdrawn(review.Path, e) },
            ReviewReturned { } e when review.Assessment is not null => RatedAgain(review, e.At) with
            {
                Returned = ReturnOf(e),
            },
            ReviewReturned e => review with
            {
                Stage = Stage.Returned,
                Path = WithoutSignOffs(review.Path),
                Returned = ReturnOf(e),
            },
            ScorecardAmended e => (
                review.Assessment is null ? review with { Stage = Stage.Signing } : RatedAgain(review, e.At)
            ) with
            {
                Returned = null,
                // Both leaders of the own pair learn from the amendment's mail that it is their turn again.
                Path = Opened(WithoutSignOffs(review.Path), 0, e.At, told: true),
                Revisions = review.Revisions.Add(
                    new(e.Revision, e.Scorecard, e.ContentHash, e.ReviewHash, e.Reason, e.At)
                ),
            },
            AssessmentConcluded e => Concluded(review, e),
            AssessmentEvent e => Stepped(review, e),
            TakeOverProposed or TakeOverWithdrawn or TakenOver => TakeOverRules.Evolve(review, happened),
            TeamVoided e => review with { Stage = Stage.Voided, VoidReason = e.Reason },
            _ => throw new InvalidOperationException(
                $"{happened.GetType().Name} does not happen to a review that is open."
            ),
        };

    /// <summary>The review that <paramref name="e"/> opens.</summary>
    public static Review Open(ReviewOpened e, ImmutableArray<PairId> path, AssessmentMode mode) =>
        new(
            e.Team,
            e.Name,
            e.Pair,
            mode == AssessmentMode.Joint ? Stage.Assessing : Stage.Signing,
            Opened([.. path.Select(p => new PathStep(p))], 0, e.At, told: false),
            [new(1, e.Scorecard, e.ContentHash, e.ReviewHash, Reason: null, e.At)],
            Returned: null,
            VoidReason: null,
            ImmutableDictionary<SeatOf, int>.Empty
        )
        {
            Assessment = mode == AssessmentMode.Joint ? new(1, e.Pair) : null,
        };

    /// <summary>
    /// Where the team has come to wait for a seat again, reminders count from then: nobody is reminded of a wait that
    /// was their partner's.
    /// </summary>
    private static Review Stepped(Review review, AssessmentEvent e)
    {
        var (assessment, index) = (
            AssessmentRules.Evolve(review.Assessment!, e),
            IndexOf(review.Path, review.Assessment!.Pair)
        );
        return review with
        {
            Assessment = assessment,
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

    private static Return ReturnOf(ReviewReturned e) => new(e.Seat, e.By, e.Reason, e.At, e.OnBehalfOf);

    private static Review Signed(Review review, SignedOff e)
    {
        var index = IndexOf(review.Path, e.Seat.Pair);
        var path = review.Path.SetItem(
            index,
            review.Path[index].With(e.Seat.Seat, new(e.Signer, e.OnBehalfOf, e.Hash, e.At))
        );
        if (path[index].IsComplete && index + 1 < path.Length)
            path = Opened(path, index + 1, e.At, told: false);
        return review with
        {
            Stage = path.All(l => l.IsComplete) ? Stage.Signed : Stage.Signing,
            Path = path,
            LastSigned = review.LastSigned.SetItem(e.Seat, review.Current.Number),
        };
    }

    private static ScorecardAmended Amended(QuarterId quarter, Review review, ReviewCommand.Amend c, Instant at)
    {
        var number = review.Current.Number + 1;
        var content = c.Scorecard.ContentHash();
        return new(
            at,
            review.Team,
            number,
            c.Scorecard,
            content,
            ReviewHash.Of(quarter, review.Team, number, content),
            c.Reason
        );
    }

    private static Decision OutOfDate(Review review) =>
        Refusal.OutOfDate.Because(
            SigningTexts.ChangedSincePageMadeNow.With(new { team = review.Name, number = review.Current.Number })
        );

    private static Decision NotYet(Review review) =>
        Refusal.NotYetYourTurn.Because(SigningTexts.ComesWhenPairBelowSigned.With(new { team = review.Name }));
}

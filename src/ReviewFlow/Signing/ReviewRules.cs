using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
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
        Refused(review, command) ?? DecideCommand(quarter, review, command, at);

    /// <summary>What every command on a review meets first; null if it may go on.</summary>
    internal static Decision? Refused(Review review, ReviewCommand command) =>
        (review.Stage, command) switch
        {
            (Stage.Voided, SigningCommand.Void) => Decision.AlreadySo,
            (Stage.Voided, _) => Refusal.TeamVoided.Because(
                SigningTexts.TeamVoided.With(new { team = review.Name, reason = review.VoidReason })
            ),
            (_, SeatCommand c) when review.StepOf(c.Seat.Pair) is null => Refusal.NotYours.Because(
                SigningTexts.SeatNotOnPath.With(new { team = review.Name })
            ),
            _ => null,
        };

    private static Decision DecideCommand(QuarterId quarter, Review review, ReviewCommand command, Instant at) =>
        (review.Stage, command) switch
        {
            (_, AssessmentCommand c) => Assess(quarter, review, c, at),

            (_, SigningCommand.TakeBackReturn) when review.BeforeReturn is null => Refusal.NothingToWithdraw.Because(
                SigningTexts.NoReturnToTakeBack.With(new { team = review.Name })
            ),
            (_, SigningCommand.TakeBackReturn c) when c.Seat != review.Returned!.Seat => Refusal.NotYours.Because(
                SigningTexts.ReturnOfOtherSeat.With(new { team = review.Name })
            ),
            (_, SigningCommand.TakeBackReturn c) when Wanting(c.Reason) is { } refused => refused,
            (_, SigningCommand.TakeBackReturn c) => new ReturnTakenBack(
                at,
                review.Team,
                c.Seat,
                c.By,
                c.Reason,
                c.OnBehalfOf
            ),

            (Stage.Assessing, SigningCommand.SignOff or SigningCommand.Return) => Refusal.NotYetYourTurn.Because(
                SigningTexts.StillBeingRated.With(new { team = review.Name })
            ),

            (Stage.Returned, SigningCommand.SignOff or SigningCommand.Return) => Refusal.Returned.Because(
                SigningTexts.AmendmentPending.With(new { team = review.Name })
            ),
            (_, SigningCommand.SignOff c) when c.Hash != review.Hash => OutOfDate(review),
            // A second click is not an error
            (_, SigningCommand.SignOff c) when review.SignOffOf(c.Seat) is not null => Decision.AlreadySo,
            (_, SigningCommand.SignOff c) when review.StepOf(c.Seat.Pair)!.TakenOver is not null =>
                Refusal.OutOfDate.Because(SigningTexts.TakenOverNothingToSign.With(new { team = review.Name })),
            (Stage.Signing, SigningCommand.SignOff c) when review.Awaits(c.Seat) => new SignedOff(
                at,
                review.Team,
                c.Seat,
                c.By,
                c.OnBehalfOf,
                c.Hash
            ),
            (_, SigningCommand.SignOff) => NotYet(review),

            (_, SigningCommand.Return c) when c.Hash != review.Hash => OutOfDate(review),
            (_, SigningCommand.Return c) when !review.StepOf(c.Seat.Pair)!.IsReached => NotYet(review),
            (_, SigningCommand.Return c) when Wanting(c.Reason) is { } refused => refused,
            (_, SigningCommand.Return c) => new ReviewReturned(
                at,
                review.Team,
                c.Seat,
                c.By,
                c.Hash,
                c.Reason,
                c.OnBehalfOf
            ),

            (_, SigningCommand.Withdraw c) when review.SignOffOf(c.Seat) is null => Refusal.NothingToWithdraw.Because(
                SigningTexts.NoSignOffToWithdraw.With(new { team = review.Name })
            ),
            (_, SigningCommand.Withdraw c) when review.StepOf(c.Seat.Pair)!.TakenOver is not null =>
                Refusal.NothingToWithdraw.Because(SigningTexts.TakenOverReturnInstead.With(new { team = review.Name })),
            (_, SigningCommand.Withdraw c) when Wanting(c.Reason) is { } refused => refused,
            (_, SigningCommand.Withdraw c) => new SignOffWithdrawn(
                at,
                review.Team,
                c.Seat,
                c.By,
                c.Reason,
                c.OnBehalfOf
            ),

            // The same content again changes nothing, unless the review was returned: then it says "we looked, it
            // stands".
            (not Stage.Returned, SigningCommand.Amend c) when c.Scorecard.ContentHash() == review.Current.ContentHash =>
                Decision.AlreadySo,
            (_, SigningCommand.Amend c) => Amended(quarter, review, c, at),

            (_, SigningCommand.Void c) => new TeamVoided(at, review.Team, c.Reason),
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
                BeforeReturn = review,
            },
            ReviewReturned e => review with
            {
                Stage = Stage.Returned,
                Path = WithoutSignOffs(review.Path),
                Returned = ReturnOf(e),
                BeforeReturn = review,
            },
            ReturnTakenBack => review.BeforeReturn!,
            ScorecardAmended e => (
                review.Assessment is null ? review with { Stage = Stage.Signing } : RatedAgain(review, e.At)
            ) with
            {
                Returned = null,
                BeforeReturn = null,
                // Both leaders of the own pair learn from the amendment's mail that it is their turn again.
                Path = Opened(WithoutSignOffs(review.Path), 0, e.At, told: true),
                Revisions = review.Revisions.Add(
                    new(e.Revision, e.Scorecard, e.ContentHash, e.ReviewHash, e.Reason, e.At)
                ),
            },
            AssessmentConcluded e => Concluded(review, e),
            AssessmentEvent e => Apply(review, e),
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

    private static ScorecardAmended Amended(QuarterId quarter, Review review, SigningCommand.Amend c, Instant at)
    {
        var number = review.Current.Number + 1;
        var content = c.Scorecard.ContentHash();
        return new(
            at,
            review.Team,
            number,
            c.Scorecard,
            content,
            ReviewHash.Of(
                quarter,
                review.Team,
                number,
                review.Assessment is { } assessment ? assessment.Round + 1 : 1,
                review.Path.Select(step => step.Pair),
                content
            ),
            c.Reason
        );
    }

    private static Decision? Wanting(string reason) =>
        Refusal.NotComplete.ForAny(ReasonInput.Problems(reason, SigningTexts.ReasonMissing));

    private static Decision OutOfDate(Review review) =>
        Refusal.OutOfDate.Because(
            SigningTexts.ReviewChanged.With(new { team = review.Name, revision = review.Current.Number })
        );

    private static Decision NotYet(Review review) =>
        Refusal.NotYetYourTurn.Because(SigningTexts.PairBelowNotSigned.With(new { team = review.Name }));
}

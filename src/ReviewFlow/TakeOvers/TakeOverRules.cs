using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.TakeOvers;

/// <summary>
/// The one way round a pair that is stuck: both leaders of the pair above take its part over, jointly and with one
/// reason. Where the pair was still assessing, the two above assess in its place; nothing they had sealed is ever
/// opened.
/// </summary>
internal static class TakeOverRules
{
    public static Decision Decide(Review review, TakeOverCommand command, Instant at) =>
        ReviewRules.Refused(review, command)
        ?? command switch
        {
            TakeOverCommand.TakeOver c => TakeOver(review, c, at),
            TakeOverCommand.Withdraw c => Withdraw(review, c, at),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };

    private static Decision TakeOver(Review review, TakeOverCommand.TakeOver c, Instant at)
    {
        if (review.StepOf(c.Pair) is { TakenOver: { } done })
            return done.Reason == c.Reason ? Decision.AlreadySo : Gone(review);
        if (review.Open is not { } open || open.Pair != c.Pair)
            return Gone(review);
        if (!IsAbove(review, c.Pair, c.Seat))
            return NotYours;
        if (Refusal.NotComplete.ForAny(ReasonInput.Problems(c.Reason, TakeOverTexts.ReasonMissing)) is { } refused)
            return refused;
        return open.Proposed switch
        {
            { } standing when standing.Seat == c.Seat.Seat && standing.Reason == c.Reason => Decision.AlreadySo,
            { } standing when standing.Seat != c.Seat.Seat && standing.Reason == c.Reason => new TakenOver(
                at,
                review.Team,
                c.Pair,
                c.Seat,
                c.By,
                c.OnBehalfOf,
                c.Reason
            ),
            _ when c.Joins => Refusal.OutOfDate.Because(TakeOverTexts.ProposalChanged.With(new { team = review.Name })),
            _ => new TakeOverProposed(at, review.Team, c.Pair, c.Seat, c.By, c.OnBehalfOf, c.Reason),
        };
    }

    private static Decision Withdraw(Review review, TakeOverCommand.Withdraw c, Instant at)
    {
        if (!IsAbove(review, c.Pair, c.Seat))
            return NotYours;
        if (review.StepOf(c.Pair)!.TakenOver is not null)
            return Refusal.NothingToWithdraw.Because(TakeOverTexts.AlreadyTakenOver.With(new { team = review.Name }));
        return review.Open is { } open && open.Pair == c.Pair && open.Proposed?.Seat == c.Seat.Seat
            ? new TakeOverWithdrawn(at, review.Team, c.Pair, c.Seat, c.By, c.OnBehalfOf)
            : Decision.AlreadySo; // whatever of this seat's stood, does not any more
    }

    public static Review Evolve(Review review, TakeOverEvent happened)
    {
        switch (happened)
        {
            case TakeOverProposed e:
                var index = ReviewRules.IndexOf(review.Path, e.Pair);
                return review with
                {
                    Path = review.Path.SetItem(
                        index,
                        review.Path[index] with
                        {
                            Proposed = new(e.Seat.Seat, new(e.By, e.OnBehalfOf, e.At), e.Reason),
                        }
                    ),
                };
            case TakeOverWithdrawn e:
                var was = ReviewRules.IndexOf(review.Path, e.Pair);
                return review with { Path = review.Path.SetItem(was, review.Path[was] with { Proposed = null }) };
            case TakenOver e:
                var at = ReviewRules.IndexOf(review.Path, e.Pair);
                var path = review.Path.SetItem(
                    at,
                    review.Path[at] with
                    {
                        TakenOver = Both(review.Path[at].Proposed!, e),
                        Proposed = null,
                    }
                );
                return review with
                {
                    BeforeReturn = null,
                    // Both above have just decided it, so they need not be told that it is their turn.
                    Path = ReviewRules.Opened(path, at + 1, e.At, told: true),
                    Assessment =
                        review.Stage == Stage.Assessing ? review.Assessment!.NextRound(e.Seat.Pair) : review.Assessment,
                };
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} takes nothing over.");
        }
    }

    private static Signing.TakeOver Both(TakeOverProposal first, TakenOver second)
    {
        var (one, other) = (first.Consent, new Consent(second.By, second.OnBehalfOf, second.At));
        return first.Seat == Seat.Product ? new(one, other, second.Reason) : new(other, one, second.Reason);
    }

    /// <summary>The seat is one of the pair directly above.</summary>
    private static bool IsAbove(Review review, PairId pair, SeatOf seat) =>
        review.Path.SkipWhile(l => l.Pair != pair).Skip(1).FirstOrDefault()?.Pair == seat.Pair;

    private static Decision NotYours => Refusal.NotYours.Because(TakeOverTexts.OnlyPairAbove);

    private static Decision Gone(Review review) =>
        Refusal.OutOfDate.Because(TakeOverTexts.PairNotAwaited.With(new { team = review.Name }));
}

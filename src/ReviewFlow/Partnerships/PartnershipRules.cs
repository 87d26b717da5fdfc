using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Partnerships;

/// <summary>
/// The rules of the partnership check: blind until both have answered, never opened by time, never by one, never a
/// gate.
/// </summary>
internal static class PartnershipRules
{
    public static Decision Decide(Quarter quarter, PartnershipCommand command, Instant at)
    {
        if (quarter.Assessment != AssessmentMode.Joint)
            return Refusal.NotAssessed.Because(PartnershipTexts.NoPartnershipCheck.With(new { quarter = quarter.Id }));
        if (!quarter.Pairs.SeatsOf(command.By.Id).Contains(command.Seat))
            return Refusal.NotYours.Because(PartnershipTexts.OnlySeatHolders);
        var check = quarter.PartnershipOf(command.Seat.Pair);
        return (check.IsRevealed, command) switch
        {
            (_, PartnershipCommand.Answer { Sheet.IsSound: false }) => Refusal.NotComplete.Because(
                PartnershipTexts.AnswerEveryStatement
            ),
            (true, PartnershipCommand.Answer) => Refusal.Revealed.Because(PartnershipTexts.AnswersOpen),
            (false, PartnershipCommand.Answer c) => Answered(quarter.Id, check, c, at),
            (false, _) => Refusal.NotRevealed.Because(PartnershipTexts.CommitmentTooEarly),
            (true, PartnershipCommand.Propose c) => Proposed(check, c, at),
            (true, PartnershipCommand.Confirm c) => Confirmed(check, c, at),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
    }

    /// <exception cref="InvalidOperationException">It cannot follow what was before.</exception>
    public static Quarter Evolve(Quarter quarter, PartnershipEvent happened) =>
        happened switch
        {
            PartnershipAnswered e => Changed(quarter, e.Seat.Pair, c =>
                c with
                {
                    Answers = c.Answers.With(e.Seat.Seat.Side(), new(e.Commitment, e.By, OnBehalfOf: null, e.At)),
                }
            ),
            PartnershipRevealed e => Changed(quarter, e.Seat.Pair, c => c with { Answers = c.Answers.Reveal() }),
            PledgeProposed e => Changed(quarter, e.Seat.Pair, c => c with { Proposal = new(e.Seat.Seat, e.Pledge) }),
            PledgeConfirmed e => Changed(quarter, e.Seat.Pair, c =>
                c.Proposal is { } p && p.By != e.Seat.Seat && p.Pledge.Digest() == e.Digest
                    ? c with
                    {
                        Pledge = p.Pledge,
                    }
                    : throw Impossible(e)
            ),
            _ => throw Impossible(happened),
        };

    private static Decision Answered(QuarterId quarter, Partnership check, PartnershipCommand.Answer c, Instant at) =>
        check.Answers.Seal(
            c.Seat.Seat.Side(),
            new PartnershipAnswered(at, c.Seat, c.By, c.Sheet.Commitment(quarter, c.Seat)),
            () => new PartnershipRevealed(at, c.Seat)
        );

    private static Decision Proposed(Partnership check, PartnershipCommand.Propose c, Instant at)
    {
        if (Refusal.NotComplete.ForAny(c.Pledge.Problems()) is { } refused)
            return refused;
        return (check.Pledge, check.Proposal) switch
        {
            ({ } agreed, _) => agreed == c.Pledge ? Decision.AlreadySo : Agreed,
            (null, { } standing) when standing.Pledge == c.Pledge => standing.By == c.Seat.Seat
                ? Decision.AlreadySo
                : new PledgeConfirmed(at, c.Seat, c.By, c.Pledge.Digest()), // the same words from both are a yes
            _ => new PledgeProposed(at, c.Seat, c.By, c.Pledge),
        };
    }

    private static Decision Confirmed(Partnership check, PartnershipCommand.Confirm c, Instant at) =>
        (check.Pledge, check.Proposal) switch
        {
            ({ } agreed, _) => agreed.Digest() == c.Digest ? Decision.AlreadySo : Agreed,
            (null, { } standing) when standing.By == c.Seat.Seat => Refusal.NotYours.Because(
                PartnershipTexts.PartnerMustConfirm
            ),
            (null, { } standing) when standing.Pledge.Digest() == c.Digest => new PledgeConfirmed(
                at,
                c.Seat,
                c.By,
                c.Digest
            ),
            _ => Refusal.OutOfDate.Because(PartnershipTexts.CommitmentChanged),
        };

    private static Decision Agreed => Refusal.OutOfDate.Because(PartnershipTexts.CommitmentAgreed);

    private static Quarter Changed(Quarter quarter, PairId pair, Func<Partnership, Partnership> change) =>
        quarter with
        {
            Partnerships = quarter.Partnerships.SetItem(pair, change(quarter.PartnershipOf(pair))),
        };

    private static InvalidOperationException Impossible(QuarterEvent happened) =>
        new($"{happened.GetType().Name} does not happen to a partnership check as it stands.");
}

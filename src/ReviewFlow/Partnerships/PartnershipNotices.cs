using ReviewFlow.Pairs;
using ReviewFlow.Quarters;

namespace ReviewFlow.Partnerships;

/// <summary>What a leader may do now in the partnership check.</summary>
public enum PartnershipTurn
{
    /// <summary>The partner has answered.</summary>
    Answer,

    /// <summary>Both have answered: to read it, and to propose the joint commitment.</summary>
    Commit,

    /// <summary>The partner has proposed it.</summary>
    Confirm,
}

/// <summary>
/// Who is told of a step in a partnership check: the partner, where it has become their move, and never a delegate.
/// </summary>
internal static class PartnershipNotices
{
    public static IEnumerable<Notice> Owed(Quarter before, PartnershipEvent happened, Quarter after)
    {
        return happened switch
        {
            // A change of an answer, or of the words of a standing proposal, tells the partner nothing new.
            PartnershipAnswered e
                when Was(e.Seat.Pair) is var was
                    && was.SealOf(e.Seat.Seat) is null
                    && was.Awaits(e.Seat.Seat.Other()) => [Notify(e.Seat, PartnershipTurn.Answer)],
            PartnershipRevealed e => [Notify(e.Seat, PartnershipTurn.Commit)],
            PledgeProposed e when Was(e.Seat.Pair).Proposal?.By != e.Seat.Seat =>
            [
                Notify(e.Seat, PartnershipTurn.Confirm),
            ],
            _ => [],
        };

        Partnership Was(PairId pair) => before.PartnershipOf(pair);

        Notice Notify(SeatOf done, PartnershipTurn turn) =>
            new Notice.PartnershipUpdate(after.Pairs[done with { Seat = done.Seat.Other() }], done.Pair, turn);
    }
}

using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Signing;

/// <summary>What somebody wants of one team's review.</summary>
public abstract record ReviewCommand
{
    private protected ReviewCommand() { }

    /// <summary>What a leader does from a seat of theirs, or a delegate on behalf of its holder.</summary>
    public abstract record OfSeat(SeatOf Seat, Person By) : ReviewCommand
    {
        /// <summary>
        /// The holder of the seat where <see cref="By"/> is a delegate; found out by the rules, whoever asks.
        /// </summary>
        public Person? OnBehalfOf { get; init; }
    }

    /// <summary>A leader says yes to <paramref name="Hash"/>, and to nothing else.</summary>
    public sealed record SignOff(SeatOf Seat, Person By, string Hash) : OfSeat(Seat, By);

    /// <summary>A leader sends the review back.</summary>
    public sealed record Return(SeatOf Seat, Person By, string Hash, string Reason) : OfSeat(Seat, By);

    /// <summary>A leader takes their own sign-off back.</summary>
    public sealed record Withdraw(SeatOf Seat, Person By, string Reason) : OfSeat(Seat, By);

    /// <summary>
    /// A leader of the pair above wants both of them to take over the part of <paramref name="Pair"/>, which is stuck;
    /// the same reason from the other leader makes it so.
    /// </summary>
    /// <param name="Joins">It is a yes to the other leader's reason: where that no longer stands, it is no proposal of
    /// one's own either.</param>
    public sealed record TakeOver(SeatOf Seat, Person By, PairId Pair, string Reason, bool Joins = false)
        : OfSeat(Seat, By);

    /// <summary>
    /// A leader takes back that they want to take over the part of <paramref name="Pair"/>, as long as the other has
    /// not joined.
    /// </summary>
    public sealed record WithdrawTakeOver(SeatOf Seat, Person By, PairId Pair) : OfSeat(Seat, By);

    /// <summary>Ops hand in a corrected scorecard, already checked against the quarter.</summary>
    public sealed record Amend(Scorecard Scorecard, string Reason) : ReviewCommand;

    /// <summary>Ops take the team out of the quarter.</summary>
    public sealed record Void(string Reason) : ReviewCommand;
}

using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Reviews;

/// <summary>What somebody wants of one team's review.</summary>
public abstract record ReviewCommand
{
    private ReviewCommand() { }

    /// <summary>A leader says yes to <paramref name="Hash"/>, and to nothing else.</summary>
    public sealed record SignOff(SeatOf Seat, Person By, string Hash) : ReviewCommand;

    /// <summary>A leader sends the review back.</summary>
    public sealed record Return(SeatOf Seat, Person By, string Hash, string Reason) : ReviewCommand;

    /// <summary>A leader takes their own sign-off back.</summary>
    public sealed record Withdraw(SeatOf Seat, Person By, string Reason) : ReviewCommand;

    /// <summary>Ops hand in a corrected scorecard, already checked against the quarter.</summary>
    public sealed record Amend(Scorecard Scorecard, string Reason) : ReviewCommand;

    /// <summary>Ops take the team out of the quarter.</summary>
    public sealed record Void(string Reason) : ReviewCommand;
}

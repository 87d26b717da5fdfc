using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Signing;

/// <summary>What a leader, or ops, want of a team's joint sign-off.</summary>
public static class SigningCommand
{
    /// <summary>A leader says yes to <paramref name="Hash"/>, and to nothing else.</summary>
    public sealed record SignOff(SeatOf Seat, Person By, string Hash) : SeatCommand(Seat, By);

    /// <summary>A leader sends the review back.</summary>
    public sealed record Return(SeatOf Seat, Person By, string Hash, string Reason) : SeatCommand(Seat, By);

    /// <summary>A leader takes their own sign-off back.</summary>
    public sealed record Withdraw(SeatOf Seat, Person By, string Reason) : SeatCommand(Seat, By);

    /// <summary>The review was returned by mistake: what stood before stands again.</summary>
    public sealed record TakeBackReturn(SeatOf Seat, Person By, string Reason) : SeatCommand(Seat, By);

    /// <summary>Ops hand in a corrected scorecard, already checked against the quarter.</summary>
    public sealed record Amend(Scorecard Scorecard, string Reason) : ReviewCommand;

    /// <summary>Ops take the team out of the quarter.</summary>
    public sealed record Void(string Reason) : ReviewCommand;
}

using ReviewFlow.Deadlines;
using ReviewFlow.FitConversations;
using ReviewFlow.People;
using ReviewFlow.Receipts;

namespace ReviewFlow.Quarters;

/// <summary>Who made something happen: somebody of the quarter, an operator, or ReviewFlow by itself.</summary>
public abstract record Actor
{
    private Actor() { }

    public sealed record Person(PersonId Id) : Actor;

    public sealed record Operator(string Name) : Actor;

    private sealed record SystemActor : Actor;

    /// <summary>What ReviewFlow does by itself: it invites, reminds, escalates and releases.</summary>
    public static Actor System { get; } = new SystemActor();

    /// <summary>Where no operator is named: who started the sample, a schedule or a test.</summary>
    public static Actor Ops { get; } = new Operator("ops");

    /// <summary>Who is behind an event that <paramref name="command"/> led to.</summary>
    /// <param name="ops">The operator who gave the command, where one did.</param>
    public static Actor Of(QuarterCommand command, QuarterEvent happened, string? ops = null) =>
        (command, happened) switch
        {
            (QuarterCommand.Remind c, LeaderReminded e) when c.Who.IsEmpty || c.Who.Contains(e.Leader) => Given(ops),
            // What was due at the moment of the command rides along in its commit.
            (_, LeadersInvited or TurnsDigested or ReceiptsSent or LeaderReminded or DeadlineEscalated) => System,
            (QuarterCommand.Wake or QuarterCommand.Unreached or QuarterCommand.Release, _) => System,
            (QuarterCommand.OfTeam { Command: SeatCommand c }, _) => new Person(c.By.Id),
            (QuarterCommand.OfPair c, _) => new Person(c.Command.By.Id),
            (QuarterCommand.OfFit { Command: FitCommand.Answer c }, _) => new Person(c.By),
            (QuarterCommand.OfFit { Command: FitCommand.End { By: { } by } }, _) => new Person(by),
            (QuarterCommand.DelegateTo c, _) => new Person(c.Leader),
            (QuarterCommand.EndDelegation c, _) => new Person(c.Leader),
            (QuarterCommand.EndLinks { Reason: null } c, _) => new Person(c.Person),
            (QuarterCommand.SendCode c, _) => new Person(c.By.Person),
            (QuarterCommand.EnterCode c, _) => new Person(c.By.Person),
            (QuarterCommand.SendFreshLink c, _) => new Person(c.Person),
            _ => Given(ops),
        };

    private static Actor Given(string? ops) => ops is null ? Ops : new Operator(ops);
}

using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests;

/// <summary>A quarter that a test carries along, command by command.</summary>
internal sealed class Run
{
    private Quarter? _quarter;

    public Run(Roster roster, Instant? at = null)
    {
        At = at ?? SampleRosters.Start;
        Do(new QuarterCommand.Start(roster));
    }

    public Instant At { get; set; }
    public Quarter Quarter => _quarter!;
    public Decision Last { get; private set; } = Decision.AlreadySo;

    /// <summary>What the last command added.</summary>
    public ImmutableArray<QuarterEvent> Events { get; private set; } = [];

    /// <summary>What the last command's events owe, besides receipts.</summary>
    public ImmutableArray<Notice> Owed { get; private set; } = [];

    public ImmutableArray<Notice.Receipt> Receipts { get; private set; } = [];

    public Run Do(QuarterCommand command, Instant? at = null)
    {
        At = at ?? At;
        Last = QuarterRules.Decide(_quarter, SampleRosters.Q3, command, At);
        Events = Last is Decision.Accepted accepted ? accepted.Events : [];
        var owed = ImmutableArray.CreateBuilder<Notice>();
        foreach (var happened in Events)
        {
            var after = QuarterRules.Evolve(_quarter, SampleRosters.Q3, happened);
            owed.AddRange(Notices.Owed(_quarter, happened, after));
            _quarter = after;
        }
        (Owed, Receipts) = ([.. owed.Where(n => n is not Notice.Receipt)], [.. owed.OfType<Notice.Receipt>()]);
        return this;
    }

    public Run Do(string team, ReviewCommand command) =>
        Do(new QuarterCommand.OfTeam(SampleRosters.Team(team), command));

    public Run Wake(Instant at) => Do(new QuarterCommand.Wake(), at);

    public Run Sign(string team, SeatOf seat) =>
        Do(team, new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), Review(team).Hash));

    public Run SignBoth(string team, string pair) =>
        Sign(team, SampleRosters.Product(pair)).Sign(team, SampleRosters.Technology(pair));

    public Run Return(string team, SeatOf seat) =>
        Do(team, new SigningCommand.Return(seat, SampleRosters.Holder(seat), Review(team).Hash, "Look again"));

    public Run Withdraw(string team, SeatOf seat) =>
        Do(team, new SigningCommand.Withdraw(seat, SampleRosters.Holder(seat), "Too early"));

    public Run Amend(string team, decimal actual) =>
        Do(team, new SigningCommand.Amend(SampleRosters.Card(actual), "A wrong figure"));

    public Run Release(long? version = null) =>
        Do(new QuarterCommand.Release("abc", 3, 1000, version ?? Quarter.Version, "def", [], "ghi"));

    public Review Review(string team) => Quarter.Reviews[SampleRosters.Team(team)];

    public Refusal? Refusal => (Last as Decision.Refused)?.Why;
}

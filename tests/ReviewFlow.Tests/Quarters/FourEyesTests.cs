using NodaTime;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Quarters;

/// <summary>Where two operators are needed, the first call waits and another one's carries it out.</summary>
public sealed class FourEyesTests
{
    private static readonly string Command = new('5', 64),
        Other = new('6', 64);
    private static readonly QuarterCommand Void = new QuarterCommand.Void("Wrong roster");
    private static readonly Instant At = SampleRosters.Start;

    /// <summary>Calls of anna at the start, each told by what it leads to.</summary>
    [Theory]
    [InlineData("anna", 0, false, null)]
    [InlineData("Anna", 1, false, null)]
    [InlineData("ben", 0, false, "secondOperatorAgreed quarterVoided")]
    [InlineData("ben", 167, false, "secondOperatorAgreed quarterVoided")]
    [InlineData("ben", 168, false, "secondOperatorAsked")]
    [InlineData("anna", 168, false, "secondOperatorAsked")]
    [InlineData("ben", 1, true, "secondOperatorAsked")]
    public void The_second_call_comes_to(string name, int hours, bool isOther, string? events)
    {
        var asked = Quarter(QuarterRules.Decide(Started, SampleRosters.Q3, Void, At, Call("anna")));
        var decision = QuarterRules.Decide(
            asked,
            SampleRosters.Q3,
            Void,
            At + Duration.FromHours(hours),
            Call(name, isOther ? Other : Command)
        );
        if (events is null)
            Assert.Equal(Decision.AlreadySo, decision);
        else
            Assert.Equal(
                events,
                string.Join(
                    ' ',
                    Events(decision)
                        .Select(e => char.ToLowerInvariant(e.GetType().Name[0]) + e.GetType().Name[1..])
                        .Where(n => n.StartsWith("second", StringComparison.Ordinal) || n == "quarterVoided")
                )
            );
    }

    [Fact]
    public void The_first_call_changes_nothing_but_that_it_waits()
    {
        var asked = Quarter(QuarterRules.Decide(Started, SampleRosters.Q3, Void, At, Call("anna")));
        Assert.Equal(QuarterStage.Open, asked.Stage);
        var waits = Assert.Single(FourEyes.OpenAt(asked, At));
        Assert.Equal(("anna", "Wrong roster", Command), (waits.Operator, waits.Reason, waits.Command));
        Assert.Empty(FourEyes.OpenAt(asked, At + FourEyes.Window));
    }

    [Fact]
    public void What_was_carried_out_waits_no_more_and_is_not_done_twice()
    {
        var asked = Quarter(QuarterRules.Decide(Started, SampleRosters.Q3, Void, At, Call("anna")));
        var voided = QuarterRules.Evolve(
            asked,
            SampleRosters.Q3,
            Events(QuarterRules.Decide(asked, SampleRosters.Q3, Void, At, Call("ben")))
        )!;
        Assert.Equal(QuarterStage.Voided, voided.Stage);
        Assert.Empty(FourEyes.OpenAt(voided, At));
        Assert.Equal(Decision.AlreadySo, QuarterRules.Decide(voided, SampleRosters.Q3, Void, At, Call("anna")));
    }

    [Fact]
    public void What_is_refused_waits_for_nobody() =>
        Assert.IsType<Decision.Refused>(
            QuarterRules.Decide(
                Started,
                SampleRosters.Q3,
                new QuarterCommand.Extend(new(2026, 1, 1), null),
                At,
                Call("anna")
            )
        );

    [Fact]
    public void A_yes_to_what_no_other_operator_asked_for_is_no_entry_of_a_ledger()
    {
        var asked = Quarter(QuarterRules.Decide(Started, SampleRosters.Q3, Void, At, Call("anna")));
        Assert.All(
            [
                new SecondOperatorAgreed(At, FourEyesVerb.Void, Command, "Anna", "anna"),
                new SecondOperatorAgreed(At, FourEyesVerb.Void, Other, "ben", "anna"),
                new SecondOperatorAgreed(At, FourEyesVerb.Void, Command, "ben", "cleo"),
                new SecondOperatorAgreed(At + FourEyes.Window, FourEyesVerb.Void, Command, "ben", "anna"),
            ],
            agreed =>
                Assert.Throws<InvalidOperationException>(() => QuarterRules.Evolve(asked, SampleRosters.Q3, agreed))
        );
    }

    private static Quarter Started { get; } =
        Quarter(null, QuarterRules.Decide(null, SampleRosters.Q3, new QuarterCommand.Start(SampleRosters.OneTeam), At));

    private static FourEyesCall Call(string name, string? command = null) =>
        new(FourEyesVerb.Void, command ?? Command, name, "Wrong roster");

    private static Quarter Quarter(Decision decision) => Quarter(Started, decision);

    private static Quarter Quarter(Quarter? before, Decision decision) =>
        QuarterRules.Evolve(before, SampleRosters.Q3, Events(decision))!;

    private static IEnumerable<QuarterEvent> Events(Decision decision) =>
        Assert.IsType<Decision.Accepted>(decision).Events;
}

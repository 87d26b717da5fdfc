using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.FitConversations;

public sealed class FitRulesTests : FitTestBase
{
    [Fact]
    public void Ops_start_it_for_two_addresses_and_both_are_asked()
    {
        var run = Started();
        Assert.Equal(new FitStarted(run.At, 1, Ada, Bea), Assert.Single(run.Events));
        Assert.Equal(
            [new Notice.FitUpdate(Ada, Bea, FitTurn.Begin), new Notice.FitUpdate(Bea, Ada, FitTurn.Begin)],
            run.Owed
        );
    }

    public static TheoryData<string, Person, Person> OnePerson =>
        new()
        {
            { "the same address", Ada, new("Somebody else", "ADA@example.org") },
            { "a sub-address of it", Ada, new("Somebody else", "ada+work@example.org") },
        };

    [Theory]
    [MemberData(nameof(OnePerson))]
    public void It_is_between_two_different_people(string what, Person one, Person other) =>
        Assert.True(Start(new Run(SampleRosters.OneTeam), one, other).Refusal == Refusal.OnePerson, what);

    [Fact]
    public void Two_people_of_one_name_may_talk() =>
        Assert.IsType<Decision.Accepted>(
            Start(new Run(SampleRosters.OneTeam), Ada, new(" ada ", "other@example.org")).Last
        );

    [Fact]
    public void Nobody_is_asked_under_a_second_name_or_at_an_address_that_is_none()
    {
        var ops = new Person("Somebody else", "OPS@example.com");
        Assert.Equal(
            new Decision.Refused(
                Refusal.OnePerson,
                "OPS@example.com belongs to The Ops in this quarter, not to Somebody else. One mailbox is one "
                    + "person: write that name, or another address."
            ),
            Start(new Run(SampleRosters.OneTeam), Ada, ops).Last
        );
        Assert.Equal(Refusal.OnePerson, Start(Started(), new("Somebody else", Ada.Email), Stranger).Refusal);
        Assert.Equal(
            Refusal.NotComplete,
            Start(new Run(SampleRosters.OneTeam), Ada, new("Bea", "bea@example.org.")).Refusal
        );
    }

    [Fact]
    public void Asked_for_twice_it_is_started_once_whoever_is_named_first_and_begins_anew_when_it_was_ended()
    {
        Assert.IsType<Decision.Nothing>(Start(Started(), Bea, Ada).Last);
        var again = Start(End(Started(), Ada), Bea, Ada);
        Assert.Equal(new FitStarted(again.At, 2, Bea, Ada), Assert.Single(again.Events));
    }

    [Fact]
    public void One_person_may_talk_to_several_and_each_talk_stands_alone()
    {
        var run = Answer(Answer(Start(Started(), Ada, Stranger), Ada, fit: 1), Stranger, fit: 2);
        Assert.Equal([false, false], run.Quarter.Fits.Select(f => f.IsRevealed));
        Assert.Equal(["fit/1/one", "fit/2/other"], SealedSlots.In(run.Quarter).Keys);
    }

    [Fact]
    public void The_first_answer_puts_no_more_than_its_commitment_into_the_ledger_and_tells_the_other_that_it_is_there()
    {
        var run = Answer(Started(), Ada);
        Assert.Equal(
            new FitAnswered(run.At, 1, FitSide.One, Sheet("a").Commitment(SampleRosters.Q3, 1, FitSide.One)),
            Assert.Single(run.Events)
        );
        Assert.Equal(new Notice.FitUpdate(Bea, Ada, FitTurn.Answer), Assert.Single(run.Owed));
        Assert.False(run.Quarter.Fits[0].IsRevealed);
    }

    [Fact]
    public void Until_the_other_has_answered_an_answer_can_be_changed_and_nobody_is_told_again()
    {
        var run = Answer(Answer(Started(), Ada), Ada, "other words");
        Assert.Equal(
            Sheet("other words").Commitment(SampleRosters.Q3, 1, FitSide.One),
            run.Quarter.Fits[0].Answers.First!.Commitment
        );
        Assert.Empty(run.Owed);
    }

    [Fact]
    public void The_second_answer_reveals_both_in_the_same_commit_and_tells_the_one_who_waited()
    {
        var run = Revealed();
        Assert.Equal([typeof(FitAnswered), typeof(FitRevealed)], run.Events.Select(e => e.GetType()));
        Assert.Equal(new Notice.FitUpdate(Ada, Bea, FitTurn.Read), Assert.Single(run.Owed));
        Assert.Equal(Refusal.Revealed, Answer(run, Ada, "other words").Refusal);
    }

    public static TheoryData<string, Refusal, FitCommand> Amiss =>
        new()
        {
            { "a stranger answers", Refusal.Unknown, new FitCommand.Answer(1, Stranger.Id, Sheet("x")) },
            { "a stranger ends it", Refusal.Unknown, new FitCommand.End(1, Stranger.Id) },
            { "another conversation", Refusal.Unknown, new FitCommand.Answer(2, Ada.Id, Sheet("x")) },
            { "number nought", Refusal.Unknown, new FitCommand.End(0, By: null) },
            {
                "a topic is left out",
                Refusal.NotComplete,
                new FitCommand.Answer(1, Ada.Id, Sheet("x") with { Answers = [new(Agreement.Yes, "x")] })
            },
            { "no words", Refusal.NotComplete, new FitCommand.Answer(1, Ada.Id, Sheet("")) },
            {
                "too many words",
                Refusal.NotComplete,
                new FitCommand.Answer(1, Ada.Id, Sheet(new string('x', FitAnswer.MaxWordsLength + 1)))
            },
            {
                "an expectation that is none",
                Refusal.NotComplete,
                new FitCommand.Answer(1, Ada.Id, Sheet("x", (Agreement)7))
            },
        };

    [Theory]
    [MemberData(nameof(Amiss))]
    public void What_is_amiss_is_refused(string what, Refusal why, FitCommand command) =>
        Assert.True(Started().Do(new QuarterCommand.OfFit(command)).Refusal == why, what);

    [Fact]
    public void Either_of_the_two_ends_it_which_empties_the_safe_and_tells_the_other()
    {
        foreach (var run in new[] { Started(), Answer(Started(), Ada), Revealed() })
        {
            End(run, Bea);
            Assert.Equal(new Notice.FitEnded(Ada, Bea, ByOps: false), Assert.Single(run.Owed));
            Assert.Empty(SealedSlots.In(run.Quarter));
            Assert.Equal(Refusal.FitOver, Answer(run, Ada).Refusal);
            Assert.IsType<Decision.Nothing>(End(run, Ada).Last);
        }
    }

    [Fact]
    public void Ops_end_what_was_started_by_mistake_and_both_are_told()
    {
        var run = Started().Do(new QuarterCommand.OfFit(new FitCommand.End(1, By: null)));
        Assert.Equal(
            [new Notice.FitEnded(Ada, Bea, ByOps: true), new Notice.FitEnded(Bea, Ada, ByOps: true)],
            run.Owed
        );
    }
}

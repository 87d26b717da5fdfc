using NodaTime;
using ReviewFlow.Deadlines;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Sealing;

namespace ReviewFlow.Tests.FitConversations;

public sealed class FitRulesTests
{
    internal static readonly Person Ada = new("Ada", "ada@example.org"),
        Bea = new("Bea", "bea@example.org"),
        Stranger = new("A stranger", "stranger@example.org");

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

    [Fact]
    public void Time_reveals_nothing_and_reminds_nobody()
    {
        var run = Answer(Started(), Ada);
        for (var day = 0; day < 60; day++)
        {
            run.Wake(run.At + Duration.FromDays(1));
            Assert.DoesNotContain(run.Events, e => e is FitEvent);
            Assert.DoesNotContain(run.Owed, n => n is Notice.FitUpdate or Notice.FitEnded);
        }
    }

    [Fact]
    public void Whatever_becomes_of_the_quarter_the_conversation_goes_on()
    {
        var run = Answer(Started(), Ada);
        run.Do(new QuarterCommand.Void("Wrong roster"));
        Assert.Equal(["fit/1/one"], SealedSlots.In(run.Quarter).Keys);
        run.Do(new QuarterCommand.Start(SampleRosters.OneTeam));
        Assert.True(Answer(run, Bea).Quarter.Fits[0].IsRevealed);

        var released = Answer(Started(), Ada).Quarter with { Stage = QuarterStage.Released };
        Assert.IsType<Decision.Accepted>(
            QuarterRules.Decide(
                released,
                SampleRosters.Q3,
                new QuarterCommand.OfFit(new FitCommand.Answer(1, Bea.Id, Sheet("b"))),
                SampleRosters.Start
            )
        );
        Assert.IsType<Decision.Accepted>(
            QuarterRules.Decide(
                released,
                SampleRosters.Q3,
                new QuarterCommand.OfFit(new FitCommand.Start(Ada, Stranger)),
                SampleRosters.Start
            )
        );
    }

    [Fact]
    public void The_reviews_are_the_same_with_and_without_it_and_nobody_of_it_is_written_to_about_them()
    {
        var without = new Run(SampleRosters.OneTeam);
        foreach (var run in new[] { Started(), Answer(Started(), Ada), Revealed(), End(Revealed(), Ada) })
        {
            Assert.Equal(ReleaseGuard.Check(without.Quarter), ReleaseGuard.Check(run.Quarter));
            Assert.Equal(QuarterSchedule.NextDue(without.Quarter), QuarterSchedule.NextDue(run.Quarter));
            Assert.DoesNotContain(run.Do(new QuarterCommand.Void("Wrong roster")).Owed, n =>
                n.To == Ada || n.To == Bea
            );
        }
    }

    [Fact]
    public void A_mail_that_does_not_reach_one_of_the_two_is_told_to_ops() =>
        Assert.IsType<LeaderUnreached>(
            Assert.Single(Started().Do(new QuarterCommand.Unreached(Bea.Id, "no such mailbox")).Events)
        );

    public static TheoryData<string, Func<Instant, FitEvent>> Impossible =>
        new()
        {
            { "revealed by one", at => new FitRevealed(at, 1, FitSide.One) },
            { "started under a number that is not the next", at => new FitStarted(at, 3, Ada, Bea) },
            { "of a conversation that is not there", at => new FitAnswered(at, 2, FitSide.One, "commitment") },
        };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_ledger_that_tells_what_cannot_be_does_not_add_up(string what, Func<Instant, FitEvent> happened)
    {
        var run = Answer(Started(), Ada);
        Assert.Throws<InvalidOperationException>(() =>
            QuarterRules.Evolve(run.Quarter, SampleRosters.Q3, happened(run.At))
        );
        Assert.NotEmpty(what);
    }

    [Fact]
    public void A_commitment_changes_with_every_word_side_number_and_quarter()
    {
        var of = Sheet("a");
        string[] commitments =
        [
            of.Commitment(SampleRosters.Q3, 1, FitSide.One),
            of.Commitment(SampleRosters.Q3, 1, FitSide.Other),
            of.Commitment(SampleRosters.Q3, 2, FitSide.One),
            of.Commitment(QuarterId.Parse("2026-Q4"), 1, FitSide.One),
            (of with { Salt = new('c', 64) }).Commitment(SampleRosters.Q3, 1, FitSide.One),
            Sheet("a", Agreement.No).Commitment(SampleRosters.Q3, 1, FitSide.One),
            (of with { Answers = of.Answers.SetItem(3, new(Agreement.Yes, "b")) }).Commitment(
                SampleRosters.Q3,
                1,
                FitSide.One
            ),
        ];
        Assert.Equal(commitments.Length, commitments.Distinct().Count());
    }

    internal static FitSheet Sheet(string words, Agreement alike = Agreement.Yes) =>
        new([.. FitSheet.Topics.Select(_ => new FitAnswer(alike, words))], new string('5', 64));

    private static Run Started() => Start(new Run(SampleRosters.OneTeam), Ada, Bea);

    private static Run Revealed() => Answer(Answer(Started(), Ada), Bea, "b");

    private static Run Start(Run run, Person one, Person other) =>
        run.Do(new QuarterCommand.OfFit(new FitCommand.Start(one, other)));

    private static Run Answer(Run run, Person by, string words = "a", int fit = 1) =>
        run.Do(new QuarterCommand.OfFit(new FitCommand.Answer(fit, by.Id, Sheet(words))));

    private static Run End(Run run, Person by) => run.Do(new QuarterCommand.OfFit(new FitCommand.End(1, by.Id)));
}

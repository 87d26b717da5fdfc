using NodaTime;
using ReviewFlow.Deadlines;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.FitConversations;

/// <summary>What a fit conversation and its quarter leave alone in each other, and what a ledger cannot tell.</summary>
public sealed class FitOutsideQuarterTests : FitTestBase
{
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
            Assert.Equal(
                QuarterSchedule.NextDue(without.Quarter),
                QuarterSchedule.NextDue(run.Quarter with { Receipts = [] })
            );
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
}

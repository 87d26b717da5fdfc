using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Partnerships;

public sealed class PartnershipRulesTests : PartnershipTestBase
{
    [Fact]
    public void The_first_answer_puts_no_more_than_its_commitment_into_the_ledger_and_tells_the_partner_that_it_is_there()
    {
        var run = Answer(new Run(Joint), Pia);
        Assert.Equal(
            new PartnershipAnswered(
                run.At,
                Pia,
                SampleRosters.Holder(Pia),
                Sheet(Pia).Commitment(SampleRosters.Q3, Pia)
            ),
            Assert.Single(run.Events)
        );
        Assert.Equal(
            new Notice.PartnershipUpdate(
                SampleRosters.Holder(Tom),
                SampleRosters.PairOf("market"),
                PartnershipTurn.Answer
            ),
            Assert.Single(run.Owed)
        );
        Assert.False(Check(run).IsRevealed);
    }

    [Fact]
    public void Until_the_partner_has_answered_an_answer_can_be_changed_and_nobody_is_told_again()
    {
        var run = Answer(Answer(new Run(Joint), Pia), Pia, Agreement.No);
        Assert.Equal(Sheet(Pia, Agreement.No).Commitment(SampleRosters.Q3, Pia), Check(run).Answers.First!.Commitment);
        Assert.Empty(run.Owed);
    }

    [Fact]
    public void The_second_answer_reveals_both_in_the_same_commit_and_tells_the_one_who_waited()
    {
        var run = Answer(Answer(new Run(Joint), Pia), Tom);
        Assert.Equal([typeof(PartnershipAnswered), typeof(PartnershipRevealed)], run.Events.Select(e => e.GetType()));
        Assert.Equal(
            new Notice.PartnershipUpdate(
                SampleRosters.Holder(Pia),
                SampleRosters.PairOf("market"),
                PartnershipTurn.Commit
            ),
            Assert.Single(run.Owed)
        );
        Assert.True(Check(run).IsRevealed);
    }

    [Fact]
    public void After_the_reveal_no_answer_changes() =>
        Assert.Equal(Refusal.Revealed, Answer(Revealed(), Pia, Agreement.No).Refusal);

    [Fact]
    public void The_joint_commitment_waits_until_both_have_answered() =>
        Assert.Equal(Refusal.NotRevealed, Propose(Answer(new Run(Joint), Pia), Pia, "We plan together.").Refusal);

    [Fact]
    public void A_joint_commitment_counts_once_the_partner_has_said_yes_to_exactly_its_words()
    {
        var run = Propose(Revealed(), Pia, "We plan together.");
        Assert.Equal(
            new Notice.PartnershipUpdate(
                SampleRosters.Holder(Tom),
                SampleRosters.PairOf("market"),
                PartnershipTurn.Confirm
            ),
            Assert.Single(run.Owed)
        );
        Assert.Equal(Refusal.NotYours, Confirm(run, Pia, "We plan together.").Refusal);
        Assert.Equal(Refusal.OutOfDate, Confirm(run, Tom, "We plan together!").Refusal);
        Assert.IsType<PledgeConfirmed>(Assert.Single(Confirm(run, Tom, "We plan together.").Events));
        Assert.Equal("We plan together.", Check(run).Pledge!.Text);
        Assert.Empty(run.Owed);
    }

    [Fact]
    public void The_same_words_from_both_are_a_yes_and_other_words_counter()
    {
        var run = Propose(Propose(Revealed(), Pia, "We plan together."), Tom, "We plan and budget together.");
        Assert.Equal(
            new Notice.PartnershipUpdate(
                SampleRosters.Holder(Pia),
                SampleRosters.PairOf("market"),
                PartnershipTurn.Confirm
            ),
            Assert.Single(run.Owed)
        );
        Assert.Equal(Refusal.OutOfDate, Confirm(run, Pia, "We plan together.").Refusal);
        Assert.IsType<PledgeConfirmed>(Assert.Single(Propose(run, Pia, "We plan and budget together.").Events));
        Assert.Equal(Refusal.OutOfDate, Propose(run, Tom, "Other words.").Refusal);
        Assert.IsType<Decision.Nothing>(Propose(run, Tom, "We plan and budget together.").Last);
    }

    [Fact]
    public void Words_of_ones_own_that_are_changed_are_not_mailed_again() =>
        Assert.Empty(Propose(Propose(Revealed(), Pia, "We plan together."), Pia, "We plan together, weekly.").Owed);

    public static TheoryData<string, Refusal, PartnershipCommand> Amiss =>
        new()
        {
            {
                "a stranger",
                Refusal.NotYours,
                new PartnershipCommand.Answer(Pia, new("A stranger", "stranger@example.com"), Sheet(Pia))
            },
            {
                "the partner from the other seat",
                Refusal.NotYours,
                new PartnershipCommand.Answer(Pia, SampleRosters.Holder(Tom), Sheet(Pia))
            },
            {
                "the pair above",
                Refusal.NotYours,
                new PartnershipCommand.Answer(Pia, SampleRosters.Holder(SampleRosters.Product("company")), Sheet(Pia))
            },
            {
                "a statement is left out",
                Refusal.NotComplete,
                new PartnershipCommand.Answer(
                    Pia,
                    SampleRosters.Holder(Pia),
                    Sheet(Pia) with
                    {
                        Answers = [Agreement.Yes],
                    }
                )
            },
            {
                "an answer that is none",
                Refusal.NotComplete,
                new PartnershipCommand.Answer(Pia, SampleRosters.Holder(Pia), Sheet(Pia, (Agreement)7))
            },
        };

    [Theory]
    [MemberData(nameof(Amiss))]
    public void What_is_amiss_is_refused(string what, Refusal why, PartnershipCommand command) =>
        Assert.True(new Run(Joint).Do(new QuarterCommand.OfPair(command)).Refusal == why, what);

    [Theory]
    [InlineData("")]
    [InlineData("long")]
    public void A_joint_commitment_is_one_sentence(string text) =>
        Assert.Equal(
            Refusal.NotComplete,
            Propose(Revealed(), Pia, text.Length == 0 ? "" : new string('x', Pledge.MaxTextLength + 1)).Refusal
        );
}

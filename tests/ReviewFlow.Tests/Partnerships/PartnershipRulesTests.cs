using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Sealing;

namespace ReviewFlow.Tests.Partnerships;

public sealed class PartnershipRulesTests
{
    internal static readonly Roster Joint = SampleRosters.Of(
        [SampleRosters.Pair("company"), SampleRosters.Pair("market", "company")],
        [SampleRosters.Entry("checkout", "market")],
        SampleRosters.Ops,
        assessment: AssessmentMode.Joint
    );

    private static readonly SeatOf Pia = SampleRosters.Product("market"),
        Tom = SampleRosters.Technology("market");

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

    [Fact]
    public void A_delegate_signs_for_a_leader_and_never_answers_for_them()
    {
        var (stand, day) = (
            new Person("A delegate", "delegate@example.com"),
            Joint.Calendar.DateOf(SampleRosters.Start)
        );
        var run = new Run(Joint).Do(
            new QuarterCommand.DelegateTo(SampleRosters.Holder(Pia).Id, stand, day, day.PlusDays(5))
        );
        Assert.Contains(Pia, run.Quarter.SeatsOf(stand.Id, run.At));
        Assert.Equal(
            Refusal.NotYours,
            run.Do(new QuarterCommand.OfPair(new PartnershipCommand.Answer(Pia, stand, Sheet(Pia)))).Refusal
        );
        Assert.DoesNotContain(Answer(run, Tom).Owed, n => n.To.Id == stand.Id);
    }

    [Fact]
    public void A_quarter_that_is_only_signed_off_has_none() =>
        Assert.Equal(Refusal.NotAssessed, Answer(new Run(SampleRosters.OneTeam), Pia).Refusal);

    [Fact]
    public void Time_reveals_nothing()
    {
        var run = Answer(new Run(Joint), Pia);
        for (var day = 0; day < 60; day++)
        {
            run.Wake(run.At + Duration.FromDays(1));
            Assert.DoesNotContain(run.Events, e => e is PartnershipEvent);
            Assert.DoesNotContain(run.Owed, n => n is Notice.PartnershipUpdate);
        }
        Assert.False(Check(run).IsRevealed);
    }

    [Fact]
    public void The_guard_and_the_wake_up_are_the_same_with_and_without_it()
    {
        var without = new Run(Joint);
        foreach (
            var run in new[]
            {
                Answer(new Run(Joint), Pia),
                Revealed(),
                Propose(Revealed(), Pia, "We plan together."),
                Confirm(Propose(Revealed(), Pia, "We plan."), Tom, "We plan."),
            }
        )
        {
            Assert.Equal(ReleaseGuard.Check(without.Quarter), ReleaseGuard.Check(run.Quarter));
            Assert.Equal(QuarterSchedule.NextDue(without.Quarter), QuarterSchedule.NextDue(run.Quarter));
            Assert.Equal(
                without.Quarter.WaitingFor(SampleRosters.Holder(Tom).Id, run.At).Count(),
                run.Quarter.WaitingFor(SampleRosters.Holder(Tom).Id, run.At).Count()
            );
        }
    }

    [Fact]
    public void What_is_answered_lies_in_the_safe_until_the_quarter_is_voided_and_a_restart_begins_without()
    {
        var run = Revealed();
        Assert.Equal(["partnership/market/product", "partnership/market/technology"], SealedSlots.In(run.Quarter).Keys);
        Assert.Equal(SealedSlots.In(run.Quarter), SealedSlots.In(run.Quarter with { Stage = QuarterStage.Released }));
        run.Do(new QuarterCommand.Void("Wrong roster"));
        Assert.Empty(SealedSlots.In(run.Quarter));
        Assert.Empty(run.Do(new QuarterCommand.Start(Joint)).Quarter.Partnerships);
    }

    [Fact]
    public void A_released_quarter_takes_no_more_of_it()
    {
        var released = Revealed().Quarter with { Stage = QuarterStage.Released };
        var decision = QuarterRules.Decide(
            released,
            SampleRosters.Q3,
            new QuarterCommand.OfPair(new PartnershipCommand.Propose(Pia, SampleRosters.Holder(Pia), new("We plan."))),
            SampleRosters.Start
        );
        Assert.Equal(Refusal.QuarterReleased, Assert.IsType<Decision.Refused>(decision).Why);
    }

    [Fact]
    public void A_ledger_that_reveals_what_was_not_answered_by_both_does_not_add_up()
    {
        var run = Answer(new Run(Joint), Pia);
        Assert.Throws<InvalidOperationException>(() =>
            QuarterRules.Evolve(run.Quarter, SampleRosters.Q3, new PartnershipRevealed(run.At, Pia))
        );
        Assert.Throws<InvalidOperationException>(() =>
            QuarterRules.Evolve(
                run.Quarter,
                SampleRosters.Q3,
                new PledgeConfirmed(run.At, Pia, SampleRosters.Holder(Pia), "digest")
            )
        );
    }

    internal static PartnershipSheet Sheet(SeatOf seat, Agreement answer = Agreement.Yes) =>
        new(
            [.. PartnershipSheet.Statements.Select(_ => answer)],
            new string(seat.Seat == Seat.Product ? 'a' : 'b', 64)
        );

    private static Run Revealed() => Answer(Answer(new Run(Joint), Pia), Tom);

    private static Run Answer(Run run, SeatOf seat, Agreement answer = Agreement.Yes) =>
        run.Do(
            new QuarterCommand.OfPair(
                new PartnershipCommand.Answer(seat, SampleRosters.Holder(seat), Sheet(seat, answer))
            )
        );

    private static Run Propose(Run run, SeatOf seat, string text) =>
        run.Do(new QuarterCommand.OfPair(new PartnershipCommand.Propose(seat, SampleRosters.Holder(seat), new(text))));

    private static Run Confirm(Run run, SeatOf seat, string text) =>
        run.Do(
            new QuarterCommand.OfPair(
                new PartnershipCommand.Confirm(seat, SampleRosters.Holder(seat), new Pledge(text).Digest())
            )
        );

    private static Partnership Check(Run run) => run.Quarter.PartnershipOf(Pia.Pair);
}

using NodaTime;
using ReviewFlow.Deadlines;
using ReviewFlow.Obligations;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Partnerships;

/// <summary>What a partnership check leaves alone in its quarter, and what a ledger cannot tell.</summary>
public sealed class PartnershipOutsideReviewTests : PartnershipTestBase
{
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
            Assert.Equal(
                QuarterSchedule.NextDue(without.Quarter),
                QuarterSchedule.NextDue(run.Quarter with { Receipts = [] })
            );
            Assert.Equal(Owed(without), Owed(run));
        }
    }

    private static IEnumerable<Act> Owed(Run run) =>
        OpenObligations
            .Of(run.Quarter, SampleRosters.Holder(Tom).Id, run.At)
            .Select(o => o.Act)
            .Where(act => !act.IsOptional());

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
}

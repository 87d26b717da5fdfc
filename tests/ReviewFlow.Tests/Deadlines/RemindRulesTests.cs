using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Deadlines;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Deadlines;

/// <summary>Ops write to people themselves.</summary>
public sealed class RemindRulesTests
{
    private static readonly PersonId Pia = SampleRosters.Holder(SampleRosters.Product("market")).Id,
        Above = SampleRosters.Holder(SampleRosters.Product("company")).Id;

    [Fact]
    public void Everybody_for_whom_something_waits_is_reminded_and_nobody_else()
    {
        var run = new Run(SampleRosters.OneTeam).Do(new QuarterCommand.Remind([]));
        Assert.Equal(
            [Pia, SampleRosters.Holder(SampleRosters.Technology("market")).Id],
            run.Owed.Select(n => Assert.IsType<Notice.Reminder>(n).To.Id)
        );
        Assert.IsType<Decision.Nothing>(run.Do(new QuarterCommand.Remind([])).Last);
    }

    [Fact]
    public void It_counts_as_a_reminder_so_the_next_one_comes_a_step_later()
    {
        var run = new Run(SampleRosters.OneTeam);
        var first = Next(run);
        run.Do(new QuarterCommand.Remind([Pia]));
        Assert.Equal(1, Assert.IsType<LeaderReminded>(Assert.Single(run.Events)).Number);
        Assert.True(Next(run) > first);
    }

    [Fact]
    public void Who_owes_nothing_gets_a_fresh_link()
    {
        var run = new Run(SampleRosters.OneTeam).Do(new QuarterCommand.Remind([Above]));
        Assert.Equal(LinkPurpose.Desk, Assert.IsType<FreshLinkSent>(Assert.Single(run.Events)).Purpose);
        run.Do(new QuarterCommand.Remind([run.Quarter.Ceo.Id]));
        Assert.Equal(LinkPurpose.Report, Assert.IsType<FreshLinkSent>(Assert.Single(run.Events)).Purpose);
    }

    [Fact]
    public void Nobody_is_written_to_twice_in_ten_minutes()
    {
        var run = new Run(SampleRosters.OneTeam).Do(new QuarterCommand.Remind([Pia, Above]));
        foreach (var who in new[] { Pia, Above })
        {
            Assert.Equal(Refusal.TooSoon, run.Do(new QuarterCommand.Remind([who]), run.At).Refusal);
        }
        run.Do(new QuarterCommand.Remind([Pia]), run.At + RemindRules.Every);
        Assert.IsType<Decision.Accepted>(run.Last);
    }

    [Fact]
    public void An_address_that_nobody_has_is_refused() =>
        Assert.Equal(
            Refusal.Unknown,
            new Run(SampleRosters.OneTeam).Do(new QuarterCommand.Remind([PersonId.Of("who@example.com")])).Refusal
        );

    private static Instant Next(Run run) => QuarterSchedule.NextReminders(run.Quarter).Single(r => r.Person == Pia).At;
}

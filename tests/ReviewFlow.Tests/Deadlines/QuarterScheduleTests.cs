using CsCheck;
using NodaTime;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;
using ReviewFlow.Tests.Laws;

namespace ReviewFlow.Tests.Deadlines;

/// <summary>
/// The start is Thursday, 1 October; 12 October is a holiday; reminders after 2 and 4 business days, due after 7.
/// </summary>
public sealed class QuarterScheduleTests
{
    private static readonly Instant Monday5 = Morning(10, 5);
    private static readonly Instant Wednesday7 = Morning(10, 7);
    private static readonly Instant Wednesday14 = Morning(10, 14);

    [Fact]
    public void The_start_sets_the_due_date_by_business_days() =>
        Assert.Equal(new LocalDate(2026, 10, 13), new Run(SampleRosters.ThreePairs).Quarter.Due);

    [Fact]
    public void Each_pairs_first_invitation_goes_out_with_the_start()
    {
        var invited = Assert.Single(new Run(SampleRosters.ThreePairs).Events.OfType<LeadersInvited>());
        Assert.Equal(["checkout", "dispatch", "platform"], invited.Turns.Select(t => t.Team.ToString()));
    }

    [Fact]
    public void A_later_turn_is_gathered_to_the_next_business_morning()
    {
        var run = new Run(SampleRosters.ThreePairs).SignBoth("checkout", "market");
        Assert.DoesNotContain(run.Events, e => e is LeadersInvited);
        Assert.Equal(Morning(10, 2), QuarterSchedule.NextDue(run.Quarter with { Receipts = [] }));
        var invited = Assert.Single(run.Wake(Morning(10, 2)).Events.OfType<LeadersInvited>());
        Assert.Equal("checkout", Assert.Single(invited.Turns).Team.ToString());
    }

    [Fact]
    public void The_last_turn_that_can_come_to_a_pair_goes_out_at_once_with_what_was_gathered()
    {
        var run = new Run(SampleRosters.ThreePairs).SignBoth("checkout", "market").SignBoth("dispatch", "logistics");
        var invited = Assert.Single(run.Events.OfType<LeadersInvited>());
        Assert.Equal(["checkout", "dispatch"], invited.Turns.Select(t => t.Team.ToString()));
    }

    [Fact]
    public void A_pair_that_was_never_invited_is_invited_at_once() =>
        Assert.Single(new Run(SampleRosters.OneTeam).SignBoth("checkout", "market").Events.OfType<LeadersInvited>());

    [Fact]
    public void Reminders_count_from_one_and_end_with_the_last_that_the_roster_has()
    {
        var run = new Run(SampleRosters.OneTeam);
        Assert.Empty(run.Wake(Monday5 - Duration.FromSeconds(1)).Events);
        Assert.Equal([1, 1], run.Wake(Monday5).Events.OfType<LeaderReminded>().Select(r => r.Number));
        Assert.Equal([2, 2], run.Wake(Wednesday7).Events.OfType<LeaderReminded>().Select(r => r.Number));
        Assert.Empty(run.Wake(Wednesday14 - Duration.FromSeconds(1)).Events);
    }

    [Fact]
    public void After_an_outage_one_reminder_goes_out_and_not_one_for_each_that_was_missed()
    {
        var run = new Run(SampleRosters.OneTeam).Wake(Wednesday7);
        Assert.Equal([2, 2], run.Events.OfType<LeaderReminded>().Select(r => r.Number));
        Assert.Empty(run.Wake(Wednesday7 + Duration.FromHours(1)).Events);
    }

    [Fact]
    public void A_roster_of_another_quarter_starts_nothing()
    {
        var decision = QuarterRules.Decide(
            null,
            QuarterId.Parse("2026-Q4"),
            new QuarterCommand.Start(SampleRosters.OneTeam),
            SampleRosters.Start
        );
        Assert.Equal(Refusal.OtherContent, Assert.IsType<Decision.Refused>(decision).Why);
    }

    [Fact]
    public void Who_has_signed_is_not_reminded()
    {
        var run = new Run(SampleRosters.OneTeam).Sign("checkout", SampleRosters.Product("market")).Wake(Monday5);
        Assert.Equal(
            "technology.market@example.com",
            Assert.Single(run.Events.OfType<LeaderReminded>()).Leader.ToString()
        );
    }

    [Fact]
    public void The_morning_after_the_due_date_escalates_and_again_after_five_business_days()
    {
        var run = new Run(SampleRosters.OneTeam).Wake(Monday5).Wake(Wednesday7);
        Assert.Equal(Wednesday14, QuarterSchedule.NextDue(run.Quarter));
        Assert.Equal(1, Assert.Single(run.Wake(Wednesday14).Events.OfType<DeadlineEscalated>()).Round);
        Assert.Equal(Morning(10, 21), QuarterSchedule.NextDue(run.Quarter));
        Assert.Equal(2, Assert.Single(run.Wake(Morning(10, 21)).Events.OfType<DeadlineEscalated>()).Round);
        Assert.Empty(run.Quarter.InOrder.SelectMany(r => r.SignOffs));
    }

    [Fact]
    public void An_extension_begins_the_escalation_anew()
    {
        var run = new Run(SampleRosters.OneTeam).Wake(Monday5).Wake(Wednesday7).Wake(Wednesday14);
        run.Do(new QuarterCommand.Extend(new LocalDate(2026, 10, 23), "Holidays"));
        Assert.Equal(Morning(10, 26), QuarterSchedule.NextDue(run.Quarter)); // the 24th is a Saturday
        Assert.Equal(1, Assert.Single(run.Wake(Morning(10, 26)).Events.OfType<DeadlineEscalated>()).Round);
    }

    [Fact]
    public void Nothing_is_due_once_a_quarter_is_released_or_voided()
    {
        var released = new Run(SampleRosters.OneTeam)
            .SignBoth("checkout", "market")
            .SignBoth("checkout", "company")
            .Release();
        Assert.Equal(QuarterStage.Released, released.Quarter.Stage);
        var voided = new Run(SampleRosters.OneTeam).Do(new QuarterCommand.Void("Wrong roster"));
        Assert.All(new[] { released, voided }, run => Assert.Null(QuarterSchedule.NextDue(run.Quarter)));
    }

    [Fact]
    public void A_release_that_is_due_is_due_now()
    {
        var run = new Run(SampleRosters.OneTeam).SignBoth("checkout", "market").SignBoth("checkout", "company");
        Assert.True(QuarterSchedule.ReleaseIsDue(run.Quarter));
        Assert.True(QuarterSchedule.NextDue(run.Quarter) <= run.At);
    }

    [Fact]
    public void The_next_due_moment_is_the_very_first_at_which_something_is_due() =>
        Story.Any.Sample(
            story =>
            {
                foreach (var quarter in QuarterLaws.States(story).Where(q => !QuarterSchedule.ReleaseIsDue(q)))
                {
                    if (QuarterSchedule.NextDue(quarter) is { } next)
                    {
                        Assert.Empty(QuarterSchedule.Due(quarter, next - Duration.FromSeconds(1)));
                        Assert.NotEmpty(QuarterSchedule.Due(quarter, next));
                    }
                    else
                    {
                        Assert.Empty(QuarterSchedule.Due(quarter, SampleRosters.Start + Duration.FromDays(1000)));
                    }
                }
            },
            iter: 150
        );

    /// <summary>Nine o'clock in Dubai.</summary>
    private static Instant Morning(int month, int day) => Instant.FromUtc(2026, month, day, 5, 0);
}

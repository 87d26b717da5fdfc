using CsCheck;
using ReviewFlow.Deadlines;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Tests.Laws;

namespace ReviewFlow.Tests.Obligations;

/// <summary>What holds of the obligations of every quarter, whatever happens in it.</summary>
public sealed class ObligationLawsTests
{
    [Fact]
    public void A_seat_owes_something_on_a_team_exactly_when_it_is_its_move() =>
        Each(quarter =>
        {
            var owed = OpenObligations
                .In(quarter, quarter.StartedAt)
                .Where(o => o.Act.IsOfTurn())
                .SelectMany(o => o.Teams.Select(t => (t.Team, o.Seat!.Value)))
                .ToHashSet();
            var awaited =
                from review in quarter.Stage == QuarterStage.Open ? quarter.InOrder : []
                from pair in quarter.Pairs.All
                from seat in new[] { new SeatOf(pair.Id, Seat.Product), new SeatOf(pair.Id, Seat.Technology) }
                where review.Awaits(seat)
                select (review.Team, seat);
            Assert.Equal(awaited.ToHashSet(), owed);
        });

    [Fact]
    public void Somebody_holds_the_report_up_until_it_can_be_released() =>
        Each(quarter =>
        {
            if (quarter.Stage != QuarterStage.Open || quarter.InOrder.All(r => r.Stage == Stage.Voided))
                return;
            Assert.NotEqual(
                QuarterSchedule.ReleaseIsDue(quarter),
                OpenObligations.In(quarter, quarter.StartedAt).Any(o => o.Act.HoldsUpReport())
            );
        });

    [Fact]
    public void Nobody_is_told_before_they_owe_it_and_it_is_the_earliest_of_its_teams() =>
        Each(quarter => Assert.All(OpenObligations.In(quarter, quarter.StartedAt), o =>
            {
                Assert.All(o.Teams, t => Assert.True(t.Told is null || t.Told >= t.Since));
                Assert.True(o.Reminded is null || o.Reminded >= o.Since);
                Assert.True(o.Teams.IsEmpty || o.Since == o.Teams.Min(t => t.Since));
                Assert.True(o.Since >= quarter.StartedAt);
            }));

    [Fact]
    public void What_somebody_can_do_is_what_the_quarter_waits_for() =>
        Each(quarter =>
        {
            var all = OpenObligations.In(quarter, quarter.StartedAt);
            foreach (var person in quarter.Addressees)
                Assert.Equal(
                    Plain.Text(all.Where(o => o.Owner.Person?.Id == person.Id)),
                    Plain.Text(OpenObligations.Of(quarter, person.Id, quarter.StartedAt))
                );
        });

    private static void Each(Action<Quarter> holds) =>
        Story.Any.Sample(
            story =>
            {
                foreach (var quarter in QuarterLaws.States(story))
                    holds(quarter);
            },
            iter: 60
        );
}

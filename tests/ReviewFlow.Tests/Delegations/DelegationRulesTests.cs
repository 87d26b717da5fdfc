using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Delegations;

/// <summary>Who may stand in for whom, from when to when, and what that is worth.</summary>
public sealed class DelegationRulesTests
{
    [Theory]
    [InlineData("2026-10-01", "2026-10-01", "accepted")] // today alone
    [InlineData("2026-09-20", "2026-10-01", "accepted")] // to today
    [InlineData("2026-10-01", "2027-10-01", "accepted")] // 366 days
    [InlineData("2026-10-01", "2027-10-02", "NoDelegate")]
    [InlineData("2026-10-09", "2026-10-05", "NoDelegate")]
    [InlineData("2026-09-20", "2026-09-30", "NoDelegate")] // over
    public void The_days(string from, string until, string answer) =>
        Assert.Equal(answer, Family.Quarter().Name("product.market", Family.Dana, Day(from), Day(until)).Answer());

    [Theory]
    [InlineData("2026-10-01", "2026-10-04", "accepted")]
    [InlineData("2026-10-10", "2026-10-20", "accepted")]
    [InlineData("2026-10-01", "2026-10-05", "NoDelegate")]
    [InlineData("2026-10-09", "2026-10-20", "NoDelegate")]
    [InlineData("2026-10-06", "2026-10-07", "NoDelegate")]
    public void One_delegate_at_a_time_where_another_is_there_from_5_to_9_October(
        string from,
        string until,
        string answer
    ) =>
        Assert.Equal(
            answer,
            Family
                .Quarter()
                .Name("product.market", Family.Dana)
                .Name("product.market", Family.Eli, Day(from), Day(until))
                .Answer()
        );

    [Fact]
    public void The_same_again_is_no_error()
    {
        var run = Family.Quarter().Name("product.market", Family.Dana).Name("product.market", Family.Dana);
        Assert.Equal(("already so", 1), (run.Answer(), run.Quarter.Delegations.Count));
    }

    [Theory]
    [InlineData("2026-10-04T19:59:59.999Z", false)] // Sunday in Dubai
    [InlineData("2026-10-04T20:00:00Z", true)] // Monday in Dubai
    [InlineData("2026-10-09T19:59:59.999Z", true)]
    [InlineData("2026-10-09T20:00:00Z", false)] // it ends by itself with its last day, in the quarter's zone
    public void From_the_first_to_the_end_of_the_last_day_of_the_quarters_zone(string at, bool stands)
    {
        var run = Family.Quarter().Name("product.market", Family.Dana);
        run.At = NodaTime.Text.InstantPattern.ExtendedIso.Parse(at).Value;

        Assert.Equal(stands, run.Quarter.ActorOf(Family.Dana.Id, run.At) is not null);
        Assert.Equal(stands, !OpenObligations.Of(run.Quarter, Family.Dana.Id, run.At).IsEmpty);
        run.Sign("search", "product.market", Family.Dana);
        Assert.Equal(stands ? null : Refusal.NotYours, run.Refusal);
    }

    [Fact]
    public void What_is_ended_ends_at_once_and_may_be_named_anew()
    {
        var run = Family.Quarter().Name("product.market", Family.Dana);
        run.At = Noon(Family.Monday);
        run.End("product.market", Family.Dana);
        Assert.Null(run.Quarter.ActorOf(Family.Dana.Id, run.At));
        Assert.Equal("already so", run.End("product.market", Family.Dana).Answer());
        Assert.Equal("accepted", run.Name("product.market", Family.Dana).Answer());
        Assert.NotNull(run.Quarter.ActorOf(Family.Dana.Id, run.At));
    }

    [Fact]
    public void Nobody_ends_the_delegation_of_another_leader()
    {
        var run = Family.Quarter().Name("product.market", Family.Dana).End("technology.market", Family.Dana);
        Assert.Equal("already so", run.Answer());
        Assert.Null(Assert.Single(run.Quarter.Delegations).EndedAt);
    }

    [Fact]
    public void The_leader_goes_on_as_well_and_the_seat_signs_once()
    {
        var run = Standing().Sign("search", "product.market", Family.Dana);
        Assert.Equal("already so", run.Sign("search", "product.market", Family.Person("product.market")).Answer());
    }

    [Fact]
    public void What_a_delegate_does_is_done_on_behalf_of_the_leader()
    {
        var signed = Standing()
            .Sign("search", "product.market", Family.Dana)
            .Review("search")
            .SignOffOf(Family.Seat("product.market"))!;
        Assert.Equal((Family.Dana, Family.Person("product.market")), (signed.Signer, signed.OnBehalfOf));
        var returned = Standing()
            .Do(
                "search",
                new SigningCommand.Return(
                    Family.Seat("product.market"),
                    Family.Dana,
                    Standing().Review("search").Hash,
                    "Look again"
                )
            )
            .Review("search")
            .Returned!;
        Assert.Equal((Family.Dana, Family.Person("product.market")), (returned.By, returned.OnBehalfOf));
    }

    [Theory]
    [InlineData("it runs")]
    [InlineData("it is over")]
    [InlineData("it was ended")]
    public void A_sign_off_of_a_delegate_counts_for_the_release_also_when(string now)
    {
        var run = Standing()
            .Sign("search", "product.market", Family.Dana)
            .Sign("search", SampleRosters.Technology("market"))
            .SignUp("search", "company")
            .SignTheRest("search");
        if (now == "it is over")
            run.At = Noon(Family.Friday) + Duration.FromDays(3);
        if (now == "it was ended")
            run.End("product.market", Family.Dana);
        Assert.Empty(run.Obstacles());
        Assert.Equal(QuarterStage.Released, run.Release().Quarter.Stage);
    }

    [Theory]
    [InlineData("never named", false)]
    [InlineData("named by the partner", false)]
    [InlineData("before the first day", false)]
    [InlineData("after the last day", false)]
    [InlineData("after it was ended", false)]
    [InlineData("in time", true)]
    public void The_guard_finds_a_planted_sign_off_of_somebody(string when, bool counts)
    {
        var run = Family.Quarter();
        if (when == "named by the partner")
            run.Name("technology.market", Family.Dana);
        else if (when != "never named")
            run.Name("product.market", Family.Dana);
        run.SignTheRest("search");
        var at = Noon(
            when == "before the first day" ? Family.Monday.PlusDays(-1)
            : when == "after the last day" ? Family.Friday.PlusDays(1)
            : Family.Monday
        );
        if (when == "after it was ended")
            run.Do(
                new QuarterCommand.EndDelegation(Family.Person("product.market").Id, Family.Dana.Id),
                at - Duration.FromMinutes(1)
            );
        var review = run.Review("search");
        var planted = QuarterRules.Evolve(
            run.Quarter,
            SampleRosters.Q3,
            new SignedOff(
                at,
                review.Team,
                Family.Seat("product.market"),
                Family.Dana,
                Family.Person("product.market"),
                review.Hash
            )
        );
        foreach (var seat in new[] { "technology.market", "product.company", "technology.company" })
            planted = QuarterRules.Evolve(
                planted,
                SampleRosters.Q3,
                new SignedOff(at, review.Team, Family.Seat(seat), Family.Person(seat), null, review.Hash)
            );

        var found = ReleaseGuard.Check(planted);
        Assert.Equal(counts, found.IsEmpty);
        if (!counts)
            Assert.Contains("signed by somebody else", Assert.Single(found).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_told_when_a_delegation_begins_and_when_it_was_ended()
    {
        var run = Family.Quarter().Name("product.market", Family.Dana);
        Assert.Equal(
            ["dana@example.com", "technology.market@example.com", "product.market@example.com"],
            run.Owed.OfType<Notice.DelegateNamed>().Select(n => n.To.Email)
        );
        run.End("product.market", Family.Dana);
        Assert.Equal(
            ["dana@example.com", "technology.market@example.com"],
            run.Owed.OfType<Notice.DelegationEnded>().Select(n => n.To.Email)
        );
    }

    [Fact]
    public void A_quarter_that_is_over_takes_no_delegates()
    {
        var run = Family.Quarter().Do(new QuarterCommand.Void("Wrong roster"));
        Assert.Equal(Refusal.QuarterVoided, run.Name("product.market", Family.Dana).Refusal);
    }

    /// <summary>Dana stands in for the Product seat of market, and it is Monday.</summary>
    private static Run Standing()
    {
        var run = Family.Quarter().Name("product.market", Family.Dana);
        run.At = Noon(Family.Monday);
        return run;
    }

    private static Instant Noon(LocalDate day) => SampleRosters.Dubai.Morning(day) + Duration.FromHours(3);

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    [Fact]
    public void Who_rated_on_behalf_stands_in_the_assessment_once_and_no_longer_in_the_next_round()
    {
        var today = SampleRosters.Dubai.DateOf(SampleRosters.Start);
        var run = Family
            .Quarter(AssessmentMode.Joint)
            .Name("product.kitchen", Family.Dana, today, today)
            .Seal("menu", "product.kitchen", by: Family.Dana)
            .Seal("menu", "product.kitchen", OutcomeStatus.Partly, by: Family.Dana)
            .Seal("menu", "technology.kitchen");
        Assert.Equal(
            [new ActedFor(Family.Dana, Family.Person("product.kitchen"))],
            run.Review("menu").Assessment!.ActedOnBehalf
        );
        Assert.Empty(run.Amend("menu", 90).Review("menu").Assessment!.ActedOnBehalf);
    }
}

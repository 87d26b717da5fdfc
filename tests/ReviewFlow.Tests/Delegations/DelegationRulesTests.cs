using NodaTime;
using ReviewFlow.Assessments;
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
    [InlineData("dana", "accepted")]
    [InlineData("ops", "accepted")]
    [InlineData("product.logistics", "accepted")] // sits in another branch
    [InlineData("technology.logistics", "accepted")]
    [InlineData("technology.market", "NoDelegate")] // the partner
    [InlineData("product.company", "NoDelegate")] // above
    [InlineData("technology.company", "NoDelegate")]
    [InlineData("product.kitchen", "NoDelegate")] // below
    [InlineData("technology.kitchen", "NoDelegate")]
    [InlineData("product.market", "NoDelegate")] // oneself
    [InlineData("ceo", "NoDelegate")]
    public void A_leader_of_market_may_name(string who, string answer)
    {
        var run = Family.Quarter().Name("product.market", Family.Person(who));
        Assert.Equal(answer, run.Answer());
        Assert.Equal(answer == "accepted" ? 1 : 0, run.Quarter.Delegations.Count);
    }

    [Theory]
    [InlineData("Technology.Market+away@example.com", "Somebody")] // the partner by a sub-address
    [InlineData("PRODUCT.MARKET@example.com", "Somebody")] // oneself in capitals
    [InlineData("second.address@example.com", " technology  of MARKET ")] // the partner by name
    public void Another_spelling_makes_nobody_another_person(string email, string name) =>
        Assert.Equal(Refusal.NoDelegate, Family.Quarter().Name("product.market", new(name, email)).Refusal);

    [Theory]
    [InlineData("the partner", "second.address@example.com", "Technology of m\u0430rket")] // with a Cyrillic letter
    [InlineData("the partner", "second.address@example.com", "Technology\u00A0of market")]
    [InlineData("above", "second.address@example.com", "technology of company")]
    [InlineData("below", "second.address@example.com", "Technology of kitchen")]
    public void Somebody_with_a_name_of_the_signing_paths_is_refused_unless_the_roster_states_that_they_are_two(
        string who,
        string email,
        string name
    )
    {
        var holder = who switch
        {
            "the partner" => "technology.market",
            "above" => "technology.company",
            _ => "technology.kitchen",
        };
        Assert.Equal(Refusal.NoDelegate, Family.Quarter().Name("product.market", new(name, email)).Refusal);
        var stated = new Run(
            Family.Of(AssessmentMode.SignOffOnly) with
            {
                Namesakes =
                [
                    [PersonId.Of(email), Family.Person(holder).Id],
                ],
            }
        );
        Assert.Equal("accepted", stated.Name("product.market", new(name, email)).Answer());
    }

    [Fact]
    public void A_second_address_of_a_partners_delegate_does_not_fill_the_other_seat()
    {
        var run = Family.Quarter().Name("product.market", Family.Dana);
        Assert.Equal(
            Refusal.NoDelegate,
            run.Name("technology.market", new("dana  DIAZ", "dana.diaz@example.com")).Refusal
        );
    }

    [Theory]
    [InlineData("ops@example.com")] // on the roster
    [InlineData("technology.logistics+x@example.com")] // in another branch
    [InlineData("dana@example.com")] // somebody else's delegate
    public void An_address_that_is_known_under_another_name_is_refused_and_the_other_name_is_not_told(string email)
    {
        var run = Family
            .Quarter()
            .Name("product.logistics", Family.Dana)
            .Name("product.market", new("Somebody Else", email));
        Assert.Equal(
            new Decision.Refused(
                Refusal.NoDelegate,
                $"{email} belongs to somebody under another name in this quarter. Check the name and the address."
            ),
            run.Last
        );
    }

    [Theory]
    [InlineData("technology.market@example.com.")]
    [InlineData("\"technology.market\"@example.com")]
    [InlineData("\"technology.market+x\"@example.com")]
    [InlineData("technology.market.@example.com")]
    [InlineData("technology.market@[192.0.2.1]")]
    [InlineData("technology.market%example.com@example.org")]
    public void No_other_way_to_write_the_partners_mailbox_becomes_a_delegate(string email) =>
        Assert.Equal(
            new Decision.Refused(Refusal.NoDelegate, EmailAddress.Wanted),
            Family.Quarter().Name("product.market", new("Dana Diaz", email)).Last
        );

    [Fact]
    public void Nobody_of_a_branch_may_stand_in_for_the_root_pair_which_sits_on_every_path() =>
        Assert.Equal(
            Refusal.NoDelegate,
            Family.Quarter().Name("product.company", Family.Person("technology.logistics")).Refusal
        );

    [Theory]
    [InlineData("dana")] // a delegate names nobody further
    [InlineData("ops")]
    [InlineData("ceo")]
    public void Who_holds_no_seat_names_nobody(string who)
    {
        var run = Family.Quarter().Name("product.market", Family.Dana, SampleRosters.Dubai.DateOf(SampleRosters.Start));
        run.Do(new QuarterCommand.DelegateTo(Family.Person(who).Id, Family.Eli, Family.Monday, Family.Friday));
        Assert.Equal(Refusal.NotYours, run.Refusal);
    }

    [Fact]
    public void A_leader_who_stands_in_elsewhere_delegates_their_own_seat_and_not_the_one_lent_to_them()
    {
        var run = Family
            .Quarter()
            .Name("product.market", Family.Person("product.logistics"))
            .Name("product.logistics", Family.Dana);
        Assert.Equal([Family.Seat("product.logistics")], run.Quarter.SeatsOf(Family.Dana.Id, Noon(Family.Monday)));
    }

    [Theory]
    [InlineData("product.market", "technology.market", "NoDelegate")] // both seats of a pair
    [InlineData("product.market", "technology.company", "NoDelegate")] // above on the same path
    [InlineData("product.kitchen", "product.company", "NoDelegate")] // two pairs above
    [InlineData("product.market", "product.logistics", "accepted")] // no team is signed by both
    public void One_person_for_two_leaders(string first, string second, string answer) =>
        Assert.Equal(answer, Family.Quarter().Name(first, Family.Dana).Name(second, Family.Dana).Answer());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_person_for_both_seats_of_a_pair_one_after_the_other_is_refused_since_what_they_signed_stands(
        bool ended
    )
    {
        var run = Family
            .Quarter()
            .Name("product.market", Family.Dana, new(2026, 10, 1), new(2026, 10, 2))
            .Sign("search", "product.market", Family.Dana);
        if (ended)
            run.End("product.market", Family.Dana);
        run.At = Noon(Family.Monday);
        Assert.Equal(Refusal.NoDelegate, run.Name("technology.market", Family.Dana).Refusal);
    }

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
        Assert.Equal(stands, run.Quarter.WaitingFor(Family.Dana.Id, run.At).Any());
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
    public void The_delegate_and_the_partner_are_told_when_it_begins_and_when_it_was_ended()
    {
        var run = Family.Quarter().Name("product.market", Family.Dana);
        Assert.Equal(
            ["dana@example.com", "technology.market@example.com"],
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
            run.Review("menu").Assessment!.StandIns
        );
        Assert.Empty(run.Amend("menu", 90).Review("menu").Assessment!.StandIns);
    }
}

using System.Globalization;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.FitConversations;
using ReviewFlow.Obligations;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Tests.Delegations;

namespace ReviewFlow.Tests.Obligations;

/// <summary>Who owes what, step by step: <c>who: act team, …</c>, optional acts left out.</summary>
public sealed class OpenObligationsTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public void An_assessment_from_the_first_rating_to_the_sign_off()
    {
        var run = Family.Quarter(AssessmentMode.Joint);
        Assert.Equal(["product.kitchen: Rate", "technology.kitchen: Rate"], On(run, "menu"));
        run.Seal("menu", "product.kitchen", OutcomeStatus.Partly);
        Assert.Equal(["technology.kitchen: Rate"], On(run, "menu"));
        run.Seal("menu", "technology.kitchen", OutcomeStatus.Missed);
        Assert.Equal(Both("ProposeJointRating", "ProposeJointWork"), On(run, "menu"));

        var rating = new ProposedRating(OutcomeId.Parse("growth"), OutcomeStatus.Partly, "We both stand behind it");
        Do(run, "product.kitchen", (seat, by) => new AssessmentCommand.Reconcile(seat, by, 1, [], [rating]));
        Assert.Equal(
            [
                "product.kitchen: ProposeJointWork",
                "technology.kitchen: AnswerJointRating",
                "technology.kitchen: ProposeJointWork",
            ],
            On(run, "menu")
        );
        var yes = new Confirmation(rating.Outcome, rating.Digest());
        Do(run, "technology.kitchen", (seat, by) => new AssessmentCommand.Reconcile(seat, by, 1, [yes], []));
        Assert.Equal(Both("WriteShare", "ProposeJointWork"), On(run, "menu"));

        var share = new Share(rating.Outcome, "We asked late", "We ask first", null);
        Do(run, "product.kitchen", (seat, by) => new AssessmentCommand.Account(seat, by, 1, [share], []));
        Do(run, "product.kitchen", (seat, by) => new AssessmentCommand.ProposeWork(seat, by, 1, new(3, [])));
        Assert.Equal(
            [
                "technology.kitchen: WriteShare",
                "technology.kitchen: AnswerShare",
                "technology.kitchen: AnswerJointWork",
            ],
            On(run, "menu")
        );
        var no = new ShareAnswer(rating.Outcome, share.Digest(), false, "You asked in time");
        Do(run, "technology.kitchen", (seat, by) => new AssessmentCommand.Account(seat, by, 1, [share], [no]));
        Assert.Equal(
            ["product.kitchen: RewriteShare", "product.kitchen: AnswerShare", "technology.kitchen: AnswerJointWork"],
            On(run, "menu")
        );
        run.Do("menu", new SigningCommand.Void("Dissolved"));
        Assert.Empty(On(run, "menu"));
    }

    [Fact]
    public void A_take_over_is_owed_an_answer_by_the_one_who_was_asked()
    {
        var run = Family.Quarter().TakeOver("menu", "product.market", "kitchen");
        Assert.Equal(
            ["technology.market: AnswerTakeOver", "product.kitchen: Sign", "technology.kitchen: Sign"],
            On(run, "menu")
        );
        run.TakeOver("menu", "technology.market", "kitchen", "They cannot agree");
        Assert.Equal("product.market: AnswerTakeOver", On(run, "menu")[0]);
        run.Join("menu", "product.market", "kitchen", "They cannot agree");
        Assert.Equal(["product.market: Sign", "technology.market: Sign"], On(run, "menu"));
    }

    [Fact]
    public void A_return_is_owed_by_ops_where_the_quarter_is_only_signed_off_and_by_the_pair_where_it_rates()
    {
        Assert.Equal(
            ["ops: AmendScorecard"],
            On(Family.Quarter().Return("menu", Family.Seat("product.kitchen")), "menu")
        );
        var joint = Family.Quarter(AssessmentMode.Joint).Assess("menu", "kitchen");
        Assert.Equal(Both("Sign"), On(joint, "menu"));
        Assert.Equal(Both("Rate"), On(joint.Return("menu", Family.Seat("product.kitchen")), "menu"));
    }

    [Fact]
    public void Ops_whom_nobody_is_named_for_owe_it_all_the_same()
    {
        var run = new Run(SampleRosters.OneTeam with { Ops = null }).Return(
            "checkout",
            SampleRosters.Product("market")
        );
        var owed = Assert.Single(OpenObligations.In(run.Quarter, run.At), o => o.Act == Act.AmendScorecard);
        Assert.Equal(new Owner.Ops(null), owed.Owner);
        Assert.Empty(run.Wake(run.At + Duration.FromDays(10)).Events.OfType<LeaderReminded>());
    }

    [Fact]
    public void It_counts_from_when_the_act_was_asked_for_and_not_from_when_the_partner_did_something_else()
    {
        var run = Family.Quarter();
        var begun = run.At;
        run.At += Hour;
        run.Sign("menu", Family.Seat("product.kitchen"));
        Assert.Equal(begun, Owed(run, "technology.kitchen").Since);
        run.At += Hour;
        run.Sign("menu", Family.Seat("technology.kitchen"));
        Assert.Equal(begun, Owed(run, "product.market").Since); // of search, since the start
        Assert.Equal([begun, run.At], Teams(run, "product.market").Order());
        run.At += Hour;
        run.Withdraw("menu", Family.Seat("product.kitchen"));
        Assert.Equal(run.At, Owed(run, "product.kitchen").Since);

        Instant[] Teams(Run of, string who) => [.. Owed(of, who).Teams.Select(t => t.Since)];
    }

    [Fact]
    public void It_says_when_its_owner_was_told_and_reminded_and_last_acted()
    {
        var run = Family.Quarter();
        var start = run.At;
        var owed = Owed(run, "product.kitchen");
        Assert.Equal((start, null, null), (owed.Told, owed.Reminded, owed.Acted));
        Assert.Equal((new LocalDate(2026, 10, 13), false), (owed.Due, owed.IsPastDue));

        run.Wake(Instant.FromUtc(2026, 10, 5, 5, 0));
        owed = Owed(run, "product.kitchen");
        Assert.Equal((run.At, run.At), (owed.Told, owed.Reminded));

        run.At += Hour;
        run.Sign("menu", Family.Seat("product.kitchen"));
        run.Return("menu", Family.Seat("technology.kitchen"));
        run.Amend("menu", 90);
        owed = Owed(run, "product.kitchen");
        Assert.Equal((run.At, null, run.At), (owed.Told, owed.Reminded, owed.Acted)); // the amendment's mail
        Assert.True(OpenObligations.In(run.Quarter, Instant.FromUtc(2026, 10, 14, 5, 0))[0].IsPastDue);
    }

    [Fact]
    public void A_delegate_is_told_what_they_can_do_on_whose_behalf()
    {
        var run = Family.Quarter(AssessmentMode.Joint).Name("product.market", Family.Dana, from: new(2026, 10, 1));
        var owed = Assert.Single(OpenObligations.Of(run.Quarter, Family.Dana.Id, run.At)); // not the partnership check
        Assert.Equal(Family.Person("product.market"), owed.OnBehalfOf(Family.Dana.Id));
        Assert.Equal((Act.Rate, "search"), (owed.Act, $"{Assert.Single(owed.Teams).Team}"));
        Assert.Equal(Family.Dana, Assert.Single(Owed(run, "product.market").Delegates).Delegate);
        Assert.Empty(OpenObligations.Of(run.Quarter, Family.Dana.Id, run.At + Duration.FromDays(30)));
    }

    [Fact]
    public void Optional_acts_are_marked_and_end_with_the_quarter_but_a_fit_conversation_goes_on()
    {
        var run = Family
            .Quarter(AssessmentMode.Joint)
            .Do(new QuarterCommand.OfFit(new FitCommand.Start(Family.Dana, Family.Eli)));
        var optional = OpenObligations.In(run.Quarter, run.At).Where(o => o.Act.IsOptional()).ToArray();
        Assert.All(optional, o => Assert.Null(o.Due));
        Assert.Equal(
            (8, 2),
            (
                optional.Count(o => o.Act == Act.AnswerPartnershipCheck),
                optional.Count(o => o.Act == Act.AnswerFitConversation)
            )
        );
        run.Do(new QuarterCommand.Void("Wrong roster"));
        Assert.All(OpenObligations.In(run.Quarter, run.At), o => Assert.Equal(Act.AnswerFitConversation, o.Act));
    }

    [Fact]
    public void A_mail_that_did_not_arrive_is_looked_into_by_ops_until_its_addressee_acts()
    {
        var run = Family.Quarter().Do(new QuarterCommand.Unreached(Family.Person("product.kitchen").Id, "550"));
        var check = Assert.Single(OpenObligations.Of(run.Quarter, SampleRosters.Ops.Id, run.At));
        Assert.Equal((Act.CheckAddress, Family.Person("product.kitchen")), (check.Act, check.Counterpart));
        Assert.Equal("550", Owed(run, "product.kitchen").Unreached!.Why);

        run.At += Hour;
        run.Sign("menu", Family.Seat("product.kitchen"));
        Assert.Empty(OpenObligations.Of(run.Quarter, SampleRosters.Ops.Id, run.At));
        run.At += Hour;
        run.Do(new QuarterCommand.Unreached(Family.Person("product.kitchen").Id, "550"));
        Assert.Single(OpenObligations.Of(run.Quarter, SampleRosters.Ops.Id, run.At));
    }

    private static Obligation Owed(Run run, string who) =>
        OpenObligations
            .Of(run.Quarter, Family.Person(who).Id, run.At)
            .Single(o => o.Owner.Person == Family.Person(who) && !o.Act.IsOptional());

    private static string[] On(Run run, string team) =>
        [.. OpenObligations.On(run.Quarter, SampleRosters.Team(team), run.At).Select(o => $"{Name(o)}: {o.Act}")];

    private static string Name(Obligation o) =>
        o.Seat is { } seat
            ? string.Create(CultureInfo.InvariantCulture, $"{seat.Seat}.{seat.Pair}").ToLowerInvariant()
            : "ops";

    private static string[] Both(params string[] acts) =>
        [.. acts.Select(act => $"product.kitchen: {act}"), .. acts.Select(act => $"technology.kitchen: {act}")];

    private static void Do(
        Run run,
        string seat,
        Func<ReviewFlow.Pairs.SeatOf, ReviewFlow.People.Person, ReviewCommand> command
    ) => run.Do("menu", command(Family.Seat(seat), Family.Person(seat)));
}

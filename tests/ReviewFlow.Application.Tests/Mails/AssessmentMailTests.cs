using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Tests;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Mails;

/// <summary>The mails of a quarter that is assessed jointly, each as it is owed by what happened.</summary>
public sealed partial class AssessmentMailTests : IDisposable
{
    private const string Joint = "PLANTED-JOINT-RATIONALE",
        First = "PLANTED-FIRST-RATIONALE",
        Share = "PLANTED-SHARE",
        Change = "PLANTED-CHANGE",
        None = "PLANTED-NONE",
        Contest = "PLANTED-CONTEST",
        Wall = "PLANTED-WALL";
    private static readonly OutcomeId Growth = OutcomeId.Parse("growth");
    private static readonly Person Deputy = new("Dana Deputy", "dana@example.com");
    private readonly ProductFixture _house = new();
    private readonly JointPlay _play = new(
        JointRoster(("checkout", "market"), ("dispatch", "logistics"), ("platform", "company")),
        SampleRosters.Start
    );

    public void Dispose() => _house.Dispose();

    [Fact]
    public void No_mail_holds_a_rating_by_seat_a_note_a_rationale_or_a_share()
    {
        AssessEverything();
        foreach (var review in _play.Quarter.InOrder)
            _play.Sign(review.Team);
        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.Return(
                SampleRosters.Product("company"),
                SampleRosters.Holder(SampleRosters.Product("company")),
                _play.Quarter.Reviews[SampleRosters.Checkout].Hash,
                "Please look again"
            )
        );
        _play.TakeOver(SampleRosters.Checkout, PairId.Parse("company"), "Both are away");
        var mails = Mails().ToArray();

        Assert.Equal(
            ["invitation", "returned", "take-over-proposed", "taken-over", "your-turn"],
            mails.Select(m => m.Kind).Distinct().Order()
        );
        Assert.All(mails, mail =>
        {
            Assert.DoesNotContain("PLANTED", mail.Words, StringComparison.OrdinalIgnoreCase);
            if (mail.Kind is "your-turn" or "take-over-proposed" or "taken-over")
                Assert.DoesNotMatch(AnyRating(), mail.Words);
        });
    }

    [Fact]
    public void After_the_second_seal_the_first_is_told_that_both_views_are_open_and_after_the_first_seal_nobody()
    {
        _play.Seal(SampleRosters.Checkout, Seat.Product);
        Assert.Empty(Last());
        _play.Seal(SampleRosters.Checkout, Seat.Technology);
        Assert.Empty(Last()); // Technology may well go on; Product is told when ten minutes have passed
        _play.At += TurnDigest.MaxWait;
        _play.Do(new QuarterCommand.Wake());

        var mail = Assert.Single(Last());
        Assert.Equal(SampleRosters.Holder(SampleRosters.Product("market")).Email, mail.To);
        Assert.Equal("2026-Q3: Team checkout, both views are open and it is your turn", mail.Subject);
    }

    [Fact]
    public void An_answer_is_told_without_its_words_and_one_view_asks_for_the_sign_off()
    {
        AssessEverything();
        var subjects = Mails()
            .Where(m => m.Kind == "your-turn" && m.Subject.Contains("checkout", StringComparison.Ordinal))
            .Select(m => m.Subject["2026-Q3: Team checkout, ".Length..])
            .Distinct();
        Assert.Equal(["your partner has answered and it is your turn", "agreed and ready for your sign-off"], subjects);
    }

    [Fact]
    public void Teams_that_come_to_wait_together_are_one_mail_that_says_which_and_nothing_more()
    {
        var play = new JointPlay(
            JointRoster(("checkout", "market"), ("search", "market"), ("dispatch", "market")),
            SampleRosters.Start
        );
        foreach (var team in play.Quarter.Teams)
            play.Seal(team, Seat.Product, new OneOutcome("growth") { Product = OutcomeStatus.Met });
        foreach (var team in play.Quarter.Teams.Take(2))
        {
            play.At = SampleRosters.Start + Duration.FromHours(5); // in one sitting
            play.Seal(team, Seat.Technology, new OneOutcome("growth") { Technology = OutcomeStatus.Missed });
        }
        play.At += TurnDigest.MaxWait;
        play.Do(new QuarterCommand.Wake());

        var mail = Assert.Single(Of(play.Commits[^1]));
        Assert.Equal(("product.market@example.com", "2026-Q3: it is your turn on 2 teams"), (mail.To, mail.Subject));
        Assert.Equal(
            [true, true, false],
            play.Quarter.InOrder.Select(r => mail.Words.Contains(r.Name, StringComparison.Ordinal))
        );
        Assert.DoesNotContain("PLANTED", mail.Words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(AnyRating(), mail.Words);
    }

    [Fact]
    public void An_invitation_asks_to_rate_first_and_a_reminder_for_what_is_missing()
    {
        Assert.All(Mails().Where(m => m.Kind == "invitation"), m =>
            Assert.Equal("2026-Q3: 1 team is ready for you to rate", m.Subject)
        );
        _play.Seal(SampleRosters.Dispatch, Seat.Product);
        _play.Seal(SampleRosters.Dispatch, Seat.Technology);
        _play.At = SampleRosters.Start + Duration.FromDays(5);
        _play.Do(new QuarterCommand.Wake());

        var reminders = Last().Where(m => m.Kind == "reminder").ToLookup(m => m.To, m => m.Subject);
        Assert.Equal(["2026-Q3: 1 team is still waiting for you to rate"], reminders["product.market@example.com"]);
        Assert.Equal(
            ["2026-Q3: 1 team is still waiting for you to agree on with your partner"],
            reminders["product.logistics@example.com"]
        );
    }

    [Fact]
    public void A_return_asks_the_own_pair_to_rate_again_and_ops_for_nothing()
    {
        _play.Assess(SampleRosters.Checkout, new(3, []));
        SignOwn(SampleRosters.Checkout);
        var cto = SampleRosters.Technology("company");
        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.Return(
                cto,
                SampleRosters.Holder(cto),
                _play.Quarter.Reviews[SampleRosters.Checkout].Hash,
                "Please look again"
            )
        );

        var mails = Last().ToLookup(m => m.To, m => m.Subject);
        Assert.Equal(
            ["2026-Q3: Team checkout returned, please rate again with your partner"],
            mails["product.market@example.com"]
        );
        Assert.Equal(
            ["2026-Q3: Team checkout returned, its pair rates it again"],
            mails["product.company@example.com"]
        );
        Assert.Equal(["2026-Q3: Team checkout returned, its pair rates it again"], mails["ops@example.com"]);
    }

    [Fact]
    public void An_amendment_asks_for_a_rating_and_not_for_a_signature()
    {
        _play.Seal(SampleRosters.Checkout, Seat.Product);
        _play.Do(SampleRosters.Checkout, new SigningCommand.Amend(SampleRosters.Card(80), "A wrong figure"));
        Assert.All(Last(), m => Assert.Equal("2026-Q3: Team checkout changed, please rate it again", m.Subject));
    }

    [Fact]
    public void A_delegate_is_told_what_it_means_and_the_partner_who_it_is()
    {
        Delegate();
        var mails = Last().ToLookup(m => m.To);
        Assert.Equal(2, mails.Count);
        Assert.Equal(
            "2026-Q3: you act on behalf of Pia of market until 16 October 2026",
            Assert.Single(mails["dana@example.com"]).Subject
        );
        Assert.Equal(
            "2026-Q3: Dana Deputy acts on behalf of Pia of market until 16 October 2026",
            Assert.Single(mails["technology.market@example.com"]).Subject
        );

        _play.Do(new QuarterCommand.EndDelegation(SampleRosters.Holder(SampleRosters.Product("market")).Id, Deputy.Id));
        Assert.Equal(
            [
                "2026-Q3: Dana Deputy no longer acts on behalf of Pia of market",
                "2026-Q3: you no longer act on behalf of Pia of market",
            ],
            Last().Select(m => m.Subject).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Who_acts_for_another_is_named_with_the_other()
    {
        Delegate();
        _play.Assess(SampleRosters.Checkout, new(3, []));
        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.SignOff(
                SampleRosters.Product("market"),
                Deputy,
                _play.Quarter.Reviews[SampleRosters.Checkout].Hash
            )
        );
        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.Withdraw(SampleRosters.Product("market"), Deputy, "Too early")
        );
        Assert.All(Last(), m =>
            Assert.Contains("Dana Deputy on behalf of Pia of market", m.Words, StringComparison.Ordinal)
        );

        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.Return(
                SampleRosters.Product("market"),
                Deputy,
                _play.Quarter.Reviews[SampleRosters.Checkout].Hash,
                "Look again"
            )
        );
        // The delegate did it and is not told; the leader is, as a leader.
        Assert.DoesNotContain(Last(), m => m.To == Deputy.Email);
        Assert.Equal(
            "2026-Q3: Team checkout returned, please rate again with your partner",
            Last().Single(m => m.To == "product.market@example.com").Subject
        );
    }

    [Fact]
    public void A_take_over_is_proposed_to_the_other_leader_above_and_told_to_the_two_below()
    {
        var (cpo, cto) = (SampleRosters.Product("company"), SampleRosters.Technology("company"));
        _play.Seal(SampleRosters.Checkout, Seat.Product);
        _play.Do(
            SampleRosters.Checkout,
            new TakeOverCommand.TakeOver(cpo, SampleRosters.Holder(cpo), PairId.Parse("market"), "Both are away")
        );
        var proposed = Assert.Single(Last());
        Assert.Equal(
            ("technology.company@example.com", "2026-Q3: Team checkout, your partner wants you both to take over"),
            (proposed.To, proposed.Subject)
        );

        _play.Do(
            SampleRosters.Checkout,
            new TakeOverCommand.TakeOver(cto, SampleRosters.Holder(cto), PairId.Parse("market"), "Both are away")
        );
        Assert.Equal(["product.market@example.com", "technology.market@example.com"], Last().Select(m => m.To).Order());
        Assert.All(Last(), m =>
            Assert.Contains(
                "Pia of company and Tom of company have taken over your pair's part",
                m.Words,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void An_escalation_says_what_is_still_to_be_rated_and_not_who_has_not()
    {
        _play.Seal(SampleRosters.Checkout, Seat.Product);
        _play.At = SampleRosters.Start + Duration.FromDays(30);
        _play.Do(new QuarterCommand.Wake());
        var escalated = Last()
            .Where(m => m.Kind == "escalated" && m.To.EndsWith(".market@example.com", StringComparison.Ordinal))
            .ToArray();

        Assert.Equal(2, escalated.Length);
        Assert.Single(escalated.Select(m => m.Words).Distinct());
        Assert.Contains("To be rated and agreed", escalated[0].Words, StringComparison.Ordinal);
        Assert.DoesNotContain("sealed", escalated[0].Words, StringComparison.Ordinal);
    }

    private void AssessEverything()
    {
        _play.Assess(
            SampleRosters.Checkout,
            new(3, [new(Growth, WallKind.DaysWaited, 4, Wall)]),
            new OneOutcome("growth")
            {
                Product = OutcomeStatus.Met,
                Technology = OutcomeStatus.Missed,
                First = (OutcomeStatus.Met, First),
                Joint = (OutcomeStatus.Partly, Joint),
                ProductShare = (Share, Change),
                TechnologyHasNone = (None, None),
                Contested = Contest,
            }
        );
        _play.Assess(SampleRosters.Dispatch, new(3, []));
        _play.Assess(SampleRosters.Platform, new(3, []));
    }

    private void SignOwn(TeamId team)
    {
        foreach (var seat in Enum.GetValues<Seat>())
        {
            var own = new SeatOf(_play.Quarter.Reviews[team].Pair, seat);
            _play.Do(
                team,
                new SigningCommand.SignOff(own, SampleRosters.Holder(own), _play.Quarter.Reviews[team].Hash)
            );
        }
    }

    private void Delegate() =>
        _play.Do(
            new QuarterCommand.DelegateTo(
                SampleRosters.Holder(SampleRosters.Product("market")).Id,
                Deputy,
                new(2026, 10, 1),
                new(2026, 10, 16)
            )
        );

    /// <summary>What the last commit owed.</summary>
    private Mailed[] Last() => [.. Of(_play.Commits[^1])];

    private IEnumerable<Mailed> Mails() => _play.Commits.SelectMany(Of);

    private IEnumerable<Mailed> Of(JointPlay.Commit commit) =>
        from owed in _house
            .Get<OutboxComposer>()
            .Compose(SampleRosters.Q3, commit.Before, commit.Events, commit.At)
            .Mails
        let mail = JsonSerializer.Deserialize<RenderedMail>(owed.Mail.Content)!
        select new Mailed(
            owed.Mail.Key.Split('/')[2],
            owed.Mail.To.Email,
            mail.Subject,
            $"{mail.Subject}\n{string.Concat(mail.Text).ReplaceLineEndings(" ")}\n{string.Concat(mail.Html)}"
        );

    private sealed record Mailed(string Kind, string To, string Subject, string Words);

    private static Roster JointRoster(params (string Team, string Pair)[] teams)
    {
        var json = SampleRosters.Json(teams);
        json.Remove("assessment");
        return RosterReader.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Roster!;
    }

    [GeneratedRegex(@"\b(met|partly|missed)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AnyRating();
}

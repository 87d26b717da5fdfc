using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReviewFlow.Application;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Play;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests;

/// <summary>What people live through in a quarter. Written once; each host runs them from a subclass.</summary>
public abstract class Journeys
{
    private static readonly string[] Marketplace = ["checkout", "search", "vendor-menu", "loyalty"];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    protected abstract Task<ProductHost> NewHost();

    [Fact]
    public async Task The_CEO_gets_one_report_and_it_is_the_one_in_the_ledger()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        var end = await players.SignEverything();

        Assert.Equal("released", end.Stage);
        var report = Assert.Single(players.ReportsOf("ceo"));
        var entry = Assert.Single((await players.Ledger()).Select(e => e.Event).OfType<ReportReleased>());
        Assert.Equal(entry.Sha256, Convert.ToHexStringLower(SHA256.HashData(report)));
        Assert.Equal(end.Release!.Sha256, entry.Sha256);
        Assert.Equal(report, await players.Ops.Download($"{Players.Quarter}/report.pdf", CancellationToken));
        Assert.Equal(
            "ceo 1, cpo 1, cto 1, ed.logistics 1, ed.marketplace 1, pd.logistics 1, pd.marketplace 1",
            players.ReportsPerPerson()
        );
    }

    [Fact]
    public async Task A_person_gets_one_mail_per_occasion_however_many_teams_it_is_about()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        Assert.Equal(
            "cpo 1, cto 1, ed.logistics 1, ed.marketplace 1, pd.logistics 1, pd.marketplace 1",
            players.MailsPerPerson()
        );

        await players.SignEverything();
        // The chief officers: Platform at once, all the others together when the pairs below are through, and the report.
        Assert.Equal(
            "ceo 1, cpo 3, cto 3, ed.logistics 2, ed.marketplace 2, pd.logistics 2, pd.marketplace 2",
            players.MailsPerPerson()
        );
    }

    [Fact]
    public async Task A_returned_team_is_amended_and_signed_again()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        await players.SignOff("pd.marketplace", "checkout");
        var old = await players.Page("ed.marketplace", "checkout");
        await players.Return("ed.marketplace", "checkout", "The cause does not say what we could have known.");
        Assert.Equal("returned", (await players.Team("checkout")).Stage);

        var card = Team("checkout");
        card["outcomes"]![0]!["cause"] =
            "The fraud rules were agreed after the build had started, and both of us knew it in July.";
        await players.Amend("checkout", card, "Says now what we could have known.");
        var amended = await players.Team("checkout");
        Assert.Equal(("signing", 2), (amended.Stage, amended.Revision));
        Assert.DoesNotContain("signed", Seats(amended), StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<UnusableException>(async () =>
            await (await players.Leader("ed.marketplace")).Send(old, "sign-off", Players.Ticked, CancellationToken)
        );
        Assert.Contains("409", refused.Message, StringComparison.Ordinal);
        Assert.Equal("released", (await players.SignEverything()).Stage);
        Assert.Equal(
            "ceo 1, cpo 3, cto 3, ed.logistics 2, ed.marketplace 3, pd.logistics 2, pd.marketplace 4",
            players.MailsPerPerson()
        );
    }

    [Fact]
    public async Task What_a_lower_pair_withdraws_takes_the_sign_offs_above_with_it()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        foreach (var leader in new[] { "pd.marketplace", "ed.marketplace", "cpo" })
            await players.SignOff(leader, "loyalty");
        Assert.Equal("signed+signed, signed+awaited", Seats(await players.Team("loyalty")));

        await players.Withdraw("pd.marketplace", "loyalty", "The number is from the wrong week.");
        Assert.Equal("awaited+signed, notYet+notYet", Seats(await players.Team("loyalty")));
        await players.Settled();
        Assert.Equal(
            "cpo 2, cto 2, ed.logistics 1, ed.marketplace 2, pd.logistics 1, pd.marketplace 1",
            players.MailsPerPerson()
        );
        Assert.Equal("released", (await players.SignEverything()).Stage);
    }

    [Fact]
    public async Task A_voided_team_is_left_out_and_the_others_are_released_without_it()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        await players.Tell("teams/maps/void", Reason("The team was dissolved in August."));
        Assert.DoesNotContain("maps", await players.WaitingFor("pd.logistics"));

        var end = await players.SignEverything();
        Assert.Equal(("released", 7, 7), (end.Stage, end.Signed, end.Total));
        Assert.Equal(
            "ceo 1, cpo 3, cto 3, ed.logistics 3, ed.marketplace 2, pd.logistics 3, pd.marketplace 2",
            players.MailsPerPerson()
        );
    }

    [Fact]
    public async Task A_voided_quarter_ends_without_a_report_and_everybody_is_told()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        await players.SignOff("cpo", "platform");
        Assert.True((await players.Tell("void", Reason("The company was reorganised."))).Changed);
        Assert.False((await players.Tell("void", Reason("The company was reorganised."))).Changed);

        var end = await players.Settled();
        Assert.Equal(("voided", "The company was reorganised."), (end.Stage, end.VoidReason));
        Assert.Equal(
            "ceo 1, cpo 2, cto 2, ed.logistics 2, ed.marketplace 2, pd.logistics 2, pd.marketplace 2",
            players.MailsPerPerson()
        );
        Assert.Empty(players.ReportsPerPerson());
        Assert.Empty(await players.WaitingFor("cto"));
    }

    [Fact]
    public async Task A_voided_quarter_that_is_started_again_begins_unsigned_in_the_same_ledger()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        await players.SignOff("cpo", "platform");
        var voided = await players.Tell("void", Reason("Started a week too early."));
        Assert.True((await players.Start(SampleQuarter.SignedOffOnly())).Version > voided.Version);
        Assert.Equal("awaited+awaited", Seats(await players.Team("platform")));

        Assert.Equal("released", (await players.SignEverything()).Stage);
        var events = (await players.Ledger()).Select(e => e.Event).ToArray();
        Assert.Equal(2, events.OfType<QuarterStarted>().Count());
        Assert.Equal(
            2,
            events
                .OfType<SignedOff>()
                .Count(e => e is { Team: var team, Seat.Seat: Pairs.Seat.Product } && team.ToString() == "platform")
        );
        Assert.Single(players.ReportsOf("ceo"));
    }

    [Fact]
    public async Task A_later_deadline_is_told_to_every_leader_and_an_earlier_one_is_refused()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        var due = DateOnly.ParseExact((await players.Status()).Due, "yyyy-MM-dd");
        var later = due.AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await players.Tell("extend", new JsonObject { ["to"] = later, ["reason"] = "Half the company is at a fair." });
        var refused = await players.Ops.Post(
            $"{Players.Quarter}/extend",
            new JsonObject { ["to"] = "2026-10-01" },
            CancellationToken
        );

        Assert.Equal(422, refused.Status);
        Assert.Equal(later, (await players.Settled()).Due);
        Assert.Equal(
            "cpo 2, cto 2, ed.logistics 2, ed.marketplace 2, pd.logistics 2, pd.marketplace 2",
            players.MailsPerPerson()
        );
    }

    [Fact]
    public async Task Two_leaders_who_sign_at_the_same_instant_are_both_recorded()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        var (product, technology) = (await players.Leader("pd.marketplace"), await players.Leader("ed.marketplace"));
        foreach (var team in Marketplace)
        {
            var (one, other) = (await players.Page("pd.marketplace", team), await players.Page("ed.marketplace", team));
            await Task.WhenAll(
                product.Send(one, "sign-off", Players.Ticked, CancellationToken),
                technology.Send(other, "sign-off", Players.Ticked, CancellationToken)
            );
            Assert.StartsWith("signed+signed, ", Seats(await players.Team(team)), StringComparison.Ordinal);
        }
        Assert.Equal(2 * Marketplace.Length, (await players.Ledger()).Count(e => e.Event is SignedOff));
    }

    [Fact]
    public async Task A_form_sent_ten_times_at_once_signs_once()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        var (leader, page) = (await players.Leader("cto"), await players.Page("cto", "platform"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => leader.Submit(page, "sign-off", Players.Ticked, CancellationToken))
        );

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        foreach (var answer in answers)
            answer.Dispose();
        Assert.Single((await players.Ledger()).Select(e => e.Event).OfType<SignedOff>());
    }

    [Fact]
    public async Task A_restart_in_the_middle_keeps_sign_offs_sessions_and_open_forms()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        await players.SignOff("pd.logistics", "maps");
        var page = await players.Page("ed.logistics", "maps");
        await host.Restart();

        await (await players.Leader("ed.logistics")).Send(page, "sign-off", Players.Ticked, CancellationToken);
        Assert.Equal("signed+signed, awaited+awaited", Seats(await players.Team("maps")));
        Assert.Equal("released", (await players.SignEverything()).Stage);
        Assert.Equal(
            "ceo 1, cpo 3, cto 3, ed.logistics 2, ed.marketplace 2, pd.logistics 2, pd.marketplace 2",
            players.MailsPerPerson()
        );
    }

    [Fact]
    public async Task A_sign_off_without_the_tick_is_refused_beside_the_box_and_nothing_is_recorded()
    {
        await using var host = await NewHost();
        using var players = new Players(host);
        await players.Start(SampleQuarter.SignedOffOnly());
        var page = await players.Page("cto", "platform");
        var refused = await Assert.ThrowsAsync<UnusableException>(async () =>
            await (await players.Leader("cto")).Send(
                page,
                "sign-off",
                new Dictionary<string, string>(),
                CancellationToken
            )
        );

        Assert.Contains("422", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Tick the box", refused.Message, StringComparison.Ordinal);
        Assert.Equal("awaited+awaited", Seats(await players.Team("platform")));
    }

    private static JsonObject Reason(string reason) => new() { ["reason"] = reason };

    /// <summary>The scorecard of a team of the sample, to be changed.</summary>
    private static JsonObject Team(string id)
    {
        var team = JsonNode.Parse(Sample.Roster())!["teams"]!.AsArray().Single(t => (string?)t!["id"] == id)!;
        return new() { ["budget"] = team["budget"]!.DeepClone(), ["outcomes"] = team["outcomes"]!.DeepClone() };
    }

    /// <summary><c>signed+awaited, notYet+notYet</c>: product and technology, the team's own pair first.</summary>
    private static string Seats(ReviewFlow.Web.Api.TeamStatus team) =>
        string.Join(", ", team.Path.Select(l => $"{l.Product}+{l.Technology}"));
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests.Journeys;

/// <summary>A quarter from its start to its end, on each host.</summary>
public abstract class QuarterJourneyTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    protected abstract Task<ProductHost> NewHost();

    [Fact]
    public async Task The_CEO_gets_one_report_and_it_is_the_one_in_the_ledger()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        var end = await driver.SignEverything();

        Assert.Equal("released", end.Stage);
        var report = Assert.Single(driver.ReportsOf("ceo"));
        var entry = Assert.Single((await driver.Ledger()).Select(e => e.Event).OfType<ReportReleased>());
        Assert.Equal(entry.Sha256, Convert.ToHexStringLower(SHA256.HashData(report)));
        Assert.Equal(end.Release!.Sha256, entry.Sha256);
        Assert.Equal(report, await driver.Ops.Download($"{QuarterDriver.Quarter}/report.pdf", CancellationToken));
        Assert.Equal(
            "ceo 1, cpo 1, cto 1, ed.logistics 1, ed.marketplace 1, pd.logistics 1, pd.marketplace 1",
            driver.ReportsPerPerson()
        );
    }

    [Fact]
    public async Task A_person_gets_one_mail_per_occasion_however_many_teams_it_is_about()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        Assert.Equal(
            "cpo 1, cto 1, ed.logistics 1, ed.marketplace 1, pd.logistics 1, pd.marketplace 1",
            driver.MailsPerPerson()
        );

        await driver.SignEverything();
        // CPO and CTO get three: Platform at the start, the other teams once the pairs below have signed, and the
        // report.
        Assert.Equal(
            "ceo 1, cpo 3, cto 3, ed.logistics 2, ed.marketplace 2, pd.logistics 2, pd.marketplace 2",
            driver.MailsPerPerson()
        );
    }

    [Fact]
    public async Task A_voided_team_is_left_out_and_the_others_are_released_without_it()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await driver.Post("teams/maps/void", Reason("The team was dissolved in August."));
        Assert.DoesNotContain("maps", await driver.WaitingFor("pd.logistics"));

        var end = await driver.SignEverything();
        Assert.Equal(("released", 7, 7), (end.Stage, end.Signed, end.Total));
        Assert.Equal(
            "ceo 1, cpo 3, cto 3, ed.logistics 3, ed.marketplace 2, pd.logistics 3, pd.marketplace 2",
            driver.MailsPerPerson()
        );
    }

    [Fact]
    public async Task A_voided_quarter_ends_without_a_report_and_everybody_is_told()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await driver.SignOff("cpo", "platform");
        Assert.True((await driver.Post("void", Reason("The company was reorganised."))).Changed);
        Assert.False((await driver.Post("void", Reason("The company was reorganised."))).Changed);

        var end = await driver.Settled();
        Assert.Equal(("voided", "The company was reorganised."), (end.Stage, end.VoidReason));
        Assert.Equal(
            "ceo 1, cpo 2, cto 2, ed.logistics 2, ed.marketplace 2, pd.logistics 2, pd.marketplace 2",
            driver.MailsPerPerson()
        );
        Assert.Empty(driver.ReportsPerPerson());
        Assert.Empty(await driver.WaitingFor("cto"));
    }

    [Fact]
    public async Task A_voided_quarter_that_is_started_again_begins_unsigned_in_the_same_ledger()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await driver.SignOff("cpo", "platform");
        var voided = await driver.Post("void", Reason("Started a week too early."));
        Assert.True((await driver.Start(SampleQuarter.SignedOffOnly())).Version > voided.Version);
        Assert.Equal("awaited+awaited", QuarterDriver.Seats(await driver.Team("platform")));

        Assert.Equal("released", (await driver.SignEverything()).Stage);
        var events = (await driver.Ledger()).Select(e => e.Event).ToArray();
        Assert.Equal(2, events.OfType<QuarterStarted>().Count());
        Assert.Equal(
            2,
            events
                .OfType<SignedOff>()
                .Count(e => e is { Team: var team, Seat.Seat: Pairs.Seat.Product } && team.ToString() == "platform")
        );
        Assert.Single(driver.ReportsOf("ceo"));
    }

    [Fact]
    public async Task A_later_deadline_is_told_to_every_leader_and_an_earlier_one_is_refused()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        var due = DateOnly.ParseExact((await driver.Status()).Due, "yyyy-MM-dd");
        var later = due.AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await driver.Post("extend", new JsonObject { ["to"] = later, ["reason"] = "Half the company is at a fair." });
        var refused = await driver.Ops.Post(
            $"{QuarterDriver.Quarter}/extend",
            new JsonObject { ["to"] = "2026-10-01" },
            CancellationToken
        );

        Assert.Equal(422, refused.Status);
        Assert.Equal(later, (await driver.Settled()).Due);
        Assert.Equal(
            "cpo 2, cto 2, ed.logistics 2, ed.marketplace 2, pd.logistics 2, pd.marketplace 2",
            driver.MailsPerPerson()
        );
    }

    private static JsonObject Reason(string reason) => new() { ["reason"] = reason };
}

public sealed class ServerQuarterJourneyTests : QuarterJourneyTests
{
    protected override async Task<ProductHost> NewHost() => await ServerHost.Start();
}

[Trait("Set", "Full")]
public sealed class FunctionAppQuarterJourneyTests : QuarterJourneyTests
{
    protected override async Task<ProductHost> NewHost() => await FunctionAppHost.Start();
}

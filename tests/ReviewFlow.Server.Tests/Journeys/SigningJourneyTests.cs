using System.Net;
using ReviewFlow.Application;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests.Journeys;

/// <summary>Sign-offs, returns and withdrawals, on each host.</summary>
public abstract class SigningJourneyTests
{
    private static readonly string[] Marketplace = ["checkout", "search", "vendor-menu", "loyalty"];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    protected abstract Task<ProductHost> NewHost();

    [Fact]
    public async Task A_returned_team_is_amended_and_signed_again()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await driver.SignOff("pd.marketplace", "checkout");
        var old = await driver.Page("ed.marketplace", "checkout");
        await driver.Return("ed.marketplace", "checkout", "The cause does not say what we could have known.");
        Assert.Equal("returned", (await driver.Team("checkout")).Stage);

        var card = SampleQuarter.Scorecard("checkout");
        card["outcomes"]![0]!["cause"] =
            "The fraud rules were agreed after the build had started, and both of us knew it in July.";
        await driver.Amend("checkout", card, "Says now what we could have known.");
        var amended = await driver.Team("checkout");
        Assert.Equal(("signing", 2), (amended.Stage, amended.Revision));
        Assert.DoesNotContain("signed", QuarterDriver.Seats(amended), StringComparison.Ordinal);

        var refused = await Assert.ThrowsAnyAsync<OperatorException>(async () =>
            await (await driver.Leader("ed.marketplace")).Send(old, "sign-off", QuarterDriver.Ticked, CancellationToken)
        );
        Assert.Contains("409", refused.Message, StringComparison.Ordinal);
        Assert.Equal("released", (await driver.SignEverything()).Stage);
        Assert.Equal(
            "ceo 1, cpo 3, cto 3, ed.logistics 2, ed.marketplace 3, pd.logistics 2, pd.marketplace 4",
            driver.MailsPerPerson()
        );
    }

    [Fact]
    public async Task What_a_lower_pair_withdraws_takes_the_sign_offs_above_with_it()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        foreach (var leader in new[] { "pd.marketplace", "ed.marketplace", "cpo" })
            await driver.SignOff(leader, "loyalty");
        Assert.Equal("signed+signed, signed+awaited", QuarterDriver.Seats(await driver.Team("loyalty")));

        await driver.Withdraw("pd.marketplace", "loyalty", "The number is from the wrong week.");
        Assert.Equal("awaited+signed, notYet+notYet", QuarterDriver.Seats(await driver.Team("loyalty")));
        await driver.Settled();
        Assert.Equal(
            "cpo 2, cto 2, ed.logistics 1, ed.marketplace 2, pd.logistics 1, pd.marketplace 1",
            driver.MailsPerPerson()
        );
        Assert.Equal("released", (await driver.SignEverything()).Stage);
    }

    [Fact]
    public async Task Two_leaders_who_sign_at_the_same_instant_are_both_recorded()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        var (product, technology) = (await driver.Leader("pd.marketplace"), await driver.Leader("ed.marketplace"));
        foreach (var team in Marketplace)
        {
            var (one, other) = (await driver.Page("pd.marketplace", team), await driver.Page("ed.marketplace", team));
            await Task.WhenAll(
                product.Send(one, "sign-off", QuarterDriver.Ticked, CancellationToken),
                technology.Send(other, "sign-off", QuarterDriver.Ticked, CancellationToken)
            );
            Assert.StartsWith(
                "signed+signed, ",
                QuarterDriver.Seats(await driver.Team(team)),
                StringComparison.Ordinal
            );
        }
        Assert.Equal(2 * Marketplace.Length, (await driver.Ledger()).Count(e => e.Event is SignedOff));
    }

    [Fact]
    public async Task A_form_sent_ten_times_at_once_signs_once()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        var (leader, page) = (await driver.Leader("cto"), await driver.Page("cto", "platform"));
        // The browser is proven by a form that is refused.
        using var refused = await leader.Submit(page, "sign-off", new Dictionary<string, string>(), CancellationToken);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(_ => leader.Submit(page, "sign-off", QuarterDriver.Ticked, CancellationToken))
        );

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        foreach (var answer in answers)
            answer.Dispose();
        Assert.Single((await driver.Ledger()).Select(e => e.Event).OfType<SignedOff>());
    }

    [Fact]
    public async Task A_restart_in_the_middle_keeps_sign_offs_sessions_and_open_forms()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await driver.SignOff("pd.logistics", "maps");
        var page = await driver.Page("ed.logistics", "maps");
        await host.Restart();

        await (await driver.Leader("ed.logistics")).Send(page, "sign-off", QuarterDriver.Ticked, CancellationToken);
        Assert.Equal("signed+signed, awaited+awaited", QuarterDriver.Seats(await driver.Team("maps")));
        Assert.Equal("released", (await driver.SignEverything()).Stage);
        Assert.Equal(
            "ceo 1, cpo 3, cto 3, ed.logistics 2, ed.marketplace 2, pd.logistics 2, pd.marketplace 2",
            driver.MailsPerPerson()
        );
    }

    [Fact]
    public async Task A_sign_off_without_the_tick_is_refused_beside_the_box_and_nothing_is_recorded()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        var page = await driver.Page("cto", "platform");
        var refused = await Assert.ThrowsAnyAsync<OperatorException>(async () =>
            await (await driver.Leader("cto")).Send(
                page,
                "sign-off",
                new Dictionary<string, string>(),
                CancellationToken
            )
        );

        Assert.Contains("422", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Tick the box", refused.Message, StringComparison.Ordinal);
        Assert.Equal("awaited+awaited", QuarterDriver.Seats(await driver.Team("platform")));
    }
}

public sealed class ServerSigningJourneyTests : SigningJourneyTests
{
    protected override async Task<ProductHost> NewHost() => await ServerHost.Start();
}

[Trait("Set", "Full")]
public sealed class FunctionAppSigningJourneyTests : SigningJourneyTests
{
    protected override async Task<ProductHost> NewHost() => await FunctionAppHost.Start();
}

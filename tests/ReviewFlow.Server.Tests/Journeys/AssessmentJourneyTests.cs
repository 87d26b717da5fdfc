using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Assessments;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.Journeys;

/// <summary>From two blind views to one joint view, on each host.</summary>
public abstract class AssessmentJourneyTests
{
    private const string Product = "pd.marketplace",
        Technology = "ed.marketplace",
        Planted = "planted-note-7f3a";

    private static readonly (string, string)[] ByTheFigures =
    [
        ("rating-conversion", "partly"),
        ("rating-payment-errors", "met"),
        ("rating-refund-time", "met"),
    ];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    protected abstract Task<ProductHost> NewHost();

    [Fact]
    public async Task A_quarter_is_assessed_signed_and_released()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        foreach (var team in (await driver.Status()).Teams)
            await driver.Assess(team.Id);

        Assert.All((await driver.Status()).Teams, team => Assert.Equal("signing", team.Stage));
        Assert.Equal("released", (await driver.SignEverything()).Stage);
        Assert.Single(driver.ReportsOf("ceo"));
    }

    [Fact]
    public async Task Two_views_are_revealed_together_countered_and_become_one_that_the_pair_above_signs()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        await driver.Step(
            Product,
            "checkout",
            "seal",
            ("rating-conversion", "met"),
            ("rating-payment-errors", "met"),
            ("rating-refund-time", "met"),
            ("note-conversion", "It counts as met.")
        );
        await driver.Step(Technology, "checkout", "seal", ByTheFigures);
        await driver.Step(
            Technology,
            "checkout",
            "settle",
            ("rating-conversion", "partly"),
            ("rationale-conversion", "Two thirds of the way.")
        );
        await driver.Step(
            Product,
            "checkout",
            "settle",
            ("answer-conversion", "otherwise"),
            ("rating-conversion", "partly"),
            ("rationale-conversion", "Two thirds of the way, five weeks late.")
        );
        await driver.Step(Technology, "checkout", "settle", ("answer-conversion", "yes"));
        await driver.Assess("checkout");
        foreach (var leader in new[] { Product, Technology })
            await driver.SignOff(leader, "checkout");

        var above = (await driver.Page("cpo", "checkout")).Body!.TextContent;
        Assert.Contains("Two thirds of the way, five weeks late.", above, StringComparison.Ordinal);
        Assert.DoesNotContain("It counts as met.", above, StringComparison.Ordinal);
        await driver.SignOff("cpo", "checkout");
        await driver.SignOff("cto", "checkout");
        Assert.Equal("signed", (await driver.Team("checkout")).Stage);
    }

    [Fact]
    public async Task What_one_has_sealed_nobody_else_reads_before_the_partner_has()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        await driver.Step(Product, "checkout", "seal", [.. ByTheFigures, ("note-conversion", Planted)]);
        var mine = await driver.Page(Product, "checkout", act: "seal");
        await driver.Settled();

        Assert.Contains(Planted, mine.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Planted,
            (await driver.Page(Technology, "checkout")).Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            Planted,
            (await driver.Page("cpo", "checkout")).Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(Planted, Encoding.UTF8.GetString(await driver.Export()), StringComparison.Ordinal);
        foreach (var message in host.Mails())
        {
            using (message)
                Assert.DoesNotContain(Planted, $"{message.TextBody}{message.HtmlBody}", StringComparison.Ordinal);
        }
        Assert.Contains(
            Planted,
            (await driver.Step(Technology, "checkout", "seal", ByTheFigures)).Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Two_on_no_roster_answer_each_other_blind_also_when_the_quarter_is_released()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(SampleQuarter.SignedOffOnly());
        await driver.SignEverything();
        await driver.Post(
            "fits",
            new JsonObject
            {
                ["one"] = new JsonObject { ["name"] = "Ada", ["email"] = "ada@example.com" },
                ["other"] = new JsonObject { ["name"] = "Bea", ["email"] = "bea@example.com" },
            }
        );
        await driver.Settled();

        var (ada, bea) = (await driver.Leader("ada"), await driver.Leader("bea"));
        var fit = new Uri(host.Address, "fit/1");
        await ada.Send(await ada.Open(fit, CancellationToken), "answer", Answers(Planted), CancellationToken);
        Assert.DoesNotContain(
            Planted,
            (await bea.Open(fit, CancellationToken)).Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            Planted,
            (
                await bea.Send(
                    await bea.Open(fit, CancellationToken),
                    "answer",
                    Answers("Platform first."),
                    CancellationToken
                )
            )
                .Body!
                .TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Platform first.",
            (await ada.Open(fit, CancellationToken)).Body!.TextContent,
            StringComparison.Ordinal
        );

        Assert.Equal("revealed", Assert.Single((await driver.Settled()).Fits).Stage);
        Assert.DoesNotContain(Planted, Encoding.UTF8.GetString(await driver.Export()), StringComparison.Ordinal);

        static Dictionary<string, string> Answers(string words) =>
            ((string[])["productStrategy", "culture", "business", "whatWeBuild"])
                .SelectMany(t => new[] { ($"words-{t}", words), ($"alike-{t}", "yes") })
                .ToDictionary(f => f.Item1, f => f.Item2);
    }

    [Fact]
    public async Task What_is_sealed_outlives_a_restart_and_opens_afterwards()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        await driver.Step(Product, "checkout", "seal", [.. ByTheFigures, ("note-conversion", "Kept.")]);
        await host.Restart();

        var sealedBefore = await driver.Page(Product, "checkout", act: "seal");
        Assert.Contains("Kept.", sealedBefore.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Kept.",
            (await driver.Step(Technology, "checkout", "seal", ByTheFigures)).Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Two_seals_at_the_same_moment_are_one_reveal()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        var (one, other) = (await driver.Page(Product, "checkout"), await driver.Page(Technology, "checkout"));
        var typed = ByTheFigures.ToDictionary(t => t.Item1, t => t.Item2);
        var answers = await Task.WhenAll(
            (await driver.Leader(Product)).Submit(one, "seal", typed, CancellationToken),
            (await driver.Leader(Technology)).Submit(other, "seal", typed, CancellationToken)
        );

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        foreach (var answer in answers)
            answer.Dispose();
        var events = (await driver.Ledger()).Select(e => e.Event).OfType<AssessmentEvent>().ToArray();
        Assert.Equal((2, 1), (events.OfType<RatingsSealed>().Count(), events.OfType<RatingsRevealed>().Count()));
    }

    [Fact]
    public async Task A_return_begins_the_next_round_with_what_each_held_before()
    {
        await using var host = await NewHost();
        using var driver = new QuarterDriver(host);
        await driver.Start(Sample.Roster());
        await driver.Assess("checkout");
        await driver.SignOff(Product, "checkout");
        await driver.Return(Technology, "checkout", "Let us look at it once more.");

        Assert.Equal("assessing", (await driver.Team("checkout")).Stage);
        var page = await driver.Page(Product, "checkout");
        Assert.Contains("Round 2", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#rating-conversion-partly[checked]"));
        await driver.Assess("checkout");
        foreach (var leader in new[] { Product, Technology })
            await driver.SignOff(leader, "checkout");
        Assert.Equal("signing", (await driver.Team("checkout")).Stage);
    }
}

public sealed class ServerAssessmentJourneyTests : AssessmentJourneyTests
{
    protected override async Task<ProductHost> NewHost() => await ServerHost.Start();
}

[Trait("Set", "Full")]
public sealed class FunctionAppAssessmentJourneyTests : AssessmentJourneyTests
{
    protected override async Task<ProductHost> NewHost() => await FunctionAppHost.Start();
}

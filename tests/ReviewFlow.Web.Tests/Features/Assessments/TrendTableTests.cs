using System.Net;
using Microsoft.Data.Sqlite;
using ReviewFlow.Assessments;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>What went over the wall, quarter by quarter, on the page of the two who assess.</summary>
public sealed class TrendTableTests : IAsyncLifetime
{
    private const string Page = "/desk/checkout";
    private static readonly string[] Outcomes = ["growth", "quality"];
    private static readonly QuarterId Q1 = QuarterId.Parse("2026-Q1"),
        Q2 = QuarterId.Parse("2026-Q2");

    private RunningProduct _product = null!;
    private Browser _pia = null!,
        _tom = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.WithQuarter(AssessingRosters.TwoTeams);
        (_pia, _tom) = (
            await _product.BrowserOf("product.market@example.com"),
            await _product.BrowserOf("technology.market@example.com")
        );
    }

    [Fact]
    public async Task The_pair_sees_it_from_the_reveal_on_and_nobody_else_does()
    {
        await Earlier(Q1, 2);
        await Earlier(Q2, 1);
        await Seal(_pia);
        Assert.Empty(await Trend(_pia)); // nothing may sway what is rated blind
        await Seal(_tom);
        Assert.Equal(["2026-Q1 2 of 2 100%", "2026-Q2 1 of 2 50%"], await Trend(_pia));

        await Do(
            _pia,
            "settle",
            ("meetings", "3"),
            ("wall-1-outcome", "growth"),
            ("wall-1-kind", "returned"),
            ("wall-1-change", "Both."),
            ("wall-2-outcome", "growth"),
            ("wall-2-kind", "incident"),
            ("wall-2-change", "Both.")
        );
        Assert.Equal(2, (await Trend(_tom)).Length); // what is only proposed does not count
        await Do(_tom, "settle", ("answer", "yes"));
        string[] agreed = ["2026-Q1 2 of 2 100%", "2026-Q2 1 of 2 50%", "2026-Q3 (this quarter) 1 of 2 50%"];
        Assert.Equal(agreed, await Trend(_pia));
        foreach (var browser in new[] { _pia, _tom })
            await Do(browser, "settle", ("share-growth", "Ours."), ("change-growth", "This."));
        foreach (var browser in new[] { _pia, _tom })
            await Do(browser, "settle", ("answer-growth", "confirm"));
        foreach (var browser in new[] { _pia, _tom })
            await Do(browser, "sign-off", ("confirmed", "yes"));
        Assert.Equal(agreed, await Trend(_tom));

        await _product.RunDueWork();
        using var chief = await _product.BrowserOf("product.company@example.com");
        Assert.Contains("Joint work", (await chief.Get(Page)).Text, StringComparison.Ordinal);
        Assert.Empty(await Trend(chief));
    }

    [Fact]
    public async Task A_quarter_that_is_not_released_does_not_count()
    {
        await Earlier(Q2, 1, release: false);
        await Seal(_pia);
        await Seal(_tom);

        Assert.Empty(await Trend(_pia));
    }

    [Fact]
    public async Task An_earlier_ledger_that_is_broken_keeps_no_page_shut()
    {
        await Earlier(Q1, 1);
        await Earlier(Q2, 1);
        await using (
            var knife = new SqliteConnection(
                $"Data Source={Path.Combine(_product.Folder, "reviewflow.db")};Pooling=False"
            )
        )
        {
            await knife.OpenAsync(Stop);
            using var cut = knife.CreateCommand();
            cut.CommandText =
                "UPDATE entry SET event = replace(event, 'Start early', 'Start later') WHERE quarter = "
                + "'2026-Q2' AND version = 2";
            Assert.Equal(1, await cut.ExecuteNonQueryAsync(Stop));
        }
        await Seal(_pia);
        await Seal(_tom);

        Assert.Equal(["2026-Q1 1 of 2 50%"], await Trend(_pia));
        Assert.Contains(
            "The figure of 2026-Q2 is not available: its ledger could not be read.",
            (await _pia.Get(Page)).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("The ledger of 2026-Q2 cannot be read", _product.Log.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _pia.Get("/desk/partnership/market")).Status);
    }

    public async ValueTask DisposeAsync()
    {
        _pia.Dispose();
        _tom.Dispose();
        await _product.DisposeAsync();
    }

    /// <summary>
    /// A quarter before, of the same team, with an event over the wall on as many of its two outcomes.
    /// </summary>
    private async Task Earlier(QuarterId id, int walls, bool release = true)
    {
        var work = new JointWork(
            4,
            [
                .. Outcomes
                    .Take(walls)
                    .Select(o => new Wall(OutcomeId.Parse(o), WallKind.WorkReturned, null, "We look together first")),
            ]
        );
        using var house = await JointQuarter.Play(
            new ProductFixture(_product.Folder) { Id = id },
            work,
            ("checkout", "market")
        );
        if (release)
            await house.Release.Run(id, Stop);
    }

    private static Task Seal(Browser browser) =>
        Do(browser, "seal", ("rating-growth", "partly"), ("rating-speed", "met"));

    private static async Task Do(Browser browser, string formAction, params (string, string)[] typed)
    {
        var reply = await browser.Post(await browser.Get(Page), $"{Page}/{formAction}", typed);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Alert);
    }

    /// <summary>The rows of the table; none where there is no table.</summary>
    private static async Task<string[]> Trend(Browser browser) =>
        [
            .. (await browser.Get(Page))
                .Page.QuerySelectorAll("table.trend tbody tr")
                .Select(row => string.Join(' ', row.Children.Select(c => c.TextContent))),
        ];
}

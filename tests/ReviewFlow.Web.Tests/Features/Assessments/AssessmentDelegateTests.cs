using System.Net;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>
/// A delegate, and two who take a part over, in the midst of a joint assessment: through its forms to the report.
/// </summary>
public sealed class AssessmentDelegateTests : IAsyncLifetime
{
    private const string Dana = "dana@example.com",
        Page = "/desk/checkout",
        Planted = "planted-note-91b2",
        Why = "Market cannot come to one view.";

    private static readonly (string, string)[] ByTheFigures = [("rating-growth", "partly"), ("rating-speed", "met")];

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
    public async Task A_delegate_rates_and_agrees_on_behalf_of_the_leader_and_ledger_and_report_say_so()
    {
        using var dana = await NameDana();
        Assert.Contains(
            "You act on behalf of Pia of market; the report says so.",
            Text(await dana.Get(Page)),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Sealed on behalf of Pia of market.",
            Receipt(await Do(dana, "seal", ("rating-growth", "met"), ("rating-speed", "met"), ("note-growth", Planted)))
        );

        Assert.Contains(Planted, (await _pia.Get(Page)).Text, StringComparison.Ordinal); // it is her seat's
        Assert.DoesNotContain(Planted, (await _tom.Get(Page)).Text, StringComparison.Ordinal);
        await Do(_tom, "seal", ByTheFigures);
        Assert.Equal(
            "Sent to your partner on behalf of Pia of market.",
            Receipt(await Do(dana, "reconcile", ("rating-growth", "partly"), ("rationale-growth", "Half of the way.")))
        );
        await Do(_tom, "reconcile", ("answer-growth", "yes"));
        await Do(dana, "account", ("share-growth", "We asked late."), ("change-growth", "We ask first."));
        await Do(
            _tom,
            "account",
            ("share-growth", "We said so late."),
            ("change-growth", "We say so first."),
            ("answer-growth", "confirm")
        );
        await Do(_pia, "account", ("answer-growth", "confirm")); // the leader may act herself at any time
        await Do(_tom, "work", ("meetings", "3"));
        Assert.Equal("Confirmed on behalf of Pia of market.", Receipt(await Do(dana, "work", ("answer", "yes"))));
        foreach (var browser in new[] { _pia, _tom })
            Assert.Equal("Signed.", Receipt(await Do(browser, "sign-off", ("confirmed", "yes"))));

        var sealing = (await Entries()).Select(e => e.Event).OfType<RatingsSealed>().First();
        Assert.Equal((Dana, "product.market@example.com"), (sealing.By.Email, sealing.OnBehalfOf!.Email));
        var report = await Report();
        Assert.Contains("In the joint assessment Dana Diaz acted on behalf of Pia of market.", report);
        Assert.DoesNotContain(report, line =>
            line.Contains("Tom of market acted", StringComparison.Ordinal)
            || line.Contains(Planted, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task After_the_delegates_last_day_what_they_sealed_is_the_leaders_to_change()
    {
        using var dana = await NameDana();
        await Do(dana, "seal", ("rating-growth", "missed"), ("rating-speed", "met"), ("note-growth", Planted));
        var form = Browser.Fields(await dana.Get(Page), $"{Page}/seal");
        _product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 2, 20, 0, 0, TimeSpan.Zero)); // midnight in Dubai

        Assert.Equal(HttpStatusCode.NotFound, (await dana.Get(Page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.Post($"{Page}/seal", form)).Status);
        Assert.Equal("Sealed.", Receipt(await Do(_pia, "seal", [.. ByTheFigures, ("note-growth", "")])));
        Assert.DoesNotContain(Planted, (await _pia.Get(Page)).Text, StringComparison.Ordinal);
        Assert.Equal(
            [Dana, "product.market@example.com"],
            (await Entries()).Select(e => e.Event).OfType<RatingsSealed>().Select(e => e.By.Email)
        );
    }

    [Fact]
    public async Task Both_above_take_the_assessing_over_rate_in_their_place_and_the_report_prints_why()
    {
        await Do(_pia, "seal", ("rating-growth", "missed"), ("rating-speed", "met"), ("note-growth", Planted));
        await _product.RunDueWork();
        using var above = await _product.BrowserOf("product.company@example.com");
        using var partner = await _product.BrowserOf("technology.company@example.com");
        Assert.Contains(
            "What they have sealed is never opened.",
            Text(await above.Get(Page)),
            StringComparison.Ordinal
        );
        Assert.Null((await above.Get(Page)).Form($"{Page}/seal"));
        await Do(above, "take-over", ("reason", Why));
        var taken = await Do(partner, "take-over", ("confirmed", "yes"));

        Assert.NotNull(taken.Form($"{Page}/seal"));
        Assert.DoesNotContain(Planted, taken.Text, StringComparison.Ordinal);
        foreach (var below in new[] { _pia, _tom })
        {
            var theirs = await below.Get(Page);
            Assert.Null(theirs.Form($"{Page}/seal"));
            Assert.DoesNotContain(Planted, theirs.Text, StringComparison.Ordinal);
        }

        foreach (var browser in new[] { above, partner })
            await Do(browser, "seal", ByTheFigures);
        foreach (var browser in new[] { above, partner })
            await Do(browser, "account", ("share-growth", "Ours."), ("change-growth", "This."));
        foreach (var browser in new[] { above, partner })
            await Do(browser, "account", ("answer-growth", "confirm"));
        await Do(above, "work", ("meetings", "1"));
        await Do(partner, "work", ("answer", "yes"));
        foreach (var browser in new[] { above, partner })
            Assert.Equal("Signed.", Receipt(await Do(browser, "sign-off", ("confirmed", "yes"))));

        var events = (await Entries()).Select(e => e.Event).ToArray();
        Assert.Equal(Why, Assert.Single(events.OfType<TakenOver>()).Reason);
        Assert.Equal(["market", "company", "company"], events.OfType<RatingsSealed>().Select(e => $"{e.Seat.Pair}"));
        var report = await Report();
        Assert.Contains(
            $"Both leaders of Company took over the part of Market, jointly and with this reason: “{Why}”",
            report
        );
        Assert.Contains("Pia of company and Tom of company", report);
        Assert.DoesNotContain(report, line =>
            line.Contains("of market", StringComparison.Ordinal) || line.Contains(Planted, StringComparison.Ordinal)
        );
    }

    public async ValueTask DisposeAsync()
    {
        _pia.Dispose();
        _tom.Dispose();
        await _product.DisposeAsync();
    }

    private async Task<Browser> NameDana()
    {
        await _pia.Post(
            await _pia.Get("/desk"),
            "/delegate",
            (DelegationFields.Name, "Dana Diaz"),
            (DelegationFields.Email, Dana),
            (DelegationFields.From, "2026-10-01"),
            (DelegationFields.Until, "2026-10-02")
        );
        await _product.RunDueWork();
        return await _product.BrowserOf(Dana);
    }

    /// <summary>
    /// The words of the report, once the root pair has done the rest; composed from the ledger as the release does.
    /// </summary>
    private async Task<IReadOnlyList<string>> Report()
    {
        await _product.RunDueWork();
        using var above = await _product.BrowserOf("product.company@example.com");
        using var partner = await _product.BrowserOf("technology.company@example.com");
        foreach (
            var (formAction, one, other) in new (string, (string, string)[], (string, string)[])[]
            {
                ("seal", [("rating-growth", "partly")], [("rating-growth", "partly")]),
                (
                    "account",
                    [("share-growth", "Ours."), ("change-growth", "This.")],
                    [("share-growth", "Ours."), ("change-growth", "That."), ("answer-growth", "confirm")]
                ),
                ("account", [("answer-growth", "confirm")], []),
                ("work", [("meetings", "2")], [("answer", "yes")]),
                ("sign-off", [("confirmed", "yes")], [("confirmed", "yes")]),
            }
        )
        {
            await Do(above, "/desk/platform", formAction, one);
            if (other.Length > 0)
                await Do(partner, "/desk/platform", formAction, other);
        }
        foreach (var browser in new[] { above, partner })
        {
            if ((await browser.Get(Page)).Form($"{Page}/sign-off") is not null)
                await Do(browser, "sign-off", ("confirmed", "yes"));
        }
        await _product.RunDueWork();

        var (entries, head) = (await Entries(), await _product.Get<ILedger>().Head(SampleRosters.Q3, Stop));
        var quarter = LedgerAudit.Walk(SampleRosters.Q3, entries, head, _product.Get<SigningKey>().Verifies);
        Assert.Equal(QuarterStage.Released, quarter.Stage);
        return
        [
            .. DocumentText.Of(
                ReportComposer.Compose(
                    quarter,
                    new(quarter.Release!.LedgerVersion, quarter.Release.LedgerHash, head!.KeyId),
                    quarter.Release.At
                )
            ),
        ];
    }

    private static Task<Reply> Do(Browser browser, string formAction, params (string, string)[] typed) =>
        Do(browser, Page, formAction, typed);

    private static async Task<Reply> Do(
        Browser browser,
        string page,
        string formAction,
        params (string, string)[] typed
    )
    {
        var reply = await browser.Post(await browser.Get(page), $"{page}/{formAction}", typed);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{formAction}: {reply.Alert}");
        return reply;
    }

    private static string Text(Reply reply) =>
        string.Join(' ', reply.Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Receipt(Reply reply) =>
        reply.Page.QuerySelector("[role=status] strong")?.TextContent ?? $"{(int)reply.Status} {reply.Alert}";

    private async Task<IReadOnlyList<LedgerEntry>> Entries() =>
        await _product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop);
}

using System.Net;
using System.Text.Json.Nodes;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Partnerships;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Partnerships;

public sealed class PartnershipEndpointsTests : PartnershipTestBase
{
    [Fact]
    public async Task Two_leaders_answer_read_each_other_and_agree_on_one_sentence()
    {
        using var pia = await Product.BrowserOf(Pia);
        using var tom = await Product.BrowserOf(Tom);
        Assert.Contains(
            "Not yet answered.",
            (await pia.Get("/desk")).Page.QuerySelector("section[aria-labelledby=partnership]")!.TextContent,
            StringComparison.Ordinal
        );

        var done = await pia.Post(await pia.Get(Check), Answer, Answers("partly"));
        Assert.Contains("Answered.", done.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(done.Page.QuerySelector("#answers"));
        var mine = await pia.Get(Check + "?act=answer");
        Assert.Equal(5, mine.Page.QuerySelectorAll("input[value=partly][checked]").Length);

        var blind = await tom.Get(Check);
        Assert.Contains("Your partner has answered.", blind.Text, StringComparison.Ordinal);
        Assert.Empty(blind.Page.QuerySelectorAll("input[checked]"));
        var open = await tom.Post(blind, Answer, Answers("yes"));
        Assert.Equal(
            ["Yes", "Partly"],
            open.Page.QuerySelectorAll("table.both tbody tr")[0].QuerySelectorAll("td").Select(c => c.TextContent)
        );

        var proposed = await pia.Post(
            await pia.Get(Check),
            Propose,
            (Fields.Pledge, "  We decide the budget\r\n in one meeting. ")
        );
        Assert.Contains(
            "Proposed.",
            proposed.Page.QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Null(proposed.Form(Confirm));
        var agreed = await tom.Post(await tom.Get(Check), Confirm);
        Assert.Equal("We decide the budget in one meeting.", agreed.Page.QuerySelector("blockquote")!.TextContent);
        Assert.Empty(agreed.Page.QuerySelectorAll("main form"));

        await Product.RunDueWork();
        Assert.Equal(
            [(Tom, "partnership-update"), (Pia, "partnership-update"), (Tom, "partnership-update")],
            Product.RecordingSender.Delivered.Where(m => m.Kind == "partnership-update").Select(m => (m.To, m.Kind))
        );
        using var ops = Product.Ops();
        var market = JsonNode.Parse(await ops.GetStringAsync("api/quarters/2026-Q3", Stop))!["partnerships"]!
            .AsArray()
            .Single(p => (string?)p!["pair"] == "market")!;
        Assert.Equal(
            ("done", "We decide the budget in one meeting."),
            ((string?)market["check"], (string?)market["commitment"])
        );
    }

    [Fact]
    public async Task A_statement_without_an_answer_keeps_the_others_and_leads_to_the_one_that_is_missing()
    {
        using var pia = await Product.BrowserOf(Pia);
        var before = await Product.Footprint();
        var refused = await pia.Post(await pia.Get(Check), Answer, Answers("no")[1..]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var missing = refused.Page.QuerySelector("[role=alert] a")!.GetAttribute("href")!;
        Assert.Equal("oneBudget", refused.Page.QuerySelector($"input{missing}")!.GetAttribute("name"));
        Assert.Equal(4, refused.Page.QuerySelectorAll("input[value=no][checked]").Length);
        Assert.Equal(before, await Product.Footprint());
        Assert.Equal(HttpStatusCode.OK, (await pia.Post(refused, Answer, Answers("no"))).Status);
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("long")]
    public async Task A_joint_commitment_that_does_not_fit_keeps_what_was_typed(string text)
    {
        if (text == "long")
            text = new string('x', Pledge.MaxTextLength + 1);
        await Do(ProductSeat, Agreement.Yes);
        await Do(TechnologySeat, Agreement.Yes);
        using var pia = await Product.BrowserOf(Pia);
        var refused = await pia.Post(await pia.Get(Check), Propose, (Fields.Pledge, text));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(text.Trim(), refused.Page.QuerySelector("#" + FieldIds.Pledge)!.TextContent);
    }

    [Fact]
    public async Task Words_that_were_countered_meanwhile_are_not_agreed_to()
    {
        await Do(ProductSeat, Agreement.Yes);
        await Do(TechnologySeat, Agreement.Yes);
        await Do(
            new PartnershipCommand.Propose(ProductSeat, SampleRosters.Holder(ProductSeat), new("We plan together."))
        );
        using var tom = await Product.BrowserOf(Tom);
        var page = await tom.Get(Check);
        await Do(
            new PartnershipCommand.Propose(
                ProductSeat,
                SampleRosters.Holder(ProductSeat),
                new("We plan together, weekly.")
            )
        );

        var refused = await tom.Post(page, Confirm);

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Read it again", refused.Alert, StringComparison.Ordinal);
        Assert.Equal("We plan together, weekly.", refused.Page.QuerySelector("blockquote")!.TextContent);
    }

    [Fact]
    public async Task A_form_sent_ten_times_at_once_answers_once_and_is_of_no_use_to_the_partner()
    {
        using var pia = await Product.BrowserOf(Pia);
        using var tom = await Product.BrowserOf(Tom);
        var fields = await pia.Fields(Check, Answer);
        foreach (var (name, value) in Answers("yes"))
            fields[name] = value;

        Assert.Equal(HttpStatusCode.Conflict, (await tom.Post(Answer, fields)).Status);
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => pia.Post(Answer, fields)));
        Assert.All(replies, r => Assert.Equal(HttpStatusCode.OK, r.Status));
        Assert.Single(await Product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop), e =>
            e.Event is PartnershipAnswered
        );
    }

    [Fact]
    public async Task A_quarter_that_is_only_signed_off_has_no_such_page()
    {
        await using var plain = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);
        using var pia = await plain.BrowserOf(Pia);
        Assert.Equal(HttpStatusCode.NotFound, (await pia.Get(Check)).Status);
        Assert.DoesNotContain("partnership", (await pia.Get("/desk")).Text, StringComparison.OrdinalIgnoreCase);
    }
}

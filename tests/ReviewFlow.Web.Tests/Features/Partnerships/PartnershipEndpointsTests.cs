using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Partnerships;

public sealed partial class PartnershipEndpointsTests : IAsyncLifetime
{
    private const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com",
        Above = "product.company@example.com";
    private const string Check = "/desk/partnership/market",
        Answer = Check + "/answer",
        Propose = Check + "/pledge",
        Confirm = Check + "/confirm";
    private static readonly SeatOf ProductSeat = SampleRosters.Product("market"),
        TechnologySeat = SampleRosters.Technology("market");

    private RunningProduct _product = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.WithQuarter(Joint("2026-Q3"));

    [Fact]
    public async Task Two_leaders_answer_read_each_other_and_agree_on_one_sentence()
    {
        using var pia = await _product.BrowserOf(Pia);
        using var tom = await _product.BrowserOf(Tom);
        Assert.Contains(
            "Not yet answered.",
            (await pia.Get("/desk")).Page.QuerySelector("section[aria-labelledby=partnership]")!.TextContent,
            StringComparison.Ordinal
        );

        var done = await pia.Post(await pia.Get(Check), Answer, Answers("partly"));
        Assert.Contains("Answered.", done.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(done.Page.QuerySelector("#answers"));
        Assert.Equal(5, done.Page.QuerySelectorAll("input[value=partly][checked]").Length);

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
        Assert.Empty(agreed.Page.Forms);

        await _product.RunDueWork();
        Assert.Equal(
            [(Tom, "partnership-update"), (Pia, "partnership-update"), (Tom, "partnership-update")],
            _product.RecordingSender.Delivered.Where(m => m.Kind == "partnership-update").Select(m => (m.To, m.Kind))
        );
        using var ops = _product.Ops();
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
        using var pia = await _product.BrowserOf(Pia);
        var before = await _product.Footprint();
        var refused = await pia.Post(await pia.Get(Check), Answer, Answers("no")[1..]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var missing = refused.Page.QuerySelector("[role=alert] a")!.GetAttribute("href")!;
        Assert.Equal("oneBudget", refused.Page.QuerySelector($"input{missing}")!.GetAttribute("name"));
        Assert.Equal(4, refused.Page.QuerySelectorAll("input[value=no][checked]").Length);
        Assert.Equal(before, await _product.Footprint());
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
        using var pia = await _product.BrowserOf(Pia);
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
        using var tom = await _product.BrowserOf(Tom);
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
    public async Task To_the_pair_above_and_to_a_delegate_there_is_nothing_here()
    {
        var day = new LocalDate(2026, 10, 1);
        await _product
            .Get<ReviewDesk>()
            .Execute(
                SampleRosters.Q3,
                new QuarterCommand.DelegateTo(
                    PersonId.Of(Pia),
                    new("A delegate", "delegate@example.com"),
                    day,
                    day.PlusDays(9)
                ),
                null,
                Stop
            );
        await _product.RunDueWork();
        await Do(ProductSeat, Agreement.No);
        using var pia = await _product.BrowserOf(Pia);
        var fields = Browser.Fields(await pia.Get(Check), Answer);
        foreach (var other in new[] { Above, "delegate@example.com" })
        {
            using var browser = await _product.BrowserOf(other);
            Assert.Equal(HttpStatusCode.OK, (await browser.Get("/desk")).Status);
            Assert.DoesNotContain(
                "/desk/partnership/market",
                (await browser.Get("/desk")).Text,
                StringComparison.Ordinal
            );
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(Check)).Status);
            foreach (var formAction in new[] { Answer, Propose, Confirm })
                Assert.Equal(HttpStatusCode.NotFound, (await browser.Post(formAction, fields)).Status);
        }
    }

    [Fact]
    public async Task A_form_sent_ten_times_at_once_answers_once_and_is_of_no_use_to_the_partner()
    {
        using var pia = await _product.BrowserOf(Pia);
        using var tom = await _product.BrowserOf(Tom);
        var fields = Browser.Fields(await pia.Get(Check), Answer);
        foreach (var (name, value) in Answers("yes"))
            fields[name] = value;

        Assert.Equal(HttpStatusCode.Conflict, (await tom.Post(Answer, fields)).Status);
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => pia.Post(Answer, fields)));
        Assert.All(replies, r => Assert.Equal(HttpStatusCode.OK, r.Status));
        Assert.Single(await _product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop), e =>
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

    [Fact]
    public async Task The_pair_sees_its_earlier_quarters_and_what_can_no_longer_be_opened_keeps_nothing_shut()
    {
        using var ops = _product.Ops();
        Assert.Equal(
            HttpStatusCode.Created,
            (await ops.PostAsync("api/quarters", new ByteArrayContent(Joint("2026-Q2")), Stop)).StatusCode
        );
        var q2 = QuarterId.Parse("2026-Q2");
        foreach (var seat in new[] { ProductSeat, TechnologySeat })
            await Do(seat, seat == ProductSeat ? Agreement.No : Agreement.Partly, q2);
        using var pia = await _product.BrowserOf(Pia);

        var trend = (await pia.Get(Check)).Page.QuerySelectorAll("section[aria-labelledby=trend] table");
        Assert.Equal(5, trend.Length);
        Assert.Equal(
            "2026-Q2|No|Partly",
            string.Join('|', trend[0].QuerySelectorAll("tbody th, tbody td").Select(c => c.TextContent))
        );

        using var knife = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(_product.Folder, "reviewflow.db")};Pooling=False"
        );
        await knife.OpenAsync(Stop);
        using var cut = knife.CreateCommand();
        cut.CommandText = "DELETE FROM sealed WHERE quarter = '2026-Q2' AND place LIKE '%technology'";
        await cut.ExecuteNonQueryAsync(Stop);
        Assert.Contains("can no longer be opened", (await pia.Get(Check)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_in_the_safe_is_what_the_ledger_says_was_answered_and_nothing_else_opens()
    {
        await Do(ProductSeat, Agreement.No);
        await Do(TechnologySeat, Agreement.Yes);
        var quarter = (await _product.Get<ReviewDesk>().Get(SampleRosters.Q3, Stop))!;
        var keeper = _product.Get<SealedContent>();
        Assert.Equal(
            quarter.PartnershipOf(ProductSeat.Pair).Answers.First!.Commitment,
            (await keeper.Find(quarter, ProductSeat, Stop))!.Commitment(SampleRosters.Q3, ProductSeat)
        );

        using var knife = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(_product.Folder, "reviewflow.db")};Pooling=False"
        );
        await knife.OpenAsync(Stop);
        using var cut = knife.CreateCommand();
        cut.CommandText =
            "UPDATE sealed SET text = (SELECT text FROM sealed WHERE place LIKE '%technology') WHERE place "
            + "LIKE '%product'";
        await cut.ExecuteNonQueryAsync(Stop);
        await Assert.ThrowsAsync<UnusableException>(() => keeper.Find(quarter, ProductSeat, Stop));
    }

    /// <summary>Whatever one says, everybody else gets the same, but for hashes and tokens.</summary>
    [Fact]
    public async Task Nobody_else_can_tell_from_anything_what_was_answered()
    {
        await using var twin = await RunningProduct.WithQuarter(Joint("2026-Q3"));
        var seen = new List<string>();
        foreach (var (product, answer) in new[] { (_product, Agreement.Yes), (twin, Agreement.No) })
        {
            await Do(ProductSeat, answer, @in: product);
            var blind = await Seen(product, Tom, Check);
            await Do(TechnologySeat, Agreement.Partly, @in: product);
            seen.Add(blind + await Seen(product, null, null));
        }
        Assert.Equal(seen[0], seen[1]);
        Assert.Contains("partnershipRevealed", seen[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sealed_with_an_answer_is_in_no_page_mail_export_log_or_byte_of_the_database()
    {
        var salt = string.Concat(Enumerable.Repeat("c0ffee77", 8));
        foreach (var seat in new[] { ProductSeat, TechnologySeat })
            await Do(
                new PartnershipCommand.Answer(
                    seat,
                    SampleRosters.Holder(seat),
                    new([.. PartnershipSheet.Statements.Select(_ => Agreement.Partly)], salt)
                )
            );
        var text =
            await Seen(_product, null, null) + await Seen(_product, Pia, Check) + _product.Log.Text + await Bytes();

        Assert.DoesNotContain("c0ffee77", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"partly\"]", text, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static byte[] Joint(string quarter)
    {
        var json = SampleRosters.Json(("checkout", "market"), ("platform", "company"));
        (json["quarter"], json["assessment"]) = (quarter, "joint");
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static (string, string)[] Answers(string answer) =>
        [
            .. ((string[])["oneBudget", "onePlan", "noSurprises", "settledBetweenUs", "defendPartner"]).Select(s =>
                (s, answer)
            ),
        ];

    private Task Do(SeatOf seat, Agreement answer, QuarterId? quarter = null, RunningProduct? @in = null) =>
        Do(
            new PartnershipCommand.Answer(
                seat,
                SampleRosters.Holder(seat),
                new([.. PartnershipSheet.Statements.Select(_ => answer)], Salt())
            ),
            quarter,
            @in
        );

    private async Task Do(PartnershipCommand command, QuarterId? quarter = null, RunningProduct? @in = null) =>
        Assert.IsType<ReviewFlow.Application.Desk.CommandResult.Done>(
            await (@in ?? _product)
                .Get<ReviewDesk>()
                .Execute(quarter ?? SampleRosters.Q3, new QuarterCommand.OfPair(command), null, Stop)
        );

    private static string Salt() =>
        Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    /// <summary>One page of one leader; or everything that the pair above, ops and the mails are shown.</summary>
    private static async Task<string> Seen(RunningProduct product, string? leader, string? page)
    {
        var seen = new StringBuilder();
        await product.RunDueWork();
        if (page is not null)
        {
            using var browser = await product.BrowserOf(leader!);
            seen.Append((await browser.Get(page)).Text);
        }
        else
        {
            using var above = await product.BrowserOf(Above);
            foreach (
                var path in new[] { "/desk", "/desk/checkout", "/desk/platform", Check, "/desk/partnership/company" }
            )
                seen.Append((await above.Get(path)).Text);
            using var ops = product.Ops();
            foreach (var path in new[] { "api/quarters", "api/quarters/2026-Q3", "api/quarters/2026-Q3/ledger" })
                seen.Append(await ops.GetStringAsync(path, Stop));
            foreach (var mail in product.RecordingSender.Delivered.Where(m => m.Kind != "invitation"))
                seen.Append(mail.Subject).Append(mail.Text).Append(mail.Html);
        }
        return Opaque().Replace(seen.ToString().Replace(product.Url.Authority, "host", StringComparison.Ordinal), "…");
    }

    private async Task<string> Bytes()
    {
        var all = new StringBuilder();
        foreach (var path in Directory.GetFiles(_product.Folder, "reviewflow.db*"))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var whole = new MemoryStream();
            await file.CopyToAsync(whole, Stop);
            all.Append(Encoding.Latin1.GetString(whole.ToArray()));
        }
        return all.ToString();
    }

    /// <summary>Hashes, signatures and tokens: random, or made from what is.</summary>
    [GeneratedRegex("[0-9a-f]{64}|[0-9a-f]{16}|[A-Za-z0-9_+/=-]{43,}")]
    private static partial Regex Opaque();
}

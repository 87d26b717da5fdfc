using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Partnerships;

/// <summary>Who sees a partnership check, and that nobody else can tell what was answered.</summary>
public sealed partial class PartnershipAccessTests : PartnershipTestBase
{
    [Fact]
    public async Task To_the_pair_above_and_to_a_delegate_there_is_nothing_here()
    {
        var day = new LocalDate(2026, 10, 1);
        await Product
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
        await Product.RunDueWork();
        await Do(ProductSeat, Agreement.No);
        using var pia = await Product.BrowserOf(Pia);
        var fields = await pia.Fields(Check, Answer);
        foreach (var other in new[] { Above, "delegate@example.com" })
        {
            using var browser = await Product.BrowserOf(other);
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
    public async Task The_pair_sees_its_earlier_quarters_and_what_can_no_longer_be_opened_keeps_nothing_shut()
    {
        using var ops = Product.Ops();
        Assert.Equal(
            HttpStatusCode.Created,
            (await ops.PostAsync("api/quarters", new ByteArrayContent(Joint("2026-Q2")), Stop)).StatusCode
        );
        var q2 = QuarterId.Parse("2026-Q2");
        foreach (var seat in new[] { ProductSeat, TechnologySeat })
            await Do(seat, seat == ProductSeat ? Agreement.No : Agreement.Partly, q2);
        using var pia = await Product.BrowserOf(Pia);

        var trend = (await pia.Get(Check)).Page.QuerySelectorAll("section[aria-labelledby=trend] table");
        Assert.Equal(5, trend.Length);
        Assert.Equal(
            "2026-Q2|No|Partly",
            string.Join('|', trend[0].QuerySelectorAll("tbody th, tbody td").Select(c => c.TextContent))
        );

        using var knife = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(Product.Folder, "reviewflow.db")};Pooling=False"
        );
        await knife.OpenAsync(Stop);
        using var cut = knife.CreateCommand();
        cut.CommandText = "DELETE FROM sealed WHERE quarter = '2026-Q2' AND slot LIKE '%technology'";
        await cut.ExecuteNonQueryAsync(Stop);
        Assert.Contains("can no longer be opened", (await pia.Get(Check)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_in_the_safe_is_what_the_ledger_says_was_answered_and_nothing_else_opens()
    {
        await Do(ProductSeat, Agreement.No);
        await Do(TechnologySeat, Agreement.Yes);
        var quarter = (await Product.Get<ReviewDesk>().Get(SampleRosters.Q3, Stop))!;
        var keeper = Product.Get<SealedContent>();
        Assert.Equal(
            quarter.PartnershipOf(ProductSeat.Pair).Answers.First!.Commitment,
            (await keeper.Find(quarter, ProductSeat, Stop))!.Commitment(SampleRosters.Q3, ProductSeat)
        );

        using var knife = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(Product.Folder, "reviewflow.db")};Pooling=False"
        );
        await knife.OpenAsync(Stop);
        using var cut = knife.CreateCommand();
        cut.CommandText =
            "UPDATE sealed SET text = (SELECT text FROM sealed WHERE slot LIKE '%technology') WHERE slot "
            + "LIKE '%product'";
        await cut.ExecuteNonQueryAsync(Stop);
        await Assert.ThrowsAnyAsync<OperatorException>(() => keeper.Find(quarter, ProductSeat, Stop));
    }

    /// <summary>Whatever one says, everybody else gets the same, but for hashes and tokens.</summary>
    [Fact]
    public async Task Nobody_else_can_tell_from_anything_what_was_answered()
    {
        await using var twin = await RunningProduct.WithQuarter(Joint("2026-Q3"));
        var seen = new List<string>();
        foreach (var (product, answer) in new[] { (Product, Agreement.Yes), (twin, Agreement.No) })
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
        var text = await Seen(Product, null, null) + await Seen(Product, Pia, Check) + Product.Log.Text + await Bytes();

        Assert.DoesNotContain("c0ffee77", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"partly\"]", text, StringComparison.Ordinal);
    }

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
        foreach (var path in Directory.GetFiles(Product.Folder, "reviewflow.db*"))
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

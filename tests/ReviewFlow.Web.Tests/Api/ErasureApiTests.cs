using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;

namespace ReviewFlow.Web.Tests.Api;

/// <summary>Ops erase a name: what was done stays, who did it is gone from all that is shown.</summary>
public sealed class ErasureApiTests : ApiTestBase
{
    private const string Erase = Q + "/erase",
        Page = "/desk/checkout";

    private static readonly People.Person Tom = SampleRosters.Holder(SampleRosters.Technology("market"));

    [Theory]
    [InlineData("{}", "'email' is missing")]
    [InlineData("{\"email\":\"technology.market@example.com\"}", "'reason' is missing")]
    [InlineData("{\"email\":\"no address\",\"reason\":\"x\"}", "$.email")]
    [InlineData("{\"email\":\"a@example.com\",\"reason\":\"x\",\"name\":\"A\"}", "'name' is not known here")]
    public async Task What_is_asked_amiss_is_named(string body, string says)
    {
        var (code, text) = await Send("POST", Erase, Encoding.UTF8.GetBytes(body));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Contains(says, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quarter_that_runs_keeps_its_names_and_an_address_that_nobody_has_is_unknown()
    {
        var (code, text) = await Send("POST", Erase, Body(Tom.Email));
        Assert.Equal(HttpStatusCode.Conflict, code);
        Assert.Contains("urn:reviewflow:stillRunning", text, StringComparison.Ordinal);
        Assert.Contains("still running, and who acts in it must be known", text, StringComparison.Ordinal);

        await Send("POST", Q + "/void", "{\"reason\":\"Wrong roster\"}"u8.ToArray());
        (code, text) = await Send("POST", Erase, Body("nobody@example.com"));
        Assert.Equal(HttpStatusCode.NotFound, code);
        Assert.Contains("Nobody in the ledger of 2026-Q3 has that address", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_release_a_name_is_gone_from_pages_status_and_export_and_the_ledger_holds()
    {
        await Release();
        using var partner = await Product.BrowserOf("product.market@example.com");
        using var himself = await Product.BrowserOf(Tom.Email);
        Assert.Contains(Tom.Name, (await partner.Get(Page)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await himself.Get(Page)).Status);

        // Another spelling of the address is the same person
        var (code, text) = await Send("POST", Erase, Body("Technology.Market+x@example.com"));
        Assert.Equal((HttpStatusCode.OK, true), (code, (bool)JsonNode.Parse(text)!["changed"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await Send("POST", Erase, Body(Tom.Email))).Code);

        var status = (await Send("GET", Q, [])).Text;
        var export = (await Send("GET", Q + "/ledger", [])).Text;
        var page = (await partner.Get(Page)).Text;
        foreach (var shown in new[] { status, export, page })
        {
            Assert.DoesNotContain(Tom.Name, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(Tom.Email, shown, StringComparison.Ordinal);
        }
        Assert.Contains("Erased person p6", page, StringComparison.Ordinal);
        using var key = Application.Keys.LedgerKeys.OpenPublic(Path.Combine(Product.Folder, "ledger.pub.pem"));
        var verified = LedgerAudit.Walk(LedgerExport.Read(export.Split('\n')), key.Problem);
        Assert.Equal((QuarterStage.Released, 0, 1), (verified.Quarter!.Stage, verified.Nameless, verified.Erased));
        var (posted, links) = (Product.RecordingSender.To(Tom.Email).ToArray(), Product.Get<ILinks>());
        Assert.NotEmpty(posted);
        foreach (var mail in posted)
        {
            Assert.Null(await links.Find(LinkTokens.HashOf(mail.Token), Stop));
            Assert.Null(await Product.Get<IOutbox>().Find(SampleRosters.Q3, MessageHash.Of(mail.Key), Stop));
        }
        Assert.NotEqual(HttpStatusCode.OK, (await himself.Get(Page)).Status);
    }

    private async Task Release()
    {
        var desk = Product.Get<Application.Desk.ReviewDesk>();
        foreach (var team in (await desk.Get(SampleRosters.Q3, Stop))!.Teams)
        {
            var review = (await desk.Get(SampleRosters.Q3, Stop))!.Reviews[team];
            foreach (var seat in review.Path.SelectMany(p => Enum.GetValues<Seat>().Select(s => new SeatOf(p.Pair, s))))
                await desk.Execute(
                    SampleRosters.Q3,
                    new QuarterCommand.OfTeam(
                        team,
                        new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), review.Hash)
                    ),
                    key: null,
                    Stop
                );
        }
        await Product.RunDueWork();
        await Product.RunDueWork();
        Assert.Equal(QuarterStage.Released, (await desk.Get(SampleRosters.Q3, Stop))!.Stage);
    }

    private static byte[] Body(string email) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["email"] = email, ["reason"] = "Asked for it" }.ToJsonString());
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;

namespace ReviewFlow.Web.Tests.Api;

/// <summary>Ops put something right: what it would do, what it does, who hears of it.</summary>
public sealed class CorrectionApiTests : ApiTestBase
{
    private const string Pia = "product.market@example.com",
        Nora = "nora@example.com",
        OldCeo = "ceo@example.com";

    /// <summary>Address, body, whose signatures it would cancel, who would be mailed.</summary>
    public static TheoryData<string, string, string[], string[]> DryRuns =>
        new()
        {
            { "/void", """{"reason":"A mistake"}""", ["Pia of market"], [.. Leaders, OldCeo, "ops@example.com"] },
            { "/teams/checkout/void", """{"reason":"Dissolved"}""", ["Pia of market"], Market },
            { "/teams/platform/void", """{"reason":"Dissolved"}""", [], Company },
            { "/extend", """{"to":"2026-11-20"}""", [], Leaders },
            { "/calendar/holidays", """{"day":"2026-10-07","reason":"A feast"}""", [], [] },
            {
                "/office",
                """{"office":"ceo","holder":{"name":"Nora New","email":"nora@example.com"},"reason":"A new job"}""",
                [],
                [Nora]
            },
            { "/remind", """{"people":["technology.market@example.com"]}""", [], ["technology.market@example.com"] },
            { "/links/end", """{"email":"product.market@example.com","reason":"Lost"}""", [], [Pia] },
        };

    private static string[] Market => ["product.market@example.com", "technology.market@example.com"];
    private static string[] Company => ["product.company@example.com", "technology.company@example.com"];

    private static string[] Leaders =>
        [.. Market, .. Company, "product.logistics@example.com", "technology.logistics@example.com"];

    [Theory, MemberData(nameof(DryRuns))]
    public async Task A_dry_run_says_what_is_cancelled_and_who_is_mailed_and_changes_nothing(
        string verb,
        string body,
        string[] cancels,
        string[] mailed
    )
    {
        await Sign();
        var before = await Product.Footprint();
        var (code, text) = await Send("POST", $"{Q}{verb}?dryRun=true", Encoding.UTF8.GetBytes(body));
        Assert.True(code == HttpStatusCode.OK, text);
        var run = JsonNode.Parse(text)!;
        Assert.Equal(cancels, run["cancels"]!.AsArray().Select(c => (string)c!["name"]!));
        Assert.Equal(
            mailed.Order(),
            run["mails"]!
                .AsArray()
                .Where(m => (string?)m!["kind"] != "receipt") // of what was done before
                .Select(m => (string)m!["to"]!)
                .Order()
        );
        Assert.Equal(before, await Product.Footprint());

        // And it is what happens.
        var sent = Product.RecordingSender.Delivered.Count;
        Assert.Equal(HttpStatusCode.OK, (await Send("POST", Q + verb, Encoding.UTF8.GetBytes(body))).Code);
        await Product.RunDueWork();
        Assert.Equal(
            mailed.Order(),
            Product.RecordingSender.Delivered.Skip(sent).Where(m => m.Kind != "receipt").Select(m => m.To).Order()
        );
    }

    [Fact]
    public async Task A_new_chief_executive_opens_the_page_of_the_report_and_the_old_link_ends()
    {
        await Product
            .Get<ReviewDesk>()
            .Execute(
                SampleRosters.Q3,
                new QuarterCommand.SendFreshLink(new People.Person("C", OldCeo).Id, LinkPurpose.Report),
                key: null,
                Stop
            );
        await Product.RunDueWork();
        using var old = await Product.BrowserOf(OldCeo);
        Assert.Equal(HttpStatusCode.OK, (await old.Get("/report")).Status);

        await Send("POST", Q + "/office", NewCeo);
        Assert.Equal(HttpStatusCode.NotFound, (await old.Get("/report")).Status);
        await Product.RunDueWork();
        using var nora = await Product.BrowserOf(Nora);
        Assert.Equal(HttpStatusCode.OK, (await nora.Get("/report")).Status);
    }

    [Fact]
    public async Task After_the_release_a_new_chief_executive_is_mailed_the_report()
    {
        await SignEverything();
        await Product.RunDueWork();
        var released = Product.RecordingSender.To(OldCeo).Single(m => m.Kind == "released");
        var file = Assert.Single(released.Attached);

        await Send("POST", Q + "/office", NewCeo);
        await Product.RunDueWork();
        Assert.Equal(file, Assert.Single(Product.RecordingSender.To(Nora).Single().Attached));
    }

    [Fact]
    public async Task A_reminder_that_ops_send_is_recorded_as_theirs()
    {
        await Send("POST", Q + "/remind", """{"people":"all"}"""u8.ToArray());
        var reminders = (await Product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop)).Where(e =>
            e.Event is LeaderReminded
        );
        Assert.NotEmpty(reminders);
        Assert.All(reminders, e => Assert.Equal(new Actor.Operator("ops"), e.Actor));
    }

    [Theory]
    [InlineData("/extend", """{"to":"2026-11-21"}""", "freeDay")] // a Saturday
    [InlineData("/calendar/holidays", """{"day":"2026-09-01","reason":"Late"}""", "notLater")]
    [InlineData(
        "/office",
        """{"office":"ops","holder":{"name":"Somebody","email":"product.market@example.com"},"reason":"A job"}""",
        "otherName"
    )]
    public async Task What_cannot_be_is_refused_in_one_sentence(string verb, string body, string type)
    {
        foreach (var dry in new[] { "?dryRun=true", "" })
        {
            var (code, text) = await Send("POST", Q + verb + dry, Encoding.UTF8.GetBytes(body));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
            Assert.Equal($"urn:reviewflow:{type}", (string?)JsonNode.Parse(text)!["type"]);
        }
    }

    private static byte[] NewCeo =>
        """{"office":"ceo","holder":{"name":"Nora New","email":"nora@example.com"},"reason":"A new job"}"""u8.ToArray();

    private async Task SignEverything()
    {
        var desk = Product.Get<ReviewDesk>();
        foreach (var team in (await desk.Get(SampleRosters.Q3, Stop))!.Teams)
        {
            while ((await desk.Get(SampleRosters.Q3, Stop))!.Reviews[team] is { Open: { } open } review)
            {
                foreach (var seat in Enum.GetValues<Pairs.Seat>().Select(s => new Pairs.SeatOf(open.Pair, s)))
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
        }
    }

    private async Task Sign()
    {
        var (desk, seat) = (Product.Get<ReviewDesk>(), SampleRosters.Product("market"));
        var review = (await desk.Get(SampleRosters.Q3, Stop))!.Reviews[SampleRosters.Checkout];
        await desk.Execute(
            SampleRosters.Q3,
            new QuarterCommand.OfTeam(
                review.Team,
                new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), review.Hash)
            ),
            key: null,
            Stop
        );
    }
}

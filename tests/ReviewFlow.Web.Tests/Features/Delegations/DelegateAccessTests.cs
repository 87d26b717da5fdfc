using System.Net;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Delegations;

/// <summary>What a delegate may see and do, from the first day to the last.</summary>
public sealed class DelegateAccessTests : DelegationTestBase
{
    [Fact]
    public async Task A_delegate_signs_on_behalf_of_the_leader_and_every_page_and_the_api_say_so()
    {
        using var pia = await Product.BrowserOf(Pia);
        await NameDana(pia);
        using var dana = await InByTheMail();

        var desk = await dana.Get("/desk");
        Assert.Contains(
            "You are acting on behalf of Pia of market (Product, Market) until 2 October 2026.",
            desk.Page.Body!.TextContent,
            StringComparison.Ordinal
        );
        var team = await dana.Get("/desk/checkout");
        Assert.All(team.Page.QuerySelectorAll("main form"), form =>
            Assert.Contains("on behalf of Pia of market", form.TextContent, StringComparison.Ordinal)
        );

        var done = await dana.Post(team, SignOff, (Fields.Confirmed, Fields.Yes));
        Assert.Contains("Signed on behalf of Pia of market.", Status(done), StringComparison.Ordinal);
        Assert.Contains(
            "Dana Diaz on behalf of Pia of market",
            (await pia.Get("/desk/checkout")).Page.QuerySelector(".path")!.TextContent,
            StringComparison.Ordinal
        );

        var back = await dana.Post(
            await dana.Get("/desk/checkout"),
            "/desk/checkout/return",
            (Fields.Reason, "Look again")
        );
        Assert.Contains("Returned on behalf of Pia of market.", Status(back), StringComparison.Ordinal);
        Assert.Contains(
            "Dana Diaz on behalf of Pia of market (Product, Market)",
            (await pia.Get("/desk/checkout")).Page.QuerySelector(".returned")!.TextContent,
            StringComparison.Ordinal
        );

        using var ops = Product.Ops();
        var status = await ops.GetStringAsync("/api/quarters/2026-Q3", Stop);
        Assert.Contains(
            "\"delegates\":[{\"name\":\"Dana Diaz\",\"email\":\"dana@example.com\",\"onBehalfOf\":\"Pia of "
                + "market\",\"from\":\"2026-10-01\",\"until\":\"2026-10-02\"",
            status,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"note\":\"Dana Diaz on behalf of Pia of market: Look again\"",
            status,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_delegate_names_nobody_and_reads_only_the_teams_of_who_they_stand_in_for()
    {
        using var pia = await Product.BrowserOf(Pia);
        var fields = await pia.Fields("/desk", Name);
        await NameDana(pia);
        using var dana = await InByTheMail();
        var before = await Product.Footprint();

        Assert.Null((await dana.Get("/desk")).Form(Name));
        (
            fields[DelegationFields.Name],
            fields[DelegationFields.Email],
            fields[DelegationFields.From],
            fields[DelegationFields.Until]
        ) = ("Eli", "eli@example.com", "2026-10-01", "2026-10-02");
        Assert.Equal(HttpStatusCode.Conflict, (await dana.Post(Name, fields)).Status); // a form of another's browser
        foreach (var team in new[] { "dispatch", "platform" })
            Assert.Equal(HttpStatusCode.NotFound, (await dana.Get($"/desk/{team}")).Status);
        Assert.Equal(before, await Product.Footprint());
    }

    [Fact]
    public async Task With_the_last_day_the_link_opens_nothing_and_an_open_form_is_refused()
    {
        using var pia = await Product.BrowserOf(Pia);
        await NameDana(pia);
        using var dana = await InByTheMail();
        var form = await dana.Fields("/desk/checkout", SignOff);
        form[Fields.Confirmed] = Fields.Yes;

        // A second before midnight in Dubai
        Product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 2, 19, 59, 59, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.OK, (await dana.Get("/desk")).Status);
        Product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 2, 20, 0, 0, TimeSpan.Zero));

        foreach (var path in new[] { "/desk", "/desk/checkout", "/desk/report.pdf" })
        {
            var dead = await dana.Get(path);
            Assert.Equal(
                (HttpStatusCode.NotFound, false),
                (dead.Status, dead.Text.Contains("2026-Q3", StringComparison.Ordinal))
            );
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await dana.Post(SignOff, form)).Status);
        Assert.DoesNotContain(await Entries(), e => e.Event is SignedOff);
    }

    [Fact]
    public async Task Before_the_first_day_the_link_says_from_when_on_it_opens_and_nothing_else()
    {
        using var pia = await Product.BrowserOf(Pia);
        await NameDelegate(pia, "Dana Diaz", Dana, "2026-10-05", "2026-10-09");
        using var dana = await InByTheMail();
        var before = await Product.Footprint();
        foreach (var path in new[] { "/desk", "/desk/checkout", "/desk/report.pdf" })
        {
            var early = await dana.Get(path);
            Assert.Equal(HttpStatusCode.NotFound, early.Status);
            Assert.Contains(
                "It opens from 5 October 2026 on.",
                early.Page.QuerySelector("main")!.TextContent,
                StringComparison.Ordinal
            );
            foreach (var word in new[] { "2026-Q3", "Example", "market", "checkout", "Pia", "Dana" })
                Assert.DoesNotContain(word, early.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(early.Page.Forms);
        }
        Assert.Equal(before, await Product.Footprint());

        Product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 4, 19, 59, 59, TimeSpan.Zero));
        Assert.Contains(
            "It opens from 5 October 2026 on.",
            (await dana.Get("/desk")).Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 4, 20, 0, 0, TimeSpan.Zero)); // Monday in Dubai
        Assert.Equal(HttpStatusCode.OK, (await dana.Get("/desk")).Status);
    }

    [Fact]
    public async Task Of_what_was_ended_before_its_first_day_the_link_says_no_day()
    {
        using var pia = await Product.BrowserOf(Pia);
        var desk = await NameDelegate(pia, "Dana Diaz", Dana, "2026-10-05", "2026-10-09");
        using var dana = await InByTheMail();
        await pia.Post(desk, End);

        var dead = await dana.Get("/desk");
        Assert.Equal(HttpStatusCode.NotFound, dead.Status);
        Assert.DoesNotContain("October", dead.Text, StringComparison.Ordinal);
        Assert.Contains("This link no longer opens anything", dead.Text, StringComparison.Ordinal);
        Assert.Null(dead.Form("/link/fresh"));
    }

    [Fact]
    public async Task Between_two_times_the_link_names_the_next()
    {
        using var pia = await Product.BrowserOf(Pia);
        await NameDana(pia);
        await NameDelegate(pia, "Dana Diaz", Dana, "2026-10-08", "2026-10-09");
        using var dana = await InByTheMail();
        Assert.Equal(HttpStatusCode.OK, (await dana.Get("/desk")).Status);
        Product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 3, 8, 0, 0, TimeSpan.Zero));
        Assert.Contains(
            "It opens from 8 October 2026 on.",
            (await dana.Get("/desk")).Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_report_is_not_for_a_delegate()
    {
        using var pia = await Product.BrowserOf(Pia);
        await NameDana(pia);
        using var dana = await InByTheMail();
        foreach (
            var (team, pairs) in new[]
            {
                ("checkout", "market company"),
                ("dispatch", "logistics company"),
                ("platform", "company"),
            }
        )
        {
            foreach (
                var seat in pairs
                    .Split(' ')
                    .SelectMany(p => new[] { SampleRosters.Product(p), SampleRosters.Technology(p) })
            )
            {
                var quarter = (
                    await Product.Get<ReviewFlow.Application.Desk.ReviewDesk>().Get(SampleRosters.Q3, Stop)
                )!;
                var id = TeamId.Parse(team);
                await Product
                    .Get<ReviewFlow.Application.Desk.ReviewDesk>()
                    .Execute(
                        SampleRosters.Q3,
                        new QuarterCommand.OfTeam(
                            id,
                            new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), quarter.Reviews[id].Hash)
                        ),
                        null,
                        Stop
                    );
            }
        }
        await Product.RunDueWork();
        Assert.Equal(HttpStatusCode.OK, (await pia.Get("/desk/report.pdf")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.Get("/desk/report.pdf")).Status);
        Assert.Empty((await dana.Get("/desk")).Page.QuerySelectorAll("a[download]"));
        Assert.Null((await pia.Get("/desk")).Form(Name));
    }
}

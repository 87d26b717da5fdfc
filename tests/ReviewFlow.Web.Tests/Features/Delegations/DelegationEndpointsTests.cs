using System.Net;
using ReviewFlow.Delegations;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Delegations;

/// <summary>A leader is away: whom they name, what that person may do, and when it is over.</summary>
public sealed class DelegationEndpointsTests : IAsyncLifetime
{
    private const string Pia = "product.market@example.com",
        Dana = "dana@example.com",
        Name = "/delegate",
        End = "/delegate/end",
        SignOff = "/desk/checkout/sign-off";
    private RunningProduct _product = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile);

    [Fact]
    public async Task A_leader_names_a_delegate_and_the_receipt_is_read_back_from_the_ledger()
    {
        using var pia = await _product.BrowserOf(Pia);
        var done = await NameDana(pia);

        var named = Assert.IsType<DelegateNamed>((await Entries())[^1].Event);
        Assert.Equal(("Dana Diaz", Dana, Pia), (named.Delegate.Name, named.Delegate.Email, named.Leader.Email));
        Assert.Contains(
            "Dana Diaz acts on your behalf from 1 October 2026 to 2 October 2026.",
            Status(done),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1 October 2026 to 2 October 2026, now",
            done.Page.QuerySelector(".stand-ins")!.TextContent,
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string, string, string, string, string> Wrong =>
        new()
        {
            { "", Dana, "2026-10-01", "2026-10-02", DelegationFields.NameId },
            { "Dana\u202EDiaz", Dana, "2026-10-01", "2026-10-02", DelegationFields.NameId },
            { "Dana Diaz", "dana at example", "2026-10-01", "2026-10-02", DelegationFields.EmailId },
            { "Dana Diaz", "Dana <dana@example.com>", "2026-10-01", "2026-10-02", DelegationFields.EmailId },
            { "Dana Diaz", "dàna@example.com", "2026-10-01", "2026-10-02", DelegationFields.EmailId },
            { "Dana Diaz", "dana.@example.com", "2026-10-01", "2026-10-02", DelegationFields.EmailId },
            { "Dana Diaz", Dana, "soon", "2026-10-02", DelegationFields.FromId },
            { "Dana Diaz", Dana, "2026-10-01", "", DelegationFields.UntilId },
            { "Dana Diaz", Dana, "2026-10-05", "2026-10-02", DelegationFields.UntilId },
            { "Dana Diaz", Dana, "2026-09-20", "2026-09-30", DelegationFields.UntilId },
        };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_is_not_sound_is_said_beside_its_field_and_what_was_typed_is_kept(
        string name,
        string email,
        string from,
        string until,
        string field
    )
    {
        using var pia = await _product.BrowserOf(Pia);
        var before = await _product.Footprint();
        var reply = await NameDelegate(pia, name, email, from, until);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal("true", reply.Page.GetElementById(field)!.GetAttribute("aria-invalid"));
        Assert.NotEmpty(reply.Page.GetElementById(field + "-error")!.TextContent);
        Assert.True(reply.Page.QuerySelector("details.away")!.HasAttribute("open"));
        Assert.Equal(
            [name.Replace('\u202E', '\uFFFD'), email, from, until],
            reply.Page.QuerySelectorAll(".pairwise input").Select(i => i.GetAttribute("value") ?? "")
        );
        Assert.Equal(before, await _product.Footprint());
    }

    [Theory]
    [InlineData("Tom of market", "technology.market@example.com", "Two seats are two people")]
    [InlineData("Tom of company", "technology.company@example.com", "Two seats are two people")]
    [InlineData("Pia", "product.market+me@example.com", "your own delegate")]
    [InlineData("The CEO", "ceo@example.com", "cannot sign for anybody")]
    [InlineData("Tom\u00A0of market", "second@example.com", "the roster does not state that these are two")]
    [InlineData(
        "Dana Diaz",
        "technology.logistics@example.com",
        "belongs to somebody under another name in this quarter"
    )]
    public async Task What_the_rules_refuse_is_said_in_their_words_and_what_was_typed_is_kept(
        string name,
        string email,
        string why
    )
    {
        using var pia = await _product.BrowserOf(Pia);
        var before = await _product.Footprint();
        var reply = await NameDelegate(pia, name, email, "2026-10-01", "2026-10-02");

        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Contains(why, reply.Alert, StringComparison.Ordinal);
        Assert.Equal(email, reply.Page.GetElementById(DelegationFields.EmailId)!.GetAttribute("value"));
        Assert.True(reply.Page.QuerySelector("details.away")!.HasAttribute("open"));
        Assert.Equal(before, await _product.Footprint());
    }

    /// <summary>cto@example.com. reached the CTO, who then signed both seats.</summary>
    [Theory]
    [InlineData("technology.market@example.com.")]
    [InlineData("\"technology.market\"@example.com")]
    [InlineData("technology.market.@example.com")]
    [InlineData("technology.market%example.com@example.com")]
    public async Task Naming_the_partner_by_another_spelling_of_their_mailbox_is_refused_so_nobody_signs_both_seats(
        string email
    )
    {
        using var pia = await _product.BrowserOf(Pia);
        var reply = await NameDelegate(pia, "Dana Diaz", email, "2026-10-01", "2026-10-02");
        await _product.RunDueWork();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal(
            "Write a plain e-mail address such as dana@example.com.",
            reply.Page.GetElementById(DelegationFields.EmailId + "-error")!.TextContent
        );
        Assert.DoesNotContain(_product.RecordingSender.Delivered, m => m.To == email);
        var quarter = (await _product.Get<ReviewFlow.Application.Desk.ReviewDesk>().Get(SampleRosters.Q3, Stop))!;
        Assert.Equal(
            [SampleRosters.Technology("market")],
            quarter.SeatsOf(SampleRosters.Holder(SampleRosters.Technology("market")).Id, SampleRosters.Start)
        );
        Assert.Empty(quarter.Delegations);
    }

    [Fact]
    public async Task A_delegate_at_a_unicode_domain_is_kept_and_mailed_at_its_ASCII_form()
    {
        using var pia = await _product.BrowserOf(Pia);
        await NameDelegate(pia, "Dana Diaz", "Dana@MÜNCHEN.example", "2026-10-01", "2026-10-02");
        await _product.RunDueWork();
        Assert.Equal(
            "Dana@xn--mnchen-3ya.example",
            Assert
                .IsType<DelegateNamed>((await Entries()).Select(e => e.Event).Last(e => e is DelegateNamed))
                .Delegate.Email
        );
        Assert.Contains(_product.RecordingSender.Delivered, m =>
            EmailAddress.TryRead(m.To, out var to) && to == "Dana@xn--mnchen-3ya.example"
        ); // MimeKit shows it in Unicode
    }

    [Fact]
    public async Task A_delegate_signs_on_behalf_of_the_leader_and_every_page_and_the_api_say_so()
    {
        using var pia = await _product.BrowserOf(Pia);
        await NameDana(pia);
        using var dana = await InByTheMail();

        var desk = await dana.Get("/desk");
        Assert.Contains(
            "You act on behalf of Pia of market (Product, Market) until 2 October 2026.",
            desk.Page.Body!.TextContent,
            StringComparison.Ordinal
        );
        var team = await dana.Get("/desk/checkout");
        Assert.All(team.Page.Forms, form =>
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

        using var ops = _product.Ops();
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
        using var pia = await _product.BrowserOf(Pia);
        var fields = Browser.Fields(await pia.Get("/desk"), Name);
        await NameDana(pia);
        using var dana = await InByTheMail();
        var before = await _product.Footprint();

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
        Assert.Equal(before, await _product.Footprint());
    }

    [Fact]
    public async Task With_the_last_day_the_link_opens_nothing_and_an_open_form_is_refused()
    {
        using var pia = await _product.BrowserOf(Pia);
        await NameDana(pia);
        using var dana = await InByTheMail();
        var form = Browser.Fields(await dana.Get("/desk/checkout"), SignOff);
        form[Fields.Confirmed] = Fields.Yes;

        // A second before midnight in Dubai
        _product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 2, 19, 59, 59, TimeSpan.Zero));
        Assert.Equal(HttpStatusCode.OK, (await dana.Get("/desk")).Status);
        _product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 2, 20, 0, 0, TimeSpan.Zero));

        foreach (var path in new[] { "/desk", "/desk/checkout", "/desk/report.pdf" })
        {
            var dead = await dana.Get(path);
            Assert.Equal(
                (HttpStatusCode.NotFound, false),
                (dead.Status, dead.Text.Contains("2026-Q3", StringComparison.Ordinal))
            );
        }
        Assert.Equal(HttpStatusCode.NotFound, (await dana.Post(SignOff, form)).Status);
        Assert.DoesNotContain(await Entries(), e => e.Event is SignedOff);
    }

    [Fact]
    public async Task Before_the_first_day_the_link_says_from_when_on_it_opens_and_nothing_else()
    {
        using var pia = await _product.BrowserOf(Pia);
        await NameDelegate(pia, "Dana Diaz", Dana, "2026-10-05", "2026-10-09");
        using var dana = await InByTheMail();
        var before = await _product.Footprint();
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
        Assert.Equal(before, await _product.Footprint());

        _product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 4, 19, 59, 59, TimeSpan.Zero));
        Assert.Contains(
            "It opens from 5 October 2026 on.",
            (await dana.Get("/desk")).Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        _product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 4, 20, 0, 0, TimeSpan.Zero)); // Monday in Dubai
        Assert.Equal(HttpStatusCode.OK, (await dana.Get("/desk")).Status);
    }

    [Fact]
    public async Task Of_what_was_ended_before_its_first_day_the_link_says_no_day()
    {
        using var pia = await _product.BrowserOf(Pia);
        var desk = await NameDelegate(pia, "Dana Diaz", Dana, "2026-10-05", "2026-10-09");
        using var dana = await InByTheMail();
        await pia.Post(desk, End);

        var dead = await dana.Get("/desk");
        Assert.Equal(HttpStatusCode.NotFound, dead.Status);
        Assert.DoesNotContain("October", dead.Text, StringComparison.Ordinal);
        Assert.NotNull(dead.Form("/link/fresh"));
    }

    [Fact]
    public async Task Between_two_times_the_link_names_the_next()
    {
        using var pia = await _product.BrowserOf(Pia);
        await NameDana(pia);
        await NameDelegate(pia, "Dana Diaz", Dana, "2026-10-08", "2026-10-09");
        using var dana = await InByTheMail();
        Assert.Equal(HttpStatusCode.OK, (await dana.Get("/desk")).Status);
        _product.Time.SetUtcNow(new DateTimeOffset(2026, 10, 3, 8, 0, 0, TimeSpan.Zero));
        Assert.Contains(
            "It opens from 8 October 2026 on.",
            (await dana.Get("/desk")).Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_the_leader_ends_is_over_at_once()
    {
        using var pia = await _product.BrowserOf(Pia);
        var desk = await NameDana(pia);
        using var dana = await InByTheMail();
        await dana.Post(await dana.Get("/desk/checkout"), SignOff, (Fields.Confirmed, Fields.Yes));
        var form = Browser.Fields(await dana.Get("/desk/checkout"), "/desk/checkout/withdraw");

        var ended = await pia.Post(desk, End);
        Assert.Contains("Dana Diaz no longer acts on your behalf.", Status(ended), StringComparison.Ordinal);
        Assert.Null(ended.Form(End));
        Assert.Equal(HttpStatusCode.NotFound, (await dana.Get("/desk")).Status);
        form[Fields.Reason] = "I should not";
        Assert.Equal(HttpStatusCode.NotFound, (await dana.Post("/desk/checkout/withdraw", form)).Status);
        Assert.Contains(
            "Dana Diaz on behalf of Pia of market",
            (await pia.Get("/desk/checkout"))
                .Text.Replace("<bdi>", "", StringComparison.Ordinal)
                .Replace("</bdi>", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_token_of_one_delegation_ends_no_other()
    {
        using var pia = await _product.BrowserOf(Pia);
        var fields = Browser.Fields(await NameDana(pia), End);
        await NameDelegate(pia, "Eli Endo", "eli@example.com", "2026-10-05", "2026-10-09");
        fields[DelegationFields.Who] = "eli@example.com";
        Assert.Equal(HttpStatusCode.Conflict, (await pia.Post(End, fields)).Status);
        Assert.DoesNotContain(await Entries(), e => e.Event is DelegationEnded);
    }

    [Fact]
    public async Task A_form_that_is_sent_ten_times_at_once_names_one()
    {
        using var pia = await _product.BrowserOf(Pia);
        var fields = Browser.Fields(await pia.Get("/desk"), Name);
        (
            fields[DelegationFields.Name],
            fields[DelegationFields.Email],
            fields[DelegationFields.From],
            fields[DelegationFields.Until]
        ) = ("Dana Diaz", Dana, "2026-10-01", "2026-10-02");
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => pia.Post(Name, fields)));
        Assert.All(replies, r => Assert.Equal(HttpStatusCode.OK, r.Status));
        Assert.Single(await Entries(), e => e.Event is DelegateNamed);
    }

    [Theory]
    [InlineData(Name)]
    [InlineData(End)]
    public async Task Reading_the_address_of_a_form_does_nothing(string address)
    {
        using var pia = await _product.BrowserOf(Pia);
        var before = await _product.Footprint();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
            await pia.Send(method, address);
        Assert.Equal(before, await _product.Footprint());
    }

    [Fact]
    public async Task The_report_is_not_for_a_delegate()
    {
        using var pia = await _product.BrowserOf(Pia);
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
                    await _product.Get<ReviewFlow.Application.Desk.ReviewDesk>().Get(SampleRosters.Q3, Stop)
                )!;
                var id = TeamId.Parse(team);
                await _product
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
        await _product.RunDueWork();
        Assert.Equal(HttpStatusCode.OK, (await pia.Get("/desk/report.pdf")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await dana.Get("/desk/report.pdf")).Status);
        Assert.Empty((await dana.Get("/desk")).Page.QuerySelectorAll("a[download]"));
        Assert.Null((await pia.Get("/desk")).Form(Name));
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static Task<Reply> NameDana(Browser leader) =>
        NameDelegate(leader, "Dana Diaz", Dana, "2026-10-01", "2026-10-02");

    private static async Task<Reply> NameDelegate(
        Browser leader,
        string name,
        string email,
        string from,
        string until
    ) =>
        await leader.Post(
            await leader.Get("/desk"),
            Name,
            (DelegationFields.Name, name),
            (DelegationFields.Email, email),
            (DelegationFields.From, from),
            (DelegationFields.Until, until)
        );

    private async Task<Browser> InByTheMail()
    {
        await _product.RunDueWork();
        return await _product.BrowserOf(Dana);
    }

    private static string Status(Reply reply) => reply.Page.QuerySelector("[role=status]")!.TextContent;

    private async Task<IReadOnlyList<ReviewFlow.Application.Ledger.LedgerEntry>> Entries() =>
        await _product.Get<ReviewFlow.Application.Ledger.ILedger>().Read(SampleRosters.Q3, 0, Stop);
}

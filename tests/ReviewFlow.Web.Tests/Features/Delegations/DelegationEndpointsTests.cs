using System.Net;
using ReviewFlow.Delegations;
using ReviewFlow.People;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Delegations;

/// <summary>A leader is away: whom they name, what that person may do, and when it is over.</summary>
public sealed class DelegationEndpointsTests : DelegationTestBase
{
    [Fact]
    public async Task A_leader_names_a_delegate_and_the_receipt_is_read_back_from_the_ledger()
    {
        using var pia = await Product.BrowserOf(Pia);
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
        using var pia = await Product.BrowserOf(Pia);
        var before = await Product.Footprint();
        var reply = await NameDelegate(pia, name, email, from, until);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal("true", reply.Page.GetElementById(field)!.GetAttribute("aria-invalid"));
        Assert.NotEmpty(reply.Page.GetElementById(field + "-error")!.TextContent);
        Assert.NotNull(reply.Page.QuerySelector("#act"));
        Assert.Equal(
            [name.Replace('\u202E', '\uFFFD'), email, from, until],
            reply.Page.QuerySelectorAll(".pairwise input").Select(i => i.GetAttribute("value") ?? "")
        );
        Assert.Equal(before, await Product.Footprint());
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
        using var pia = await Product.BrowserOf(Pia);
        var before = await Product.Footprint();
        var reply = await NameDelegate(pia, name, email, "2026-10-01", "2026-10-02");

        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Contains(why, reply.Alert, StringComparison.Ordinal);
        Assert.Equal(email, reply.Page.GetElementById(DelegationFields.EmailId)!.GetAttribute("value"));
        Assert.NotNull(reply.Page.QuerySelector("#act"));
        Assert.Equal(before, await Product.Footprint());
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
        using var pia = await Product.BrowserOf(Pia);
        var reply = await NameDelegate(pia, "Dana Diaz", email, "2026-10-01", "2026-10-02");
        await Product.RunDueWork();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal(
            "Write a plain e-mail address such as dana@example.com.",
            reply.Page.GetElementById(DelegationFields.EmailId + "-error")!.TextContent
        );
        Assert.DoesNotContain(Product.RecordingSender.Delivered, m => m.To == email);
        var quarter = (await Product.Get<ReviewFlow.Application.Desk.ReviewDesk>().Get(SampleRosters.Q3, Stop))!;
        Assert.Equal(
            [SampleRosters.Technology("market")],
            quarter.SeatsOf(SampleRosters.Holder(SampleRosters.Technology("market")).Id, SampleRosters.Start)
        );
        Assert.Empty(quarter.Delegations);
    }

    [Fact]
    public async Task A_delegate_at_a_unicode_domain_is_kept_and_mailed_at_its_ASCII_form()
    {
        using var pia = await Product.BrowserOf(Pia);
        await NameDelegate(pia, "Dana Diaz", "Dana@MÜNCHEN.example", "2026-10-01", "2026-10-02");
        await Product.RunDueWork();
        Assert.Equal(
            "Dana@xn--mnchen-3ya.example",
            Assert
                .IsType<DelegateNamed>((await Entries()).Select(e => e.Event).Last(e => e is DelegateNamed))
                .Delegate.Email
        );
        Assert.Contains(Product.RecordingSender.Delivered, m =>
            EmailAddress.TryRead(m.To, out var to) && to == "Dana@xn--mnchen-3ya.example"
        ); // MimeKit shows it in Unicode
    }

    [Fact]
    public async Task What_the_leader_ends_is_over_at_once()
    {
        using var pia = await Product.BrowserOf(Pia);
        var desk = await NameDana(pia);
        using var dana = await InByTheMail();
        await dana.Post(await dana.Get("/desk/checkout"), SignOff, (Fields.Confirmed, Fields.Yes));
        var form = await dana.Fields("/desk/checkout", "/desk/checkout/withdraw");

        var ended = await pia.Post(desk, End);
        Assert.Contains("Dana Diaz no longer acts on your behalf.", Status(ended), StringComparison.Ordinal);
        Assert.Null(ended.Form(End));
        Assert.Equal(HttpStatusCode.NotFound, (await dana.Get("/desk")).Status);
        form[Fields.Reason] = "I should not";
        Assert.Equal(HttpStatusCode.Unauthorized, (await dana.Post("/desk/checkout/withdraw", form)).Status);
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
        using var pia = await Product.BrowserOf(Pia);
        await NameDana(pia);
        var fields = await pia.Fields("/desk", End);
        await NameDelegate(pia, "Eli Endo", "eli@example.com", "2026-10-05", "2026-10-09");
        fields[DelegationFields.Who] = "eli@example.com";
        Assert.Equal(HttpStatusCode.Conflict, (await pia.Post(End, fields)).Status);
        Assert.DoesNotContain(await Entries(), e => e.Event is DelegationEnded);
    }

    [Fact]
    public async Task A_form_that_is_sent_ten_times_at_once_names_one()
    {
        using var pia = await Product.BrowserOf(Pia);
        var fields = await pia.Fields("/desk", Name);
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
        using var pia = await Product.BrowserOf(Pia);
        var before = await Product.Footprint();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
            await pia.Send(method, address);
        Assert.Equal(before, await Product.Footprint());
    }
}

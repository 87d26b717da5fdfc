using System.Net;
using AngleSharp.Dom;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Drafts;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Forms;

/// <summary>
/// What somebody typed and has not sent: kept for their eyes alone, until it is sent or its round ends.
/// </summary>
public sealed class DraftTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. WrittenForm.Names];

    public static TheoryData<string> NamesOfTeamForms =>
        ["seal", "settle", "return", "withdraw", "take-back-return", "take-over"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_refused_form_is_a_draft_that_another_browser_of_its_person_opens(string name)
    {
        await using var form = await WrittenForm.Open(name);
        await form.Prove();
        await form.Post(form.Wrong(await form.Filled()));

        using var phone = await form.AnotherBrowser();
        AssertHolds(form, await phone.Get(form.Page));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_draft_is_gone_with_the_commit_that_its_form_leads_to(string name)
    {
        await using var form = await WrittenForm.Open(name);
        await form.Prove();
        await form.Post(form.Wrong(await form.Filled()));
        Assert.NotNull(await form.Stored());

        var done = await form.Post(await form.Filled());
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Null(await form.Stored());
        Assert.Null((await form.Browser.Get(form.Page)).Page.QuerySelector(".draft"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_button_keeps_a_draft_and_sends_nothing(string name)
    {
        await using var form = await WrittenForm.Open(name);
        await form.Prove();
        var before = (await form.Quarter()).Version;
        var fields = form.Wrong(await form.Filled());
        fields[Fields.KeepDraft] = Fields.Yes;

        var kept = await form.Post(fields);
        Assert.Equal(HttpStatusCode.OK, kept.Status);
        AssertHolds(form, kept);
        Assert.Equal(before, (await form.Quarter()).Version);
    }

    [Fact]
    public async Task A_browser_that_is_not_proven_keeps_a_draft_after_the_code()
    {
        await using var form = await WrittenForm.Open("return");
        var fields = await form.Filled();
        fields[Fields.KeepDraft] = Fields.Yes;
        var held = await form.Post(fields);
        Assert.NotNull(held.Page.QuerySelector($"input[name={HeldForm.CodeField}]"));
        Assert.Null(await form.Stored());

        await form.Do(new QuarterCommand.VouchFor(form.Person, Browser: null, "She called"));
        AssertHolds(form, await form.Browser.Post(held, form.Action));
        Assert.Empty((await form.Quarter()).Reviews[SampleRosters.Checkout].SignOffs);
    }

    [Theory]
    [MemberData(nameof(NamesOfTeamForms))]
    public async Task A_draft_ends_with_its_round(string name)
    {
        await using var form = await WrittenForm.Open(name);
        await form.Prove();
        await form.Post(form.Wrong(await form.Filled()));
        var review = (await form.Quarter()).Reviews[SampleRosters.Checkout];
        await form.Do(
            new QuarterCommand.OfTeam(
                review.Team,
                new SigningCommand.Amend(ReviewFlow.Testing.Assessments.JointQuarter.Card(review, 77), "A wrong figure")
            )
        );

        Assert.Null(await form.Found());
        await form.Settled();
        Assert.Null(await form.Stored());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_draft_ends_with_the_quarter_or_the_conversation(string name)
    {
        await using var form = await WrittenForm.Open(name);
        await form.Prove();
        await form.Post(form.Wrong(await form.Filled()));
        await form.End();
        Assert.Null(await form.Found());
        await form.Settled();
        Assert.Null(await form.Stored());
    }

    [Fact]
    public async Task A_part_that_was_recorded_is_no_draft_any_more()
    {
        await using var form = await WrittenForm.Open("settle");
        await form.Prove();
        var fields = await form.Filled();
        fields.Remove("meetings");
        fields["answer"] = Fields.Yes; // to joint work that nobody has proposed
        fields[Fields.Digest] = new('0', 64);
        await form.Post(fields);
        var draft = await form.Found();
        Assert.DoesNotContain(draft?.Fields ?? [], f => f.Key.StartsWith("rationale", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nobody_else_reads_a_draft(string name)
    {
        await using var form = await WrittenForm.Open(name);
        await form.Prove();
        await form.Post(form.Wrong(await form.Filled()));
        Assert.All(form.Texts, t => Assert.DoesNotContain(t, form.StoredText, StringComparison.Ordinal));
        foreach (var other in new[] { WrittenForm.Tom, WrittenForm.Bea, "technology.company@example.com" })
        {
            if (!form.Product.RecordingSender.To(other).Any())
                continue;
            using var theirs = await form.Product.BrowserOf(other);
            foreach (var page in new[] { form.Page, "/desk", "/desk/checkout", "/fit/1" })
            {
                var text = (await theirs.Get(page)).Text;
                Assert.All(form.Texts, t => Assert.DoesNotContain(t, text, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Under its heading, in the fields of the form.</summary>
    private static void AssertHolds(WrittenForm form, Reply page)
    {
        Assert.Contains(
            "Your draft, kept on",
            page.Page.QuerySelector(".draft")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.All(form.Texts, t => Assert.True(WrittenForm.PlaceOf(t, page) is "textarea" or "input", t));
    }
}

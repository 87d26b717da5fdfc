using System.Net;
using System.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Sealed;
using ReviewFlow.FitConversations;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.FitConversations;

/// <summary>Who sees a fit conversation: its two people, and nothing that was changed.</summary>
public sealed class FitAccessTests : FitTestBase
{
    [Fact]
    public async Task Nobody_else_ever_reads_a_word_before_the_reveal_or_after_it()
    {
        using var ada = await Product.BrowserOf(Ada);
        using var bea = await Product.BrowserOf(Bea);
        await ada.Post(await ada.Get(Fit), Answer, Answers("Planted-by-Ada", "no"));
        await NothingPlanted();
        Assert.DoesNotContain("Planted", (await bea.Get(Fit)).Text, StringComparison.Ordinal);
        await bea.Post(await bea.Get(Fit), Answer, Answers("Planted-by-Bea", "no"));
        await NothingPlanted();
        Assert.Contains("Planted-by-Bea", (await ada.Get(Fit)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_everybody_else_there_is_nothing_here_whatever_link_they_have()
    {
        await Start(Ada, "cleo@example.org");
        using var ada = await Product.BrowserOf(Ada);
        var fields = await ada.Fields(Fit, Answer);
        var before = await Product.Footprint();
        foreach (var other in new[] { Pia, "cleo@example.org" })
        {
            using var browser = await Product.BrowserOf(other);
            foreach (var page in new[] { Fit, "/fit/3", "/fit/0", "/fit/x", "/fit/99999999999" })
                Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(page)).Status);
            foreach (var formAction in new[] { Answer, End, "/fit/1/confirm" })
                Assert.Contains(
                    (await browser.Post(formAction, fields)).Status,
                    new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed }
                );
        }
        foreach (var page in new[] { "/desk", "/desk/checkout", "/desk/report.pdf", "/report" })
            Assert.Equal(HttpStatusCode.NotFound, (await ada.Get(page)).Status);
        Assert.Equal(before, await Product.Footprint());
    }

    [Fact]
    public async Task Whose_mail_was_read_by_another_ends_the_links_and_gets_a_fresh_one_that_opens_the_same_page()
    {
        using var ada = await Product.BrowserOf(Ada);
        await ada.Post(await ada.Get(Fit), "/link/end");
        Assert.Equal(HttpStatusCode.NotFound, (await ada.Get(Fit)).Status);
        await Product.RunDueWork();
        using var fresh = await Product.BrowserOf(Ada);
        Assert.NotNull((await fresh.Get("/fit")).Form(Answer));
    }

    [Fact]
    public async Task An_answer_that_was_changed_in_the_safe_is_not_shown_as_if_it_were_one()
    {
        using var ada = await Product.BrowserOf(Ada);
        await ada.Post(await ada.Get(Fit), Answer, Answers("What Ada thinks", "yes"));
        var quarter = (await Product.Get<ReviewDesk>().Get(SampleRosters.Q3, Stop))!;
        var forged = quarter with { Fits = [Swapped(quarter.Fits[0])] };
        await Assert.ThrowsAnyAsync<OperatorException>(() =>
            Product.Get<SealedContent>().Find(forged, 1, FitSide.One, Stop)
        );
        Assert.NotNull(await Product.Get<SealedContent>().Find(quarter, 1, FitSide.One, Stop));
    }

    private static FitConversation Swapped(FitConversation fit) =>
        fit with
        {
            Answers = fit.Answers with { First = fit.Answers.First! with { Commitment = new('0', 64) } },
        };

    /// <summary>
    /// Pages of a leader, everything ops can ask for, every mail, every log line, every byte of the data folder.
    /// </summary>
    private async Task NothingPlanted()
    {
        await Product.RunDueWork();
        var seen = new StringBuilder(Product.Log.Text);
        using var leader = await Product.BrowserOf(Pia);
        foreach (var path in new[] { "/", "/desk", "/desk/checkout", Fit, "/fit" })
            seen.Append((await leader.Get(path)).Text);
        using var ops = Product.Ops();
        foreach (var path in new[] { "api/quarters", "api/quarters/2026-Q3", "api/quarters/2026-Q3/ledger" })
            seen.Append(await ops.GetStringAsync(path, Stop));
        foreach (var mail in Product.RecordingSender.Delivered)
            seen.Append(mail.Subject).Append(mail.Text).Append(mail.Html);
        foreach (var path in Directory.GetFiles(Product.Folder, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var whole = new MemoryStream();
            await file.CopyToAsync(whole, Stop);
            seen.Append(Encoding.Latin1.GetString(whole.ToArray()));
        }
        Assert.Contains("fitAnswered", seen.ToString(), StringComparison.Ordinal); // the search sees what there is
        Assert.DoesNotContain("Planted", seen.ToString(), StringComparison.Ordinal);
    }
}

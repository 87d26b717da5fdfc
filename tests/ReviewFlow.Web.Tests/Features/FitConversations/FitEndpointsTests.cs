using System.Net;
using ReviewFlow.Application.Sealed;
using ReviewFlow.FitConversations;
using ReviewFlow.Testing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.FitConversations;

public sealed class FitEndpointsTests : FitTestBase
{
    [Fact]
    public async Task Two_people_on_no_roster_answer_blind_and_read_each_other()
    {
        using var ada = await Product.BrowserOf(Ada);
        using var bea = await Product.BrowserOf(Bea);
        var done = await ada.Post(await ada.Get(Fit), Answer, Answers("What Ada thinks", "partly"));
        Assert.Contains("Answered.", done.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        var mine = await ada.Get(Fit + "?act=answer");
        Assert.Equal("What Ada thinks about culture", mine.Page.QuerySelector("#words-culture")!.TextContent);

        var blind = await bea.Get(Fit);
        Assert.Contains("Not yet answered by you. ada has answered.", blind.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("What Ada thinks", blind.Text, StringComparison.Ordinal);

        var open = await bea.Post(blind, Answer, Answers("What Bea thinks", "yes"));
        foreach (var page in new[] { open, await ada.Get(Fit) })
        {
            Assert.Equal(4, page.Page.QuerySelectorAll("main section").Length);
            foreach (var topic in Topics)
                Assert.Contains($"What Ada thinks about {topic}", page.Text, StringComparison.Ordinal);
            foreach (var topic in Topics)
                Assert.Contains($"What Bea thinks about {topic}", page.Text, StringComparison.Ordinal);
            Assert.Null(page.Form(Answer));
        }
        Assert.Contains(
            "You expected to see this alike, ada expected partly alike.",
            open.Text,
            StringComparison.Ordinal
        );

        await Product.RunDueWork();
        Assert.Equal(
            [Ada, Bea, Bea, Ada],
            Product.RecordingSender.Delivered.Where(m => m.Kind == "fit-update").Select(m => m.To)
        );
        Assert.Equal((1, "revealed", true, true), await Status());
    }

    [Fact]
    public async Task Who_has_one_conversation_comes_to_it_and_who_has_two_chooses()
    {
        using (var bea = await Product.BrowserOf(Bea))
            Assert.NotNull((await bea.Get("/fit")).Form(Answer));
        await Start("cleo@example.org", Ada);
        using var ada = await Product.BrowserOf(Ada);
        Assert.Equal(
            ["/fit/1", "/fit/2"],
            (await ada.Get("/fit")).Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href"))
        );
        Assert.Equal(
            "/fit/1",
            (await ada.Get("/fit/2")).Page.QuerySelector("section[aria-labelledby=more] a")!.GetAttribute("href")
        );
    }

    [Fact]
    public async Task What_is_missing_is_named_and_what_was_typed_stays()
    {
        using var ada = await Product.BrowserOf(Ada);
        var before = await Product.Footprint();
        var refused = await ada.Post(
            await ada.Get(Fit),
            Answer,
            [.. Answers("What Ada thinks", "yes").Where(f => f.Item1 is not ("words-culture" or "alike-business"))]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            ["#words-culture", "#alike-business-yes"],
            refused.Page.QuerySelectorAll("[role=alert] a").Select(a => a.GetAttribute("href"))
        );
        Assert.All(refused.Page.QuerySelectorAll("[role=alert] a"), a =>
            Assert.NotNull(refused.Page.QuerySelector(a.GetAttribute("href")!))
        );
        Assert.Equal("What Ada thinks about business", refused.Page.QuerySelector("#words-business")!.TextContent);
        Assert.Equal(3, refused.Page.QuerySelectorAll("input[value=yes][type=radio][checked]").Length);
        Assert.Equal(before, await Product.Footprint());
    }

    [Fact]
    public async Task Words_that_are_too_long_are_named_and_stay()
    {
        using var ada = await Product.BrowserOf(Ada);
        var refused = await ada.Post(
            await ada.Get(Fit),
            Answer,
            Answers(new string('x', FitAnswer.MaxWordsLength), "yes")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(4, refused.Page.QuerySelectorAll("p.error").Length);
        Assert.StartsWith("xxx", refused.Page.QuerySelector("#words-culture")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_the_two_ends_it_on_purpose_only_and_what_was_written_is_gone_from_the_safe()
    {
        using var ada = await Product.BrowserOf(Ada);
        using var bea = await Product.BrowserOf(Bea);
        await ada.Post(await ada.Get(Fit), Answer, Answers("What Ada thinks", "yes"));
        var late = await ada.Get(Fit + "?act=answer");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await bea.Post(await bea.Get(Fit), End)).Status);
        var over = await bea.Post(await bea.Get(Fit), End, (Fields.Sure, Fields.Yes));
        Assert.Contains("Over: you ended it.", over.Text, StringComparison.Ordinal);
        Assert.Null(await Product.Get<ISealedStore>().Find(SampleRosters.Q3, "fit/1/one", Stop));

        var refused = await ada.Post(late, Answer, Answers("Later words", "no"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        // No field takes it up any more
        Assert.Contains("Later words about culture", refused.Alert, StringComparison.Ordinal);
        Assert.DoesNotContain("What Ada thinks", (await ada.Get(Fit)).Text, StringComparison.Ordinal);
        await Product.RunDueWork();
        Assert.Equal(Ada, Assert.Single(Product.RecordingSender.Delivered, m => m.Kind == "fit-ended").To);
    }
}

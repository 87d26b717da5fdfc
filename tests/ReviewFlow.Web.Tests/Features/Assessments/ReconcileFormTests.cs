using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Assessments;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>The forms after the reveal: gaps, shares and joint work.</summary>
public sealed class ReconcileFormTests : AssessmentFormTestBase
{
    [Fact]
    public async Task Every_form_that_is_sent_twice_does_one_thing_and_neither_answer_is_an_error()
    {
        await Twice(_pia, "seal", ("rating-growth", "met"), ("rating-speed", "met"), ("note-growth", "Ours."));
        await Twice(_tom, "seal", ByTheFigures);
        await Twice(_pia, "settle", ("rating-growth", "partly"), ("rationale-growth", "Half."));
        await Twice(_tom, "settle", ("answer-growth", "yes"));
        await Twice(_pia, "settle", ("share-growth", "Ours."), ("change-growth", "This."));
        await Twice(
            _tom,
            "settle",
            ("share-growth", "Ours too."),
            ("change-growth", "That."),
            ("answer-growth", "confirm")
        );
        await Twice(_pia, "settle", ("meetings", "3"));
        await Twice(_tom, "settle", ("answer", "yes"));
        await Twice(_pia, "settle", ("answer-growth", "confirm")); // the one that concludes

        Assert.Equal(
            "RatingsSealed RatingsSealed RatingsRevealed JointRatingsProposed JointRatingsConfirmed "
                + "SharesWritten SharesAnswered SharesWritten JointWorkProposed JointWorkConfirmed SharesAnswered "
                + "AssessmentConcluded",
            string.Join(
                ' ',
                (await Entries()).Select(e => e.Event).OfType<AssessmentEvent>().Select(e => e.GetType().Name)
            )
        );
    }

    [Fact]
    public async Task What_is_filled_in_of_several_parts_is_recorded_by_one_press_and_once()
    {
        await Reveal();
        (string, string)[] typed = [("rating-growth", "partly"), ("rationale-growth", "Half."), ("meetings", "3")];
        await Twice(_pia, "settle", typed);
        Assert.Single(await Entries(), e => e.Event is JointRatingsProposed);
        Assert.Single(await Entries(), e => e.Event is JointWorkProposed);
    }

    [Fact]
    public async Task A_part_that_is_refused_comes_back_as_it_was_typed_and_the_others_are_recorded()
    {
        await Reveal();
        await Do(_pia, "settle", ("meetings", "3"));
        var old = await _tom.Get(Page);
        await Do(_pia, "settle", ("meetings", "4"));

        var refused = await _tom.Post(
            old,
            $"{Page}/settle",
            ("rating-growth", "partly"),
            ("rationale-growth", "Half."),
            ("answer", "yes")
        );
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Recorded: joint ratings. Not recorded: joint work.", refused.Alert, StringComparison.Ordinal);
        Assert.Single(await Entries(), e => e.Event is JointRatingsProposed);
        Assert.DoesNotContain(await Entries(), e => e.Event is JointWorkConfirmed);
    }

    [Fact]
    public async Task Nobody_counters_words_they_have_not_read()
    {
        await Reveal();
        var old = await _tom.Get(Page);
        await Do(_pia, "settle", ("rating-growth", "met"), ("rationale-growth", "Met, all told."));
        var refused = await _tom.Post(
            old,
            $"{Page}/settle",
            ("rating-growth", "missed"),
            ("rationale-growth", "Missed, all told.")
        );

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Met, all told.", Text(refused), StringComparison.Ordinal);
        Assert.Equal("Missed, all told.", refused.Page.GetElementById("rationale-growth")!.TextContent);
        Assert.DoesNotContain(refused.Page.QuerySelectorAll<IHtmlInputElement>("[name=answer-growth]"), r =>
            r.IsChecked
        );
    }

    [Fact]
    public async Task An_answer_to_words_that_changed_since_is_no_answer()
    {
        await Reveal();
        await Do(_pia, "settle", ("rating-growth", "met"), ("rationale-growth", "Met, all told."));
        var old = await _tom.Get(Page);
        await Do(_pia, "settle", ("rating-growth", "missed"), ("rationale-growth", "Missed, all told."));
        var refused = await _tom.Post(old, $"{Page}/settle", ("answer-growth", "yes"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.DoesNotContain(refused.Page.QuerySelectorAll<IHtmlInputElement>("[name=answer-growth]"), r =>
            r.IsChecked
        );
        Assert.DoesNotContain(await Entries(), e => e.Event is JointRatingsConfirmed);
    }

    [Theory]
    [InlineData("because-growth", "none-growth:yes")]
    [InlineData("change-growth", "share-growth:We were late.")]
    [InlineData(
        "none-growth",
        "none-growth:yes",
        "because-growth:Not ours.",
        "share-growth:Ours.",
        "change-growth:All."
    )]
    [InlineData("none-growth", "because-growth:Not ours.")]
    [InlineData("share-growth")]
    public async Task A_share_that_is_half_written_is_refused_at_the_field(string field, params string[] typed)
    {
        await Reveal();
        await Agree();
        var refused = await _pia.Post(
            await _pia.Get(Page),
            $"{Page}/settle",
            [.. typed.Select(t => t.Split(':')).Select(t => (t[0], t[1]))]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("#" + field, refused.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.NotNull(refused.Page.GetElementById(field));
        foreach (
            var (name, value) in typed
                .Where(t => !t.StartsWith("none", StringComparison.Ordinal))
                .Select(t => (t.Split(':')[0], t.Split(':')[1]))
        )
            Assert.Equal(value, refused.Page.GetElementById(name)!.TextContent);
    }

    [Fact]
    public async Task No_share_on_either_side_is_refused_at_the_box()
    {
        await Reveal();
        await Agree();
        await Do(_pia, "settle", ("none-growth", "yes"), ("because-growth", "Not ours."));
        var refused = await _tom.Post(
            await _tom.Get(Page),
            $"{Page}/settle",
            ("none-growth", "yes"),
            ("because-growth", "Not ours either.")
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("#none-growth", refused.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.True(refused.Page.QuerySelector<IHtmlInputElement>("#none-growth")!.IsChecked);
    }

    [Theory]
    [InlineData("meetings", "meetings:many")]
    [InlineData("meetings", "meetings:501")]
    [InlineData("wall-2-kind", "meetings:1", "wall-2-outcome:growth", "wall-2-change:Both.")]
    [InlineData("wall-1-days", "meetings:1", "wall-1-outcome:growth", "wall-1-kind:waited", "wall-1-change:Both.")]
    [InlineData(
        "wall-1-days",
        "meetings:1",
        "wall-1-outcome:growth",
        "wall-1-kind:returned",
        "wall-1-days:3",
        "wall-1-change:Both."
    )]
    [InlineData(
        "wall-3-outcome",
        "meetings:1",
        "wall-3-outcome:nothing",
        "wall-3-kind:incident",
        "wall-3-change:Both."
    )]
    public async Task Joint_work_that_does_not_add_up_is_refused_at_the_field(string field, params string[] typed)
    {
        await Reveal();
        var refused = await _pia.Post(
            await _pia.Get(Page),
            $"{Page}/settle",
            [.. typed.Select(t => t.Split(':')).Select(t => (t[0], t[1]))]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("#" + field, refused.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.True(refused.Page.GetElementById(field)!.Closest("details")?.HasAttribute("open") ?? true);
    }

    private static async Task Twice(Browser browser, string formAction, params (string Name, string Value)[] typed)
    {
        var page = await browser.Get(Page);
        for (var i = 0; i < 2; i++)
        {
            var reply = await browser.Post(page, $"{Page}/{formAction}", typed);
            Assert.True(reply.Status == HttpStatusCode.OK, $"{formAction}, time {i + 1}: {reply.Alert}");
        }
    }
}

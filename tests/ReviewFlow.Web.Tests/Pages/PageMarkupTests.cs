using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

public class PageMarkupTests
{
    public static TheoryData<string> Names => [.. Sample.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_runs_and_no_style_is_inline(string name)
    {
        var page = await Drawn.Document(Sample.All[name]);

        Assert.Empty(page.QuerySelectorAll("script, style, [style], base, object, embed"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute =>
            attribute.Name.StartsWith("on", StringComparison.Ordinal)
        );
        Assert.Equal(Stylesheet.Href, page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_page_has_a_language_a_title_one_heading_and_a_way_past_the_top(string name)
    {
        var page = await Drawn.Document(Sample.All[name]);

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.EndsWith(" · ReviewFlow", page.Title, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal("#content", page.Body!.FirstElementChild!.GetAttribute("href"));
        Assert.Equal("MAIN", page.GetElementById("content")!.TagName);
        Assert.Distinct(page.QuerySelectorAll("[id]").Select(element => element.Id));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_form_posts_a_token_and_every_field_has_a_label(string name)
    {
        var page = await Drawn.Document(Sample.All[name]);

        Assert.All(page.Forms, form => Assert.Equal("post", form.Method));
        // Signing out and asking for a link need no token: they act for nobody.
        var acts = page.Forms.Where(f => !f.ClassList.Contains("sign-out") && f.GetAttribute("action") != "/link/ask");
        Assert.All(acts, form =>
        {
            Assert.Equal(
                Sample.Token,
                form.QuerySelector<IHtmlInputElement>($"input[type=hidden][name={Fields.Token}]")!.Value
            );
        });
        Assert.All(page.QuerySelectorAll("input:not([type=hidden]), textarea, select"), field =>
            Assert.NotEmpty(page.QuerySelector($"label[for={field.Id}]")!.TextContent.Trim())
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_reference_to_an_element_finds_it(string name)
    {
        var page = await Drawn.Document(Sample.All[name]);
        var wanted = page.QuerySelectorAll("[aria-describedby], [aria-labelledby]")
            .SelectMany(element =>
                $"{element.GetAttribute("aria-describedby")} {element.GetAttribute("aria-labelledby")}".Split(
                    ' ',
                    StringSplitOptions.RemoveEmptyEntries
                )
            )
            .Concat(page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]));

        Assert.All(wanted, id => Assert.NotNull(page.GetElementById(id)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_table_has_a_caption_and_every_header_a_scope(string name)
    {
        var page = await Drawn.Document(Sample.All[name]);

        Assert.All(page.QuerySelectorAll("table"), table =>
            Assert.NotEmpty(table.QuerySelector("caption")!.TextContent)
        );
        Assert.All(page.QuerySelectorAll("th"), header => Assert.NotNull(header.GetAttribute("scope")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_page_scores_a_function_or_a_person(string name)
    {
        var words = (await Drawn.Document(Sample.All[name])).Body!.TextContent;

        Assert.DoesNotContain(
            "score ",
            words.Replace("scorecard", "", StringComparison.OrdinalIgnoreCase),
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Fact]
    public async Task A_sign_off_is_never_chosen_beforehand_and_is_bound_to_the_hash_on_the_page()
    {
        var form = (await Drawn.Document(Sample.Team)).QuerySelector<IHtmlFormElement>("form.sign")!;
        var choice = form.QuerySelector<IHtmlInputElement>($"#{FieldIds.Confirmed}")!;

        Assert.False(choice.IsChecked);
        Assert.True(choice.IsRequired);
        Assert.Equal(Sample.Hash, form.QuerySelector<IHtmlInputElement>($"[name={Fields.Hash}]")!.Value);
    }

    [Fact]
    public async Task A_refused_return_keeps_what_was_typed_and_says_what_is_wrong_twice()
    {
        var page = await Drawn.Document(Sample.NoReason);
        var field = page.QuerySelector<IHtmlTextAreaElement>($"#{FieldIds.ReturnReason}")!;

        Assert.Equal("<b>Not</b> \"ours\" & no", field.Value);
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Equal("alert", page.QuerySelector(".refused")!.GetAttribute("role"));
        Assert.NotEmpty(page.GetElementById($"{FieldIds.ReturnReason}-error")!.TextContent);
    }

    [Fact]
    public async Task A_stranger_reads_nothing_about_a_quarter()
    {
        foreach (
            var name in new[] { "home", "dead-link-expired", "fresh-link", "notice-not-found", "notice-too-many-tries" }
        )
        {
            Assert.DoesNotContain("2026-Q3", await Drawn.Text(Sample.All[name]), StringComparison.Ordinal);
            Assert.DoesNotContain("Example Delivery", await Drawn.Text(Sample.All[name]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mail_is_shown_in_a_frame_that_cannot_run_anything()
    {
        var frame = (await Drawn.Document(Sample.All["mail"])).QuerySelector("iframe")!;

        Assert.Equal(
            "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
            frame.GetAttribute("sandbox")
        );
        Assert.Null(frame.GetAttribute("srcdoc"));
    }

    [Fact]
    public void The_stylesheet_asks_nobody_for_anything()
    {
        var css = Encoding.UTF8.GetString(Stylesheet.Content.Span);

        Assert.DoesNotContain("url(", css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", css, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("^/assets/reviewflow\\.[0-9a-f]{12}\\.css$", Stylesheet.Href);
    }
}

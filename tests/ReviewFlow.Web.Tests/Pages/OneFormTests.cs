using AngleSharp.Dom;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

/// <summary>A page shows one form and one button at a time, so that sending it loses nothing typed elsewhere.</summary>
public sealed class OneFormTests
{
    public static TheoryData<string> Names => [.. Sample.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_has_one_form_at_most_and_a_link_to_each_other_one(string name)
    {
        var page = await Drawn.Document(Sample.All[name]);
        Assert.InRange(page.QuerySelectorAll("main form").Length, 0, 1);
        foreach (var link in page.QuerySelectorAll("main a[href*='?act=']").Select(a => a.GetAttribute("href")!))
        {
            var act = link.Split("?act=")[1].Split('#')[0];
            var other = await Drawn.Document(Sample.All[name] with { Act = act });
            var form = Assert.Single(other.QuerySelectorAll("main form"));
            Assert.NotEmpty(form.QuerySelectorAll("button[type=submit]"));
            Assert.NotNull(form.Closest("#act"));
        }
    }

    [Fact]
    public async Task The_settle_form_has_one_button_that_sends_it_and_one_that_keeps_a_draft()
    {
        var page = await Drawn.Document(Sample.All["assessing-revealed"]);
        Assert.Equal(
            ["", Fields.KeepDraft],
            page.QuerySelectorAll("main button").Select(b => b.GetAttribute("name") ?? "")
        );
    }
}

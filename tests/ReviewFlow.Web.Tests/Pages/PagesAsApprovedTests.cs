using ReviewFlow.Testing;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

public class PagesAsApprovedTests
{
    public static TheoryData<string> Names => [.. Sample.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_state_of_a_page_reads_as_approved(string name)
    {
        // The stylesheet's hash is left out: a new colour is no new page.
        var html = (await Drawn.Text(Sample.All[name])).Replace(
            Stylesheet.Href,
            "/assets/reviewflow.css",
            StringComparison.Ordinal
        );

        Approved.Check(html, $"Pages/Approved/{name}.approved.html");
    }
}

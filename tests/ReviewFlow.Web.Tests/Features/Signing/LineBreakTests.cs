using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Features.Signing;

/// <summary>Lines that ops or leaders wrote stay lines on the page and in the mail.</summary>
public sealed class LineBreakTests
{
    private const string Pat = "pat@example.com";

    [Fact]
    public async Task Lines_of_a_cause_are_lines_on_the_page_and_in_the_mail_that_says_what_changed()
    {
        var roster = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "line-breaks.json")))!;
        await using var product = await RunningProduct.WithQuarter(Encoding.UTF8.GetBytes(roster.ToJsonString()));
        using var pat = await product.BrowserOf(Pat);
        var cause = (await pat.Get("/desk/t1")).Page.QuerySelectorAll("dd").Select(d => d.TextContent).ToArray();
        Assert.Contains("First the vendor was late.\nThen the tests were.", cause);
        Assert.Contains("Start early.\nTest earlier.", cause);

        var team = roster["teams"]![0]!;
        team["outcomes"]![0]!["cause"] = "First the vendor was late.\nThen the tests failed.";
        var body = new JsonObject
        {
            ["reason"] = "The cause was wrong.",
            ["scorecard"] = new JsonObject
            {
                ["budget"] = team["budget"]!.DeepClone(),
                ["outcomes"] = team["outcomes"]!.DeepClone(),
            },
        };
        using var ops = product.Ops();
        using var amend = await ops.PutAsync(
            "api/quarters/2026-Q3/teams/t1/scorecard",
            new StringContent(body.ToJsonString()),
            TestContext.Current.CancellationToken
        );
        amend.EnsureSuccessStatusCode();
        await product.RunDueWork();
        var mail = product.RecordingSender.Delivered.Last(m => m.To == Pat);
        Assert.Contains("was late.\n  Then the tests were.", mail.Text, StringComparison.Ordinal);
        Assert.Matches(@"was late\.\s*<br>\s*Then the tests failed\.", mail.Html);
    }
}

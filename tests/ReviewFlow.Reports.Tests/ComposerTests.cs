using System.Text.RegularExpressions;

namespace ReviewFlow.Reports.Tests;

public partial class ComposerTests
{
    [Fact]
    public void The_text_of_the_report_is_the_approved_one() =>
        Approved.Matches(string.Join('\n', DocumentText.Of(Sample.Report)) + "\n", "quarter-2026-Q3");

    [Fact]
    public void A_report_says_it_is_jointly_signed_only_when_it_is()
    {
        var unsigned = Sample.Unsigned(Sample.Roster);
        var refusal = Assert.Throws<InvalidOperationException>(() => ReportComposer.Compose(unsigned, Sample.Head, Sample.Released));
        Assert.Contains("has not signed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_score_by_function_or_person() =>
        Assert.DoesNotMatch(Score(), string.Join('\n', DocumentText.Of(Sample.Report)));

    [Fact]
    public void A_voided_team_is_named_with_its_reason_and_nothing_else()
    {
        var document = ReportComposer.Compose(Sample.Quarter(Sample.Roster, ("loyalty", "Merged into Checkout.")), Sample.Head, Sample.Released);
        var text = DocumentText.Of(document).ToList();
        Assert.Equal("Merged into Checkout.", text[text.IndexOf("Loyalty") + 1]);
        Assert.Equal(1, text.Count(t => t == "Loyalty"));
        Assert.DoesNotContain(document.Sections, s => s.Title == "Loyalty");
    }

    [Fact]
    public void Currencies_are_listed_and_never_added_up()
    {
        var roster = Sample.With(teams => teams[0]!["budget"]!["currency"] = "AED");
        var text = DocumentText.Of(ReportComposer.Compose(Sample.Quarter(roster), Sample.Head, Sample.Released)).ToList();
        Assert.Equal("420,000", text[text.IndexOf("AED") + 1]);
        Assert.Equal("2,340,000", text[text.IndexOf("USD") + 1]);
    }

    [Fact]
    public void Evidence_that_is_not_of_the_web_is_no_link()
    {
        var links = Sample.Report.Sections.SelectMany(s => s.Blocks).OfType<Block.Table>().SelectMany(t => t.Groups).SelectMany(g => g.Rows)
            .SelectMany(r => r.Cells).OfType<Cell.Words>().Select(w => w.Link).OfType<Link>();
        Assert.All(links, l => Assert.Equal(Uri.UriSchemeHttps, l.Target.Scheme));
    }

    [Fact]
    public void Every_review_hash_is_printed_whole()
    {
        var quarter = Sample.Quarter(Sample.Roster);
        var text = Small.Text(Sample.Pdf);
        Assert.All(quarter.InOrder, r => Assert.Contains(r.Hash, text, StringComparison.Ordinal));
        Assert.Contains(Sample.Head.Hash, text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(product|technology|engineering|personal)\s+(score|rating)|(score|rating) (of|by)", RegexOptions.IgnoreCase)]
    private static partial Regex Score();
}

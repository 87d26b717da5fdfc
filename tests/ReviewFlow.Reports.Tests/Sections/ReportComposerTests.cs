using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReviewFlow.Access;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Sections;

namespace ReviewFlow.Reports.Tests.Sections;

public partial class ReportComposerTests
{
    [Fact]
    public void The_text_of_the_report_is_the_approved_one() =>
        Approved.Matches(string.Join('\n', DocumentText.Of(Sample.Report)) + "\n", "quarter-2026-Q3");

    [Fact]
    public void The_text_of_a_jointly_assessed_report_is_the_approved_one() =>
        Approved.Matches(string.Join('\n', DocumentText.Of(Sample.JointReport)) + "\n", "quarter-2026-Q3-joint");

    [Fact]
    public void No_note_no_words_on_the_way_and_no_view_of_one_seat_stand_in_the_report()
    {
        var text = string.Join('\n', DocumentText.Of(Sample.JointReport));
        Assert.DoesNotContain("PLANTED", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(Score(), text);
        // A view would be a rating beside a seat or a person.
        Assert.DoesNotMatch(View(), text);
    }

    [Fact]
    public void Who_held_which_view_makes_no_difference_to_the_report()
    {
        var swapped = Sample.Joint with
        {
            Reviews = Sample.Joint.Reviews.ToImmutableDictionary(
                r => r.Key,
                r =>
                    r.Value with
                    {
                        Assessment = r.Value.Assessment! with
                        {
                            Outcomes =
                            [
                                .. r.Value.Assessment!.Outcomes.Select(o =>
                                    o with
                                    {
                                        Product = o.Technology,
                                        Technology = o.Product,
                                    }
                                ),
                            ],
                        },
                    }
            ),
        };
        Assert.Equal(
            DocumentText.Of(ReportComposer.Compose(Sample.Joint, Sample.Head, Sample.Released)),
            DocumentText.Of(ReportComposer.Compose(swapped, Sample.Head, Sample.Released))
        );
    }

    [Fact]
    public void Of_a_part_that_was_taken_over_nobody_of_the_pair_is_named()
    {
        var dispatch = Sample.JointReport.Sections.Single(s => s.Title == "Dispatch");
        var text = string.Join('\n', DocumentText.Of(Sample.JointReport with { Sections = [dispatch] }));
        Assert.DoesNotContain("Director, Logistics", text, StringComparison.Ordinal);
        Assert.Contains("Both leaders of Company took over the part of Logistics", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_signed_from_a_browser_that_ops_confirmed_is_named_with_day_and_reason()
    {
        var signer = Sample.Joint.InOrder.First().SignOffs.First().SignOff.Signer;
        var quarter = Sample.Joint with
        {
            Access = AccessState.None with
            {
                Vouches =
                [
                    new(signer.Id, Sample.Released, "Her mail was down"),
                    new(PersonId.Of("never.signed@example.com"), Sample.Released, "Another reason"),
                ],
            },
        };
        var text = DocumentText.Of(ReportComposer.Compose(quarter, Sample.Head, Sample.Released)).ToArray();
        var start = Array.FindIndex(text, l => l.Contains("Confirmed by operations", StringComparison.Ordinal));
        Assert.True(start > 0);
        var part = string.Join('\n', text[start..]);
        Assert.Contains(signer.Name, part, StringComparison.Ordinal);
        Assert.Contains("Her mail was down", part, StringComparison.Ordinal);
        Assert.DoesNotContain("Another reason", part, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trend_stands_in_the_order_of_time_whatever_order_it_came_in()
    {
        var text = DocumentText.Of(Sample.JointReport).ToList();
        var at = text.IndexOf("2026-Q1");
        Assert.Equal(
            ["2026-Q1", "13", "7", "54%", "2026-Q2", "14", "6", "43%", "2026-Q3", "15", "2", "13%"],
            text.GetRange(at, 12)
        );
    }

    [Theory]
    [InlineData("The figure of 2026-Q2 is not available: its ledger could not be read.", "2026-Q2")]
    [InlineData(
        "The figures of 2025-Q4, 2026-Q1 and 2026-Q2 are not available: their ledgers could not be read.",
        "2026-Q2",
        "2026-Q1",
        "2025-Q4"
    )]
    public void An_earlier_quarter_without_figures_is_named(string words, params string[] quarters)
    {
        var text = DocumentText
            .Of(
                ReportComposer.Compose(
                    Sample.Joint,
                    Sample.Head,
                    Sample.Released,
                    new([], [.. quarters.Select(q => QuarterId.Parse(q))])
                )
            )
            .ToList();
        Assert.Contains(words, text);
    }

    [Fact]
    public void A_quarter_that_is_only_signed_off_has_no_words_of_an_assessment()
    {
        var text = string.Join('\n', DocumentText.Of(Sample.Report));
        Assert.All(["joint view", "’s share", "over the wall", "According to the figures", "Working together"], w =>
            Assert.DoesNotContain(w, text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_report_says_it_is_jointly_signed_only_when_it_is()
    {
        var unsigned = Sample.Unsigned(Sample.Roster);
        var refusal = Assert.Throws<InvalidOperationException>(() =>
            ReportComposer.Compose(unsigned, Sample.Head, Sample.Released)
        );
        Assert.Contains("has not signed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_score_by_function_or_person() =>
        Assert.DoesNotMatch(Score(), string.Join('\n', DocumentText.Of(Sample.Report)));

    [Fact]
    public void A_voided_team_is_named_with_its_reason_and_nothing_else()
    {
        var document = ReportComposer.Compose(
            Sample.Quarter(Sample.Roster, ("loyalty", "Merged into Checkout.")),
            Sample.Head,
            Sample.Released
        );
        var text = DocumentText.Of(document).ToList();
        Assert.Equal("Merged into Checkout.", text[text.IndexOf("Loyalty") + 1]);
        Assert.Equal(1, text.Count(t => t == "Loyalty"));
        Assert.DoesNotContain(document.Sections, s => s.Title == "Loyalty");
    }

    [Fact]
    public void Currencies_are_listed_and_never_added_up()
    {
        var roster = Sample.With(teams => teams[0]!["budget"]!["currency"] = "AED");
        var text = DocumentText
            .Of(ReportComposer.Compose(Sample.Quarter(roster), Sample.Head, Sample.Released))
            .ToList();
        Assert.Equal("420,000", text[text.IndexOf("AED") + 1]);
        Assert.Equal("2,340,000", text[text.IndexOf("USD") + 1]);
    }

    [Fact]
    public void Evidence_that_is_not_of_the_web_is_no_link()
    {
        var links = Sample
            .Report.Sections.SelectMany(s => s.Blocks)
            .OfType<Block.Table>()
            .SelectMany(t => t.Groups)
            .SelectMany(g => g.Rows)
            .SelectMany(r => r.Cells)
            .OfType<Cell.Words>()
            .Select(w => w.Link)
            .OfType<Link>();
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

    [GeneratedRegex(
        @"(product|technology|engineering|personal)\s+(score|rating)|(score|rating) (of|by)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Score();

    [GeneratedRegex(
        @"(product|technology|director|officer)[^\n]{0,40}\b(rated|saw it as|sees it as|viewed)\b[^\n]{0,20}\b(met|partly|missed)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex View();
}

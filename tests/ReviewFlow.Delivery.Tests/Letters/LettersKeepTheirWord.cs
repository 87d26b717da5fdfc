using System.Text;
using AngleSharp.Html.Parser;
using ReviewFlow.Delivery.Mail.Letters;

namespace ReviewFlow.Delivery.Tests.Letters;

public class LettersKeepTheirWord
{
    public static TheoryData<string> Names => [.. SampleLetters.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Html_loads_nothing_and_runs_nothing(string name)
    {
        var page = new HtmlParser().ParseDocument(LetterHtml.Render(SampleLetters.All[name]));

        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, object, form, [src], [background]"));
        Assert.DoesNotContain("url(", page.Source.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(SampleLetters.Url, Assert.Single(page.QuerySelectorAll("a")).GetAttribute("href"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Plain_text_keeps_to_72_columns_with_the_link_on_its_own_line(string name)
    {
        var lines = LetterText.Render(SampleLetters.All[name]).Split('\n');

        Assert.Single(lines, SampleLetters.Url);
        Assert.All(lines, line => Assert.True(line.Length <= 72 || line == SampleLetters.Url, line));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_subject_starts_with_the_quarter_and_no_letter_shouts(string name)
    {
        var letter = SampleLetters.All[name];

        Assert.StartsWith("2026-Q3: ", letter.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain('!', LetterText.Render(letter) + letter.Subject + letter.Preheader);
        Assert.Contains("do not forward it. Nothing is ever approved by time.", letter.Footnote, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_leaders_of_a_pair_are_escalated_to_in_the_same_words()
    {
        var product = Composer.Write(SampleLetters.Escalated with { To = SampleLetters.Leader with { Name = "Product Director, Marketplace" } });
        var technology = Composer.Write(SampleLetters.Escalated);

        Assert.Equal(LetterText.Render(product), LetterText.Render(technology));
        Assert.Equal(product.Subject, technology.Subject);
    }

    [Fact]
    public void The_ceo_reads_awaiting_joint_sign_off_and_no_leader()
    {
        var letter = Composer.Write(SampleLetters.Awaiting);
        var text = letter.Subject + letter.Preheader + LetterText.Render(letter);

        Assert.Contains("awaiting joint sign-off", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Director", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Product", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Technology", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_never_reaches_a_subject()
    {
        foreach (var subject in SampleLetters.All.Values.Select(letter => letter.Subject))
        {
            Assert.DoesNotContain("refund", subject, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("merged", subject, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(7 * 1024 * 1024, true)]
    [InlineData((7 * 1024 * 1024) + 1, false)]
    public void A_report_travels_with_the_mail_up_to_7_MB(long bytes, bool fits) => Assert.Equal(fits, ReportPdf.FitsInMail(bytes));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/desk")]
    [InlineData("https://example.com/a b")]
    [InlineData("https://example.com/\r\nBcc: x@example.com")]
    public void A_button_leads_to_a_web_address_only(string url)
    {
        var refused = Assert.Throws<ArgumentException>(() => new Block.Button("Open", url));
        Assert.DoesNotContain(url, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_plain_text_comes_near_998_octets_when_words_are_endless()
    {
        var letter = Composer.Write(new Returned(SampleLetters.Leader with { Name = new string('é', 10_000) },
            [SampleLetters.Objection with { Reason = string.Concat(Enumerable.Repeat("😀", 5_000)), Team = new string('x', 10_000) }]));

        Assert.All(LetterText.Render(letter).Split('\n'), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 998));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(LetterText.Render(letter))));
        Assert.True(letter.Subject.Length <= 150);
    }
}

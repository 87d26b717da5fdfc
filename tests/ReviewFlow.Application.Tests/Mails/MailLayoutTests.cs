using System.Text;
using AngleSharp.Html.Parser;
using ReviewFlow.Application.Mails;
using ReviewFlow.Application.Mails.Layout;
using ReviewFlow.Application.Settings;

namespace ReviewFlow.Application.Tests.Mails;

public class MailLayoutTests
{
    public static TheoryData<string> Names => [.. SampleMails.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Html_loads_nothing_and_runs_nothing(string name)
    {
        var page = new HtmlParser().ParseDocument(SampleMails.Html(SampleMails.All[name]));

        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, object, form, [src], [background]"));
        Assert.DoesNotContain("url(", page.Source.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(SampleMails.Url, Assert.Single(page.QuerySelectorAll("a")).GetAttribute("href"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Plain_text_keeps_to_72_columns_with_the_link_on_its_own_line(string name)
    {
        var lines = SampleMails.Text(SampleMails.All[name]).Split('\n');

        Assert.Single(lines, SampleMails.Url);
        Assert.All(lines, line => Assert.True(line.Length <= 72 || line == SampleMails.Url, line));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_subject_starts_with_the_quarter_and_no_mail_shouts(string name)
    {
        var mail = SampleMails.All[name];

        Assert.StartsWith("2026-Q3: ", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain('!', SampleMails.Text(mail) + mail.Subject + mail.Preheader);
        Assert.Contains(
            "do not forward it. Nothing is ever approved just because a deadline passes.",
            mail.Footnote,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Both_leaders_of_a_pair_are_escalated_to_in_the_same_words()
    {
        var product = DeadlineMails.Escalated(
            SampleMails.Escalated with
            {
                To = SampleMails.Leader with { Name = "Product Director, Marketplace" },
            }
        );
        var technology = DeadlineMails.Escalated(SampleMails.Escalated);

        Assert.Equal(SampleMails.Text(product), SampleMails.Text(technology));
        Assert.Equal(product.Subject, technology.Subject);
    }

    [Fact]
    public void The_ceo_reads_awaiting_joint_sign_off_and_no_leader()
    {
        var mail = DeadlineMails.AwaitingSignOff(SampleMails.Awaiting);
        var text = mail.Subject + mail.Preheader + SampleMails.Text(mail);

        Assert.Contains("awaiting joint sign-off", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Director", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Product", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Technology", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_never_reaches_a_subject()
    {
        foreach (var subject in SampleMails.All.Values.Select(mail => mail.Subject))
        {
            Assert.DoesNotContain("refund", subject, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("merged", subject, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void A_report_travels_with_the_mail_up_to_7_MB_where_nothing_else_is_set() =>
        Assert.Equal(
            7_000_000,
            new ReviewFlowSettings { PublicUrl = new("https://reviews.example.com") }.MaxAttachedBytes
        );

    [Theory]
    [InlineData("amended", "please sign again", "sign again")]
    [InlineData("amended-first-time", "please sign", "read what changed and sign")]
    [InlineData(
        "amended-cancelled",
        "your signature was cancelled",
        "will come back to you once the pair below has signed"
    )]
    [InlineData(
        "amended-partner-cancelled",
        "the pair below will sign again",
        "will come back to you once the pair below has signed"
    )]
    public void An_amendment_asks_only_those_whose_turn_it_is_and_names_only_sign_offs_that_were_given(
        string name,
        string subject,
        string words
    )
    {
        Assert.EndsWith(subject, SampleMails.All[name].Subject, StringComparison.Ordinal);
        Assert.Contains(words, Unwrapped(SampleMails.All[name]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("withdrawn", false)]
    [InlineData("withdrawn-cancelled", true)]
    public void A_withdrawal_says_that_the_readers_own_sign_off_fell_only_where_it_did(string name, bool fell) =>
        Assert.Equal(
            fell,
            Unwrapped(SampleMails.All[name]).Contains("and was cancelled too", StringComparison.Ordinal)
        );

    [Fact]
    public void Who_leads_two_pairs_that_are_late_gets_one_mail_that_names_both() =>
        Assert.All(SampleMails.TwoPairs.Pairs, pair =>
            Assert.Contains(
                $"Awaiting {pair.Pair}: ",
                SampleMails.Text(SampleMails.All["escalated-two-pairs"]),
                StringComparison.Ordinal
            )
        );

    [Fact]
    public void No_line_of_plain_text_comes_near_998_octets_when_words_are_endless()
    {
        var mail = SigningMails.Returned(
            new ReturnedModel(
                SampleMails.Leader with
                {
                    Name = new string('é', 10_000),
                },
                [
                    SampleMails.Objection with
                    {
                        Reason = string.Concat(Enumerable.Repeat("😀", 5_000)),
                        Team = new string('x', 10_000),
                    },
                ]
            )
        );

        Assert.All(SampleMails.Text(mail).Split('\n'), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 998));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(SampleMails.Text(mail))));
        Assert.True(mail.Subject.Length <= 150);
    }

    /// <summary>The pieces are split where the layout drew a button, and by nothing that was written.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_link_has_a_place_for_each_button_and_no_other(int buttons)
    {
        var mail = SampleMails.All["returned"];
        var rendered = MailRenderer.Render(
            mail with
            {
                Body =
                [
                    .. mail.Body.Where(block => block is not Block.Button),
                    .. Enumerable.Range(1, buttons).Select(n => new Block.Button($"Button {n}")),
                ],
            }
        );

        Assert.Equal((buttons + 1, buttons + 1), (rendered.Html.Count, rendered.Text.Count));
        Assert.All(rendered.Html.SkipLast(1), piece => Assert.EndsWith("<a href=\"", piece, StringComparison.Ordinal));
        Assert.All(rendered.Html.Skip(1), piece => Assert.StartsWith("\" style=", piece, StringComparison.Ordinal));
    }

    private static string Unwrapped(MailContent mail) => SampleMails.Text(mail).Replace('\n', ' ');
}

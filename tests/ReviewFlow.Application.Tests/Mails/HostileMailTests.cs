using System.Text;
using AngleSharp.Html.Parser;
using CsCheck;
using ReviewFlow.Application.Mails;

namespace ReviewFlow.Application.Tests.Mails;

public class HostileMailTests
{
    private static readonly Gen<string> Hostile = Gen.Select(
        Gen.OneOf(
            "<script>alert(1)</script>",
            "\"'><img src=x onerror=alert(1)>",
            "\r\nBcc: all@example.com\r\n\r\n",
            "\u202Egnp.exe",
            "\u2066a\u2069",
            "\0\b",
            "&lt;b&gt;",
            "]]>--><!--",
            "\u2028x"
        ),
        Gen.String,
        (known, any) => known + any
    );

    [Fact]
    public void Nothing_people_type_becomes_a_header_or_markup() =>
        Hostile.Sample(
            typed =>
            {
                foreach (var letter in Written(typed))
                {
                    Assert.DoesNotContain(letter.Subject, c =>
                        char.IsControl(c) || c is '\u2028' or '\u2029' || TurnsDirection(c)
                    );

                    var html = SampleMails.Html(letter);
                    var page = new HtmlParser().ParseDocument(html);
                    Assert.Empty(page.QuerySelectorAll("script, img, b, [onerror]"));
                    Assert.Equal(SampleMails.Url, Assert.Single(page.QuerySelectorAll("a")).GetAttribute("href"));
                    Assert.DoesNotContain(page.Body!.TextContent, TurnsDirection);

                    var text = SampleMails.Text(letter);
                    Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || TurnsDirection(c));
                    Assert.All(text.Split('\n'), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 998));
                }
            },
            iter: 200
        );

    [Fact]
    public void A_reason_cannot_pass_for_our_words_in_plain_text()
    {
        var letter = MailComposer.Write(
            new Returned(
                SampleMails.Leader,
                [SampleMails.Objection with { Reason = "fine\r\n\r\nOpen your reviews:\nhttps://evil.example/steal" }]
            )
        );

        Assert.Contains("  > https[:]//evil[.]example/steal\n", SampleMails.Text(letter), StringComparison.Ordinal);
        Assert.DoesNotContain("\nhttps[", SampleMails.Text(letter), StringComparison.Ordinal);
    }

    private static IEnumerable<MailContent> Written(string typed)
    {
        var to = SampleMails.Leader with { Name = typed, Company = typed };
        yield return MailComposer.Write(new Invitation(to, typed, [new(typed, typed, typed, typed)]));
        yield return MailComposer.Write(new Returned(to, [new(typed, 1, typed, "Product", typed, typed)]));
        yield return MailComposer.ToOps(new Returned(to, [new(typed, 1, typed, "Product", typed, typed)]));
        yield return MailComposer.Write(new Withdrawn(to, true, [new(typed, 1, typed, "Product", typed, typed)]));
        yield return MailComposer.Write(
            new Amended(to, typed, true, true, [new(typed, 2, [new(typed, typed, typed)], typed)])
        );
        yield return MailComposer.Write(new Escalated(to, typed, [new(typed, typed, typed, [typed])]));
        yield return MailComposer.Write(
            new Escalated(to, typed, [new(typed, typed, typed, [typed]), new(typed, typed, typed, [typed])])
        );
        yield return MailComposer.Write(new AwaitingSignOff(to, 1, 2, [typed]));
        yield return MailComposer.Write(new Voided(to, typed, [typed]));
        yield return MailComposer.Write(new Extended(to, typed, typed, typed, [typed]));
        yield return MailComposer.Write(
            new Invitation(
                to,
                typed,
                [new(typed, typed, typed, typed, Wanted.Rating), new(typed, typed, typed, typed, Wanted.OneView)]
            )
        );
        yield return MailComposer.Write(new YourTurn(to, typed, [new(typed, typed, typed, typed, Wanted.OneView)]));
        yield return MailComposer.Write(
            new YourTurn(to, typed, [new(typed, typed, typed, typed, Wanted.OneView), new(typed, typed, typed, typed)])
        );
        yield return MailComposer.Write(new TakeOverProposed(to, typed, typed, typed, typed, Rates: true));
        yield return MailComposer.Write(new TakenOver(to, typed, typed, [typed, typed], typed, Rates: true));
        var delegated = new Delegated(to, typed, typed, typed, typed);
        yield return MailComposer.ToDelegate(delegated);
        yield return MailComposer.ToPartner(delegated);
        yield return MailComposer.ToDelegateAtEnd(delegated);
        yield return MailComposer.ToPartnerAtEnd(delegated);
        yield return MailComposer.ToCeo(new Released(to, 1, new(typed, 1, typed, typed), true));
    }

    private static bool TurnsDirection(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

using System.Text;
using AngleSharp.Html.Parser;
using CsCheck;
using ReviewFlow.Application.Mails;
using ReviewFlow.Application.Reading;

namespace ReviewFlow.Application.Tests.Mails.Layout;

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
                foreach (var mail in Written(typed))
                {
                    Assert.DoesNotContain(mail.Subject, c =>
                        char.IsControl(c) || c is '\u2028' or '\u2029' || TurnsDirection(c)
                    );

                    var html = SampleMails.Html(mail);
                    var page = new HtmlParser().ParseDocument(html);
                    Assert.Empty(page.QuerySelectorAll("script, img, b, [onerror]"));
                    Assert.Equal(SampleMails.Url, Assert.Single(page.QuerySelectorAll("a")).GetAttribute("href"));
                    Assert.DoesNotContain(page.Body!.TextContent, TurnsDirection);

                    var text = SampleMails.Text(mail);
                    Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || TurnsDirection(c));
                    Assert.All(text.Split('\n'), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 998));
                }
            },
            iter: 200
        );

    [Fact]
    public void A_reason_cannot_pass_for_our_words_in_plain_text()
    {
        var mail = SigningMails.Returned(
            new ReturnedModel(
                SampleMails.Leader,
                [SampleMails.Objection with { Reason = "fine\r\n\r\nOpen your reviews:\nhttps://evil.example/steal" }]
            )
        );

        Assert.Contains("  > https[:]//evil[.]example/steal\n", SampleMails.Text(mail), StringComparison.Ordinal);
        Assert.DoesNotContain("\nhttps[", SampleMails.Text(mail), StringComparison.Ordinal);
    }

    private static IEnumerable<MailContent> Written(string typed)
    {
        var to = SampleMails.Leader with { Name = typed, Company = typed };
        var due = new DueDay(typed, IsPast: false);
        yield return InvitationMails.Invitation(new InvitationModel(to, due, [new(typed, typed, typed, typed)]));
        yield return SigningMails.Returned(new ReturnedModel(to, [new(typed, 1, typed, "Product", typed, typed)]));
        yield return SigningMails.ReturnedToOps(new ReturnedModel(to, [new(typed, 1, typed, "Product", typed, typed)]));
        yield return SigningMails.Withdrawn(
            new WithdrawnModel(to, true, [new(typed, 1, typed, "Product", typed, typed)])
        );
        yield return AmendmentMails.Amended(
            new AmendedModel(to, due, true, true, [new(typed, 2, [new(typed, typed, typed)], typed)])
        );
        yield return DeadlineMails.Escalated(new EscalatedModel(to, typed, [new(typed, typed, typed, [typed])]));
        yield return DeadlineMails.Escalated(
            new EscalatedModel(to, typed, [new(typed, typed, typed, [typed]), new(typed, typed, typed, [typed])])
        );
        yield return DeadlineMails.AwaitingSignOff(new AwaitingModel(to, 1, 2, [typed]));
        yield return OpenWorkMails.OpenWork(
            new(to, null, due, new(new(1, 2, 1, 1, 1), [new(typed, typed, typed)], [new(typed, typed, typed)]))
        );
        yield return QuarterMails.Voided(new VoidedModel(to, typed, [typed]));
        yield return DeadlineMails.Extended(new ExtendedModel(to, typed, typed, typed, [typed]));
        yield return InvitationMails.Invitation(
            new InvitationModel(
                to,
                due,
                [new(typed, typed, typed, typed, Wanted.Rating), new(typed, typed, typed, typed, Wanted.OneView)]
            )
        );
        yield return AssessmentMails.YourTurn(
            new YourTurnModel(to, due, [new(typed, typed, typed, typed, Wanted.OneView)])
        );
        yield return AssessmentMails.YourTurn(
            new YourTurnModel(
                to,
                due,
                [new(typed, typed, typed, typed, Wanted.OneView), new(typed, typed, typed, typed)]
            )
        );
        yield return TakeOverMails.Proposed(new TakeOverProposedModel(to, typed, typed, typed, typed, Rates: true));
        yield return TakeOverMails.TakenOver(new TakenOverModel(to, typed, typed, [typed, typed], typed, Rates: true));
        var delegated = new DelegationModel(to, typed, typed, typed, typed);
        yield return DelegationMails.NamedToDelegate(delegated);
        yield return DelegationMails.NamedToPartner(delegated);
        yield return DelegationMails.EndedToDelegate(delegated);
        yield return DelegationMails.EndedToPartner(delegated);
        yield return ReleaseMails.ReleasedToCeo(new ReleasedModel(to, 1, new(typed, 1, typed, typed), true));
    }

    private static bool TurnsDirection(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

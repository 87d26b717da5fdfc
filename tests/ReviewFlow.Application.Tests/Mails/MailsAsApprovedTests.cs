using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Mails;

public class MailsAsApprovedTests
{
    public static TheoryData<string> Names => [.. SampleMails.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_html_reads_as_approved(string name) =>
        Approved.Check(SampleMails.Html(SampleMails.All[name]), $"Mails/Approved/{name}.approved.html");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_plain_text_reads_as_approved(string name)
    {
        var mail = SampleMails.All[name];
        Approved.Check($"Subject: {mail.Subject}\n\n{SampleMails.Text(mail)}", $"Mails/Approved/{name}.approved.txt");
    }
}

using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Mails;

public class LettersAsApproved
{
    public static TheoryData<string> Names => [.. SampleLetters.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_html_reads_as_approved(string name) =>
        Approved.Check(SampleLetters.Html(SampleLetters.All[name]), $"Mails/Approved/{name}.approved.html");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_plain_text_reads_as_approved(string name)
    {
        var letter = SampleLetters.All[name];
        Approved.Check(
            $"Subject: {letter.Subject}\n\n{SampleLetters.Text(letter)}",
            $"Mails/Approved/{name}.approved.txt"
        );
    }
}

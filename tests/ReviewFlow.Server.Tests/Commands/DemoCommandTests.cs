using MimeKit;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

/// <summary>Small rosters that once failed.</summary>
public sealed class DemoCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_roster_with_ops_is_played_to_its_end_and_ops_get_the_report()
    {
        var mails = await Demo("with-ops.json");
        var released = Assert.Single(mails, m => m.To == "ops@example.com" && m.Kind == "released");
        Assert.True(released.HasReport);
        OncePerOccasion(mails);
    }

    [Fact]
    public async Task A_ceo_who_is_ops_gets_one_mail_for_each_occasion_and_reads_no_leaders_name()
    {
        var mails = await Demo("ops-is-the-ceo.json");
        Assert.Single(mails, m => m.To == "ceo@example.com" && m.Kind == "released");
        OncePerOccasion(mails);
        foreach (var mail in mails.Where(m => m.To == "ceo@example.com"))
        {
            foreach (var name in new[] { "Pat", "Terry", "pat@example.com", "terry@example.com" })
                Assert.DoesNotContain(name, mail.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static void OncePerOccasion(IEnumerable<DemoMail> mails) =>
        Assert.Distinct(mails.Select(m => (m.To, m.Occasion)));

    private async Task<IReadOnlyList<DemoMail>> Demo(string name)
    {
        var roster = _folder.Write(
            name,
            await File.ReadAllTextAsync(
                Path.Combine(AppContext.BaseDirectory, "Cases", name),
                TestContext.Current.CancellationToken
            )
        );
        var ran = await CommandLine.Run("demo", roster, "--data", _folder["data"]);
        Assert.True(ran.Exit == ExitCodes.Success, ran.Error);
        return [.. Directory.EnumerateFiles(Path.Combine(_folder["data"], "mail"), "*.eml").Select(DemoMail.Read)];
    }

    /// <param name="Occasion">Number of the ledger entry and the mail's kind.</param>
    private sealed record DemoMail(string To, string Kind, string Occasion, string Text, bool HasReport)
    {
        /// <summary><c>2026-Q3.00041.invitation.cto@example.com.eml</c></summary>
        public static DemoMail Read(string path)
        {
            var parts = Path.GetFileName(path).Split('.', 4);
            using var message = MimeMessage.Load(path);
            return new(
                message.To.Mailboxes.Single().Address,
                parts[2],
                $"{parts[1]} {parts[2]}",
                $"{message.Subject} {message.TextBody} {message.HtmlBody}",
                message.Attachments.Any()
            );
        }
    }
}

using MimeKit;

namespace ReviewFlow.Server.Demo;

/// <summary>Reads new mails from the mail folder.</summary>
internal sealed class Mailbox(string folder)
{
    private readonly HashSet<string> _read = [];

    /// <summary>For each address the link in its newest mail since the last call.</summary>
    public IReadOnlyDictionary<string, Uri> NewLinks()
    {
        var links = new SortedDictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Where(_read.Add))
        {
            using var message = MimeMessage.Load(path);
            if (LinkIn(message) is { } link)
                links[message.To.Mailboxes.Single().Address] = link;
        }
        return links;
    }

    /// <summary>The one link in a mail's plain text; null if there is none.</summary>
    public static Uri? LinkIn(MimeMessage message) =>
        (message.TextBody ?? "")
            .Split('\n')
            .Select(l => l.Trim())
            .FirstOrDefault(l =>
                l.Contains("/l/", StringComparison.Ordinal) && Uri.IsWellFormedUriString(l, UriKind.Absolute)
            )
            is { } line
            ? new Uri(line)
            : null;

    public int Count => Directory.EnumerateFiles(folder, "*.eml").Count();
}

using System.Text.RegularExpressions;
using MimeKit;

namespace ReviewFlow.Server.Demo;

/// <summary>Reads new mails from the mail folder.</summary>
internal sealed partial class Mailbox(string folder)
{
    private readonly HashSet<string> _read = [];
    private readonly HashSet<string> _usedCodes = [];

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

    /// <summary>The code of the newest mail to this address that has one. Waits until it has come.</summary>
    public async Task<string> NewCode(string address, CancellationToken cancellationToken)
    {
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.eml").Where(p => !_usedCodes.Contains(p)))
            {
                using var message = await MimeMessage.LoadAsync(path, cancellationToken);
                var code = CodeIn(message);
                if (code is null)
                    _usedCodes.Add(path);
                else if (message.To.Mailboxes.Single().Address == address && _usedCodes.Add(path))
                    return code;
            }
            await every.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>The six digits that stand alone on a line of a mail's plain text; null if there are none.</summary>
    public static string? CodeIn(MimeMessage message) =>
        CodeLine().Match(message.TextBody ?? "") is { Success: true } found
            ? found.Groups[1].Value + found.Groups[2].Value
            : null;

    [GeneratedRegex(@"^ {4}(\d{3}) (\d{3})\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CodeLine();

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

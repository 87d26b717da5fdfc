using MimeKit;
using ReviewFlow.Server.Demo;
using ReviewFlow.Server.Tests.Hosts;

namespace ReviewFlow.Server.Tests.Scenarios;

// What people find in their mailboxes.
internal sealed partial class QuarterDriver
{
    /// <summary>The newest code that was mailed to somebody and was not read before.</summary>
    public async Task<string> ReadCode(string address)
    {
        var found = default((string Id, string Code)?);
        await Until.True(
            () =>
                (
                    found = Mails(m =>
                            m.To.Mailboxes.Single().Address == address && Mailbox.CodeIn(m) is { } code
                                ? Tuple.Create(m.MessageId!, code)
                                : null
                        )
                        .Where(m => !_readCodes.Contains(m.Item1))
                        .Select(m => ((string, string)?)(m.Item1, m.Item2))
                        .LastOrDefault()
                )
                    is not null,
            $"a code for {address}"
        );
        _readCodes.Add(found!.Value.Id);
        return found.Value.Code;
    }

    /// <summary><c>ceo 1, cpo 3</c>: how many mails each person got so far, besides codes and receipts.</summary>
    public string MailsPerPerson() => Tally(Mails(message => IsOfAccess(message) ? null : To(message)));

    private static bool IsOfAccess(MimeMessage message) =>
        Mailbox.CodeIn(message) is not null || message.Subject!.Contains("your receipt", StringComparison.Ordinal);

    /// <summary><c>ceo 1, cpo 1</c>: how many reports each person got so far.</summary>
    public string ReportsPerPerson() => Tally(Mails(message => Reports(message).Any() ? To(message) : null));

    public IReadOnlyList<byte[]> ReportsOf(string name) =>
        [.. Mails(message => To(message) == name ? Reports(message).ToArray() : null).SelectMany(r => r)];

    private T[] Mails<T>(Func<MimeMessage, T?> read)
        where T : class
    {
        var found = new List<T>();
        foreach (var message in host.Mails())
        {
            using (message)
            {
                if (read(message) is { } what)
                    found.Add(what);
            }
        }
        return [.. found];
    }

    private static IEnumerable<byte[]> Reports(MimeMessage message)
    {
        foreach (
            var part in message
                .Attachments.OfType<MimePart>()
                .Where(a => a.ContentType.IsMimeType("application", "pdf"))
        )
        {
            using var whole = new MemoryStream();
            part.Content!.DecodeTo(whole, CancellationToken);
            yield return whole.ToArray();
        }
    }

    private static string Tally(IEnumerable<string> names) =>
        string.Join(
            ", ",
            names.GroupBy(n => n).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}")
        );
}

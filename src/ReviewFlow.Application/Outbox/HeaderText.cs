using System.Text;
using MimeKit;

namespace ReviewFlow.Application.Outbox;

/// <summary>
/// Headers whose text is wholly plain or wholly encoded (RFC 2047). MimeKit encodes word by word: readers differ on
/// encoded words beside quoted ones, and what somebody typed as <c>=?utf-8?b?…?=</c> would be decoded.
/// </summary>
internal static class HeaderText
{
    private const int MaxPlainNameLength = 60; // MimeKit does not fold inside quotes
    private const int MaxBytes = 39; // of an encoded word: a line of "Subject: " and one has at most 76 columns

    public static void SetSubject(this MimeMessage message, string subject)
    {
        message.Subject = subject;
        if (!IsPlain(subject))
            message.Replace(HeaderId.Subject, Encoded(subject));
    }

    /// <summary>The one mailbox of From or To.</summary>
    public static void SetMailbox(this MimeMessage message, HeaderId field, MailboxAddress mailbox)
    {
        (field == HeaderId.From ? message.From : message.To).Add(mailbox);
        if (mailbox.Name is not { } name || (name.Length <= MaxPlainNameLength && IsPlain(name)))
            return;
        message.Replace(field, [.. Encoded(name), $"<{mailbox.GetAddress(idnEncode: true)}>"]);
    }

    private static bool IsPlain(string text) =>
        text.All(c => c is >= ' ' and <= '~') && text == text.Trim() && !text.Contains("=?", StringComparison.Ordinal);

    private static void Replace(this MimeMessage message, HeaderId field, IEnumerable<string> lines)
    {
        var header = new Header(field, "");
        header.SetRawValue(Encoding.ASCII.GetBytes($" {string.Join("\r\n ", lines)}\r\n"));
        message.Headers.Replace(header);
    }

    private static IEnumerable<string> Encoded(string text)
    {
        var word = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes()) // no encoded word ends inside a character
        {
            if ((bytes += rune.Utf8SequenceLength) > MaxBytes)
            {
                yield return Word(word.ToString());
                word.Clear();
                bytes = rune.Utf8SequenceLength;
            }
            word.Append(rune.ToString());
        }
        yield return Word(word.ToString());
    }

    private static string Word(string text) => $"=?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";
}

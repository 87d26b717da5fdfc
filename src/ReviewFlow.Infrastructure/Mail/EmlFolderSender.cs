using System.Security.Cryptography;
using System.Text;
using MimeKit;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Infrastructure.Mail;

/// <summary>
/// Writes each mail as an <c>.eml</c> file (RFC 5322) that any mail program opens. The name comes from the mail's key,
/// so a repeat is the same file.
/// </summary>
public sealed class EmlFolderSender(string folder) : IMailSender
{
    private const int MaxNameLength = 200; // file systems take 255 bytes, and the draft has an ending more

    public async Task<SendResult> Send(MimeMessage message, string key, CancellationToken cancellationToken)
    {
        try
        {
            SecretFile.CreateFolder(folder);
            var path = Path.Combine(folder, NameOf(key));
            var draft = path + ".new";
            await using (var file = SecretFile.Open(draft))
            {
                await message.WriteToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: true);
            return new SendResult.Delivered();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendResult.RetryLater(e.Message);
        }
    }

    /// <summary>
    /// <c>2026-Q3/00041/invitation/cto@example.com</c> is <c>2026-Q3.00041.invitation.cto@example.com.eml</c>. Two keys
    /// never share a name: what a file name cannot hold of an address is percent-encoded, and of a very long one stands
    /// the hash.
    /// </summary>
    public static string NameOf(string key)
    {
        var name = new StringBuilder(key.Length + 4).AppendJoin('.', key.Split('/', 4)[..^1]).Append('.');
        foreach (var c in key.Split('/', 4)[^1])
            name.Append(
                char.IsAsciiLetterOrDigit(c) || c is '-' or '@' or '.' or '_' ? c.ToString() : Uri.HexEscape(c)
            );
        return name.Length <= MaxNameLength
            ? name.Append(".eml").ToString()
            : $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}.eml";
    }
}

using System.Globalization;
using System.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Text;

namespace ReviewFlow.Web.Api;

/// <summary>
/// <c>keys/ops.sha256</c>: a line for each key, the newest last, <c>HASH</c> or <c>HASH old until INSTANT</c>; the
/// instant ends every key of the lines before. Lines are only added, so that the server reads a whole file while a
/// command writes, and the file stays its owner's where that command runs as root. A last line without its end is not
/// there.
/// </summary>
internal sealed class OpsKeyHashes(string keys)
{
    private const string OldUntil = " old until ",
        Pattern = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private string Place => Path.Combine(keys, "ops.sha256");

    public bool Exist => File.Exists(Place);

    /// <exception cref="FormatException">It is no such hash.</exception>
    public static byte[] Parse(string sha256) =>
        sha256.Trim() is { Length: 64 } hash
            ? Convert.FromHexString(hash)
            : throw new FormatException(ApiTexts.HashFormat);

    /// <summary>The hashes of the keys that open at this moment, the newest first.</summary>
    /// <exception cref="OperatorException">The file holds no hash, or may not be read.</exception>
    public IReadOnlyList<byte[]> Accepted(DateTimeOffset now) =>
        Guarded(() =>
        {
            var accepted = new List<byte[]>();
            var end = DateTimeOffset.MaxValue;
            foreach (
                var line in Whole(File.ReadAllText(Place)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse()
            )
            {
                var at = line.IndexOf(OldUntil, StringComparison.Ordinal);
                if (now < end)
                    accepted.Add(Parse(at < 0 ? line : line[..at]));
                if (at >= 0 && Instant(line[(at + OldUntil.Length)..]) is var until && until < end)
                    end = until;
            }
            return accepted.Count > 0 ? accepted : throw new FormatException(ApiTexts.HashMissing);
        });

    public void Begin(byte[] hash) =>
        Guarded(() =>
        {
            SecretFile.Create(Place, Line(hash) + "\n");
            return true;
        });

    public void Add(byte[] hash, DateTimeOffset oldUntil) =>
        Guarded(() =>
        {
            using var file = new FileStream(Place, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            var text = new byte[file.Length];
            file.ReadExactly(text);
            var whole = Whole(Encoding.UTF8.GetString(text)).TrimEnd('\n') + "\n";
            var line =
                $"{Line(hash)}{OldUntil}{oldUntil.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture)}\n";
            file.Position = Encoding.UTF8.GetByteCount(whole) - 1;
            file.Write(Encoding.UTF8.GetBytes("\n" + line));
            file.SetLength(file.Position);
            file.Flush(flushToDisk: true);
            return true;
        });

    private static string Line(byte[] hash) => Convert.ToHexStringLower(hash);

    // Only what a command began to add can lack its end: the first line gets its name when it is whole.
    private static string Whole(string text) => text.LastIndexOf('\n') is >= 0 and var end ? text[..(end + 1)] : text;

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.ParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is FormatException or UnauthorizedAccessException or IOException)
        {
            var why = e.Message.TrimEnd('.');
            throw new ConfigurationException(ApiTexts.OpsKeyHashUnusable.With(new { place = Place, why }), e);
        }
    }
}

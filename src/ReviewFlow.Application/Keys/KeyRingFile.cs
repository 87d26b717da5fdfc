using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Keys;

/// <summary>
/// <c>keys/ring.jsonl</c>. Lines are only added, so that the server reads a whole file while a command writes, and the
/// file stays its owner's where that command runs as root. It is read again when it has changed.
/// </summary>
public sealed class KeyRingFile(string keys)
{
    private volatile Known? _known;

    private sealed record Known((DateTime, long) Stamp, KeyRing Ring);

    public static string PathIn(string keys) => Path.Combine(keys, "ring.jsonl");

    /// <summary>As it is now; without a key where there is no file yet.</summary>
    /// <exception cref="OperatorException">It holds something else, or may not be read.</exception>
    public KeyRing Read() =>
        Guarded(() =>
        {
            var file = new FileInfo(PathIn(keys));
            if (!file.Exists)
                return _known is null ? KeyRing.Of([]) : throw new FileNotFoundException(KeyTexts.RingGone);
            var stamp = (file.LastWriteTimeUtc, file.Length);
            if (_known is { } known && known.Stamp == stamp)
                return known.Ring;
            var read = KeyRing.Parse(File.ReadAllText(file.FullName));
            _known = new(stamp, read);
            return read;
        });

    /// <exception cref="OperatorException">It may not be written.</exception>
    public void Append(JsonObject line) =>
        Guarded(() =>
        {
            var (path, text) = (PathIn(keys), CanonicalJson.Text(line) + "\n");
            if (File.Exists(path))
                Append(path, text, KeyRing.Whole);
            else
                SecretFile.Create(path, text);
            return true;
        });

    /// <summary>Adds a line to a file in place and brings it to disk.</summary>
    /// <param name="whole">How many characters of what is there are whole; what a crash cut short behind them
    /// goes.</param>
    internal static void Append(string path, string text, Func<string, int> whole)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var there = new byte[file.Length];
        file.ReadExactly(there);
        var before = Encoding.UTF8.GetString(there);
        var kept = before[..whole(before)];
        file.Position = Encoding.UTF8.GetByteCount(kept);
        file.Write(Encoding.UTF8.GetBytes(kept.Length == 0 || kept.EndsWith('\n') ? text : "\n" + text));
        file.SetLength(file.Position);
        file.Flush(flushToDisk: true);
    }

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                KeyTexts.RingUnusable.With(new { path = PathIn(keys), problem = e.Message.TrimEnd('.') }),
                e
            );
        }
    }
}

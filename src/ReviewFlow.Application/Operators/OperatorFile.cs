using System.Text.Json.Nodes;
using ReviewFlow.Application.Keys;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Operators;

/// <summary>
/// <c>keys/operators.jsonl</c>, and beside it <c>keys/operators.head</c>. Lines are only added, so that the server
/// reads whole files while a command writes, and the files stay their owner's where that command runs as root. They are
/// read again when they have changed.
/// </summary>
public sealed class OperatorFile(string keys, RowMac mac, TimeProvider time)
{
    private volatile Known? _known;

    private sealed record Known(((DateTime, long), (DateTime, long), (DateTime, long)) Stamp, OperatorList List);

    public static string PathIn(string keys) => Path.Combine(keys, "operators.jsonl");

    public static string HeadIn(string keys) => Path.Combine(keys, "operators.head");

    /// <summary>As it is now; nobody where there is no file yet.</summary>
    /// <exception cref="OperatorException">It is not what ReviewFlow wrote, or may not be read.</exception>
    public OperatorList Read() =>
        Guarded(() =>
        {
            var (file, head) = (new FileInfo(PathIn(keys)), new FileInfo(HeadIn(keys)));
            if (_known is null && !file.Exists && !head.Exists)
                return OperatorList.Empty;
            // What a key of rows made may count for nothing since the ring changed.
            var stamp = (StampOf(file), StampOf(head), StampOf(new(KeyRingFile.PathIn(keys))));
            if (_known is { } known && known.Stamp == stamp)
                return known.List;
            var heads = head.Exists ? File.ReadAllText(head.FullName) : ""; // first: it is written last
            var read = OperatorList.Parse(file.Exists ? File.ReadAllText(file.FullName) : "", heads, mac);
            if (_known is { } before && !read.Continues(before.List))
                throw new FormatException(OperatorTexts.SetBack);
            _known = new(stamp, read);
            return read;
        });

    /// <summary>Adds a line, and then the head that counts it.</summary>
    /// <exception cref="OperatorException">What is there is not what ReviewFlow wrote, or it may not be
    /// written.</exception>
    public void Append(JsonObject fact)
    {
        var before = Read();
        Guarded(() =>
        {
            // A file without a head would look as if somebody had taken the head away.
            if (!File.Exists(HeadIn(keys)))
                SecretFile.Create(HeadIn(keys), OperatorList.Empty.NextHead(time.Now(), mac));
            Write(PathIn(keys), before.Next(fact, time.Now(), mac));
            return true;
        });
        var after = Read();
        Guarded(() =>
        {
            Write(HeadIn(keys), after.NextHead(time.Now(), mac));
            return true;
        });
    }

    private static (DateTime, long) StampOf(FileInfo file) => (file.LastWriteTimeUtc, file.Exists ? file.Length : 0);

    private static void Write(string path, string line)
    {
        if (File.Exists(path))
            KeyRingFile.Append(path, line, OperatorList.WholeLength);
        else
            SecretFile.Create(path, line);
    }

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FormatException e)
        {
            throw Forged(PathIn(keys), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                OperatorTexts.FileUnusable.With(new { path = PathIn(keys), problem = e.Message.TrimEnd('.') }),
                e
            );
        }
    }

    internal static IntegrityException Forged(string place, FormatException e) =>
        new(OperatorTexts.NotOurs.With(new { place, problem = e.Message.TrimEnd('.') }), e);
}

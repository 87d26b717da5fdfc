using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Operators;

/// <summary>What a key that somebody sent is good for.</summary>
public abstract record KeyCheck
{
    private KeyCheck() { }

    public sealed record Accepted(Operator Operator) : KeyCheck;

    /// <summary>It was never given.</summary>
    public sealed record Unknown : KeyCheck;

    /// <summary>The operator's last day is over.</summary>
    public sealed record Expired(Operator Operator) : KeyCheck;

    public sealed record Ended(Operator Operator) : KeyCheck;

    /// <summary>A rotation took its place.</summary>
    public sealed record Replaced(Operator Operator) : KeyCheck;
}

/// <summary>
/// The keys that operators send with every call, header <see cref="Header"/>. The file is read at each call, so that a
/// running server knows at once who came and who ended.
/// </summary>
public sealed class OperatorKeys
{
    /// <summary>The header under which Azure Functions takes its keys as well.</summary>
    public const string Header = "x-functions-key";

    /// <summary>Who the first start makes, with all scopes.</summary>
    public const string First = "ops";

    private readonly Func<OperatorList> _list;
    private readonly TimeProvider _time;

    private OperatorKeys(Func<OperatorList> list, TimeProvider time) => (_list, _time) = (list, time);

    /// <summary>Where the key of <see cref="First"/> lies, readable by its owner alone.</summary>
    public static string FileIn(string keys) => Path.Combine(keys, "ops-key");

    /// <summary>
    /// Takes the operators of the folder; on the first start makes one and writes its key to <see cref="FileIn"/>.
    /// </summary>
    /// <exception cref="OperatorException">The files are not what ReviewFlow wrote, or may not be read or
    /// written.</exception>
    public static (OperatorKeys Keys, string? JustMade) OpenOrCreate(
        string keys,
        TimeProvider? time = null,
        RowMac? mac = null
    )
    {
        var clock = time ?? TimeProvider.System;
        var file = new OperatorFile(keys, mac ?? RowMac.OpenOrCreate(keys, clock), clock);
        var made = file.Read().Operators.IsEmpty
            ? new OperatorChanges(keys, file, clock).AddFirst(First, Scopes.All).Key
            : null;
        return (new(file.Read, clock), made);
    }

    /// <summary>Of what a setting holds.</summary>
    /// <exception cref="FormatException">It is not what ReviewFlow wrote.</exception>
    public static OperatorKeys OfText(string text, RowMac mac, TimeProvider time)
    {
        var list = OperatorList.Parse(text, mac);
        return new(() => list, time);
    }

    /// <summary>Takes the same time whatever is sent.</summary>
    /// <exception cref="OperatorException">The operators are not what ReviewFlow wrote.</exception>
    public KeyCheck Check(string? key)
    {
        var (sent, now, found) = (Encoding.ASCII.GetBytes(HashOf(key ?? "")), _time.Now(), (KeyCheck?)null);
        foreach (var one in _list().Operators)
        {
            foreach (var known in one.Keys)
            {
                if (CryptographicOperations.FixedTimeEquals(sent, Encoding.ASCII.GetBytes(known.Sha256)))
                    found = Of(one, known, now);
            }
        }
        return found ?? new KeyCheck.Unknown();
    }

    internal static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static KeyCheck Of(Operator one, OperatorKey key, Instant now) =>
        one.Ended is not null ? new KeyCheck.Ended(one)
        : key.Until <= now ? new KeyCheck.Replaced(one)
        : one.IsExpired(now) ? new KeyCheck.Expired(one)
        : new KeyCheck.Accepted(one);
}

/// <summary>What came of a change: a key that was made, or why nothing was changed.</summary>
/// <param name="Path">Where the key was written; null where it is only here.</param>
public sealed record OperatorChange(string? Key, string? Path = null, string? Refused = null)
{
    internal static OperatorChange Not(string why) => new(null, null, why);
}

/// <summary>Gives and takes the right to call the API. A running server takes it at once.</summary>
public sealed class OperatorChanges(string keys, OperatorFile file, TimeProvider time)
{
    /// <summary>The longest that a rotation keeps the old key.</summary>
    public static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(30);

    /// <summary>For the operators of a folder that a server has used, or that holds a row key.</summary>
    /// <exception cref="OperatorException">There is no row key in this folder.</exception>
    public static OperatorChanges In(string keys, TimeProvider time) => new(keys, FileOf(keys, time), time);

    /// <exception cref="OperatorException">As the one before.</exception>
    public static OperatorFile FileOf(string keys, TimeProvider time) =>
        File.Exists(RowMac.PathIn(keys))
            ? new(keys, RowMac.OpenOrCreate(keys, time), time)
            : throw new ConfigurationException(OperatorTexts.NoKeys.With(new { keys }));

    public OperatorChange Add(string name, ImmutableArray<Scope> scopes, LocalDate? expires)
    {
        if (!Operator.IsName(name))
            return OperatorChange.Not(OperatorTexts.NameInvalid.With(new { max = Operator.MaxNameLength }));
        if (file.Read().Find(name) is { } there)
            return OperatorChange.Not(OperatorTexts.NameTaken.With(new { name = there.Name }));
        if (expires < time.Now().InUtc().Date)
            return OperatorChange.Not(OperatorTexts.ExpiryPast);
        var key = NewKey();
        file.Append(OperatorList.Added(name, OperatorKeys.HashOf(key), scopes, expires));
        return new(key);
    }

    /// <param name="scopes">Null: those it has.</param>
    /// <param name="expires">Null: as it is.</param>
    public OperatorChange Rotate(
        string name,
        TimeSpan keep,
        ImmutableArray<Scope>? scopes = null,
        LocalDate? expires = null
    )
    {
        if (file.Read().Find(name) is not { } there)
            return OperatorChange.Not(OperatorTexts.NameUnknown.With(new { name }));
        if (there.Ended is not null)
            return OperatorChange.Not(OperatorTexts.EndedForGood.With(new { name = there.Name }));
        var (now, after) = (
            time.Now(),
            there with
            {
                Scopes = scopes ?? there.Scopes,
                Expires = expires ?? there.Expires,
            }
        );
        if (after.IsExpired(now))
            return OperatorChange.Not(OperatorTexts.ExpiryPast);
        var (key, until) = (NewKey(), now + Duration.FromTimeSpan(keep));
        var path = there.IsCalled(OperatorKeys.First) && File.Exists(OperatorKeys.FileIn(keys)) ? Keep(key) : null;
        file.Append(OperatorList.Rotated(after, OperatorKeys.HashOf(key), until));
        return new(key, path);
    }

    public OperatorChange End(string name, string reason)
    {
        if (file.Read().Find(name) is not { } there)
            return OperatorChange.Not(OperatorTexts.NameUnknown.With(new { name }));
        if (there.Ended is not null)
            return OperatorChange.Not(OperatorTexts.EndedForGood.With(new { name = there.Name }));
        file.Append(OperatorList.Ended(there.Name, reason));
        return new(null);
    }

    internal OperatorChange AddFirst(string name, ImmutableArray<Scope> scopes)
    {
        var key = NewKey();
        var path = Keep(key);
        file.Append(OperatorList.Added(name, OperatorKeys.HashOf(key), scopes, expires: null));
        return new(key, path);
    }

    private static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    // The key comes to disk before its hash: a run that is cut short in between leaves the accepted key as it was.
    private string Keep(string key)
    {
        var path = OperatorKeys.FileIn(keys);
        try
        {
            SecretFile.Write(path, key + "\n");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ConfigurationException(
                OperatorTexts.KeyNotWritable.With(new { path, problem = e.Message.TrimEnd('.') }),
                e
            );
        }
        return path;
    }
}

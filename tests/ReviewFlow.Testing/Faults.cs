using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MimeKit;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;

namespace ReviewFlow.Testing;

/// <summary>Something real that fails where and as it is told.</summary>
internal static class Faulty
{
    /// <param name="fault">What the call of that name with these arguments throws; null where it goes through.</param>
    public static T Around<T>(T inner, Func<string, object?[], Exception?> fault)
        where T : class
    {
        var faulty = DispatchProxy.Create<T, FaultyCalls>();
        (((FaultyCalls)(object)faulty).Inner, ((FaultyCalls)(object)faulty).Fault) = (inner, fault);
        return faulty;
    }
}

public class FaultyCalls : DispatchProxy
{
    internal object? Inner { get; set; }

    internal Func<string, object?[], Exception?> Fault { get; set; } = (_, _) => null;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (Fault(targetMethod!.Name, args ?? []) is { } fault)
            throw fault;
        try
        {
            return targetMethod.Invoke(Inner, args);
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }
}

/// <summary>
/// Every kind of exception that the product's own code, the libraries under it or a tired machine throw.
/// </summary>
public static class Faults
{
    private static readonly Dictionary<string, Func<Exception>> Known = new()
    {
        ["aggregate"] = () => new AggregateException(new IOException("twice")),
        ["argument"] = () => new ArgumentException("argument"),
        ["broken ledger"] = () =>
            new LedgerBrokenException(QuarterId.Parse("2026-Q3"), 1, "It is not what was written."),
        ["cancelled by somebody else"] = () => new OperationCanceledException("not ours"),
        ["cryptographic"] = () => new CryptographicException("a payload"),
        ["format"] = () => new FormatException("format"),
        ["http"] = () => new HttpRequestException("no route"),
        ["invalid operation"] = () => new InvalidOperationException("nobody thought of it"),
        ["io"] = () => new IOException("disk"),
        ["json"] = () => new JsonException("json"),
        ["key not found"] = () => new KeyNotFoundException("key"),
        ["mime"] = () => new ParseException("Invalid addr-spec", 0, 0),
        ["no access"] = () => new UnauthorizedAccessException("denied"),
        ["not supported"] = () => new NotSupportedException("not here"),
#pragma warning disable CA2201 // The runtime throws it, so a test does.
        ["null"] = () => new NullReferenceException(),
#pragma warning restore CA2201
        ["out of range"] = () => new ArgumentOutOfRangeException("moment"),
        ["socket"] = () => new SocketException((int)SocketError.ConnectionReset),
        ["sqlite"] = () => new SqliteException("database is locked", 5),
        ["task cancelled"] = () => new TaskCanceledException("timed out"),
        ["timeout"] = () => new TimeoutException("too slow"),
        ["unusable"] = () => new DependencyUnavailableException("The disk is full."),
    };

    public static TheoryData<string> All => [.. Known.Keys];

    public static Exception Of(string fault) => Known[fault]();

    /// <summary>Each of <paramref name="steps"/> with every fault.</summary>
    public static TheoryData<string, string> At(params IEnumerable<string> steps)
    {
        var table = new TheoryData<string, string>();
        foreach (var step in steps)
        {
            foreach (var fault in Known.Keys)
                table.Add(step, fault);
        }
        return table;
    }
}

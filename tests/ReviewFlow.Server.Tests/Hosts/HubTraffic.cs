using System.Globalization;
using System.Text.RegularExpressions;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>
/// Storage operations of the task hub, from the emulator's access log: messages, history, instances, large messages.
/// Polling of empty queues, leases and the like do not depend on a quarter and are counted as <see cref="Idle"/>.
/// </summary>
/// <param name="Kinds">Number of operations by kind: <c>POST messages</c>, <c>GET history</c>.</param>
/// <param name="Idle">All other operations in the hub's account.</param>
/// <param name="Ledger">All operations in the account of ledger, outbox and reports.</param>
internal sealed partial record HubTraffic(IReadOnlyDictionary<string, int> Kinds, int Idle, int Ledger)
{
    /// <summary>
    /// The log does not show which polls returned a message, so each deleted message counts as one more operation.
    /// </summary>
    public int Operations => Kinds.Values.Sum() + Kinds.GetValueOrDefault("DELETE messages");

    /// <param name="requests">Lines of the log.</param>
    /// <param name="hub">The account of the task hub.</param>
    public static HubTraffic Read(IEnumerable<string> requests, string hub)
    {
        var (kinds, idle, ledger) = (new SortedDictionary<string, int>(StringComparer.Ordinal), 0, 0);
        foreach (var line in requests)
        {
            if (Request().Match(line) is not { Success: true } request)
                continue;
            if (request.Groups["account"].Value != hub)
                ledger++;
            else if (KindOf(request.Groups["verb"].Value, request.Groups["what"].Value) is { } kind)
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            else
                idle++;
        }
        return new(kinds, idle, ledger);
    }

    private string KindsAndCounts => string.Join(", ", Kinds.Select(k => $"{k.Key} {k.Value}"));

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Operations} operations ({KindsAndCounts}); ledger {Ledger}, idle {Idle}"
        );

    private static string? KindOf(string verb, string what) =>
        what switch
        {
            _ when Messages().IsMatch(what) => verb == "GET" ? null : $"{verb} messages",
            _ when what.StartsWith("$batch", StringComparison.Ordinal) => "POST history",
            _ when History().IsMatch(what) => $"{verb} history",
            _ when Instances().IsMatch(what) => $"{verb} instances",
            _ when LargeMessages().IsMatch(what) => $"{verb} large messages",
            _ => null,
        };

    [GeneratedRegex("\"(?<verb>[A-Z]+) /(?<account>[a-z0-9]+)/(?<what>[^ ]*) HTTP", RegexOptions.CultureInvariant)]
    private static partial Regex Request();

    [GeneratedRegex("^reviewflow[0-9]*-(control-[0-9]+|workitems)/messages", RegexOptions.CultureInvariant)]
    private static partial Regex Messages();

    [GeneratedRegex("^ReviewFlow[0-9]*History", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex History();

    [GeneratedRegex("^ReviewFlow[0-9]*Instances", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Instances();

    [GeneratedRegex("^reviewflow[0-9]*-largemessages/", RegexOptions.CultureInvariant)]
    private static partial Regex LargeMessages();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>
/// What the task hub asked of storage, read from the emulator's access log: its messages, its history and instances, its large messages.
/// Looking into empty queues, leases and the like go on whether or not there is a quarter; they are told apart, as <see cref="Idle"/>.
/// </summary>
/// <param name="Kinds">How often each kind was asked for: <c>POST messages</c>, <c>GET history</c>.</param>
/// <param name="Idle">Everything else in the hub's account.</param>
/// <param name="Ledger">Everything in the account of ledger, outbox and reports.</param>
internal sealed partial record HubTraffic(IReadOnlyDictionary<string, int> Kinds, int Idle, int Ledger)
{
    /// <summary>
    /// A queue's answer does not show in the log, so each message that was deleted counts as one more operation: as though each had been fetched alone.
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

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Operations} operations ({string.Join(", ", Kinds.Select(k => $"{k.Key} {k.Value}"))}); ledger {Ledger}, idle {Idle}"
        );

    private static string? KindOf(string verb, string what) =>
        what switch
        {
            _ when Messages().IsMatch(what) => verb == "GET" ? null : $"{verb} messages",
            _ when what.StartsWith("$batch", StringComparison.Ordinal) => "POST history",
            _ when what.StartsWith("ReviewFlowHistory", StringComparison.OrdinalIgnoreCase) => $"{verb} history",
            _ when what.StartsWith("ReviewFlowInstances", StringComparison.OrdinalIgnoreCase) => $"{verb} instances",
            _ when what.StartsWith("reviewflow-largemessages/", StringComparison.Ordinal) => $"{verb} large messages",
            _ => null,
        };

    [GeneratedRegex("\"(?<verb>[A-Z]+) /(?<account>[a-z0-9]+)/(?<what>[^ ]*) HTTP", RegexOptions.CultureInvariant)]
    private static partial Regex Request();

    [GeneratedRegex("^reviewflow-(control-[0-9]+|workitems)/messages", RegexOptions.CultureInvariant)]
    private static partial Regex Messages();
}

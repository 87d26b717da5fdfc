using Microsoft.Extensions.Logging;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Telemetry;

/// <summary>What a security officer watches. <c>docs/security.md</c> says what each means and what to do.</summary>
public enum SecurityEvent
{
    /// <summary>A call of the API came without an operator's key or with one that is wrong or over.</summary>
    KeyRefused,

    /// <summary>An operator called what their scopes do not reach.</summary>
    ScopeRefused,

    /// <summary>A link was followed whose token was never mailed, or a cookie named a link that has ended.</summary>
    LinkRefused,

    /// <summary>A form came from another site, or without a token that fits its browser.</summary>
    FormRefused,

    /// <summary>A leader named a delegate.</summary>
    DelegationNamed,

    /// <summary>A person ended all their links.</summary>
    LinksEnded,

    /// <summary>A wrong code was entered.</summary>
    CodeRefused,

    /// <summary>A quarter's ledger is not what ReviewFlow wrote; the quarter is read-only.</summary>
    LedgerBroken,

    /// <summary>
    /// A link, mail or sealed text in the database, or a line of the operators, was not written by ReviewFlow.
    /// </summary>
    RowForged,
}

/// <summary>
/// One stream of security events: the log category <see cref="Category"/> and the counter
/// <c>reviewflow.security.events</c>. An event says its kind and, where there is one, its quarter; never a name, an
/// address or a token. The counter counts each event; the log takes <see cref="MaxLines"/> of a kind in a
/// <see cref="Window"/>, because strangers can cause them at will, and says how many it left out.
/// </summary>
public sealed partial class SecurityLog(ILoggerFactory loggers, TimeProvider time)
{
    public const string Category = "ReviewFlow.Security";
    public const int MaxLines = 60;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ILogger _log = loggers.CreateLogger(Category);
    private readonly Lock _turn = new();
    private readonly Dictionary<SecurityEvent, (DateTimeOffset Since, int Lines, long LeftOut)> _said = [];

    /// <param name="detail">What kind of thing it concerns, such as <c>mail</c>; names nobody.</param>
    public void Record(SecurityEvent what, QuarterId? quarter = null, string detail = "")
    {
        var (kind, of) = (Tags.Kind(what.ToString()), quarter?.ToString() ?? "");
        Meters.SecurityEvents.Add(1, new KeyValuePair<string, object?>(Tags.SecurityEvent, kind));
        var level = StepOf(what);
        if (!_log.IsEnabled(level) || !HasRoom(what, out var leftOut))
            return;
        Write(_log, level, kind, of, detail);
        if (leftOut > 0)
            LeftOut(_log, level, kind, leftOut);
    }

    /// <param name="leftOut">How many of the last window were not logged.</param>
    private bool HasRoom(SecurityEvent what, out long leftOut)
    {
        var now = time.GetUtcNow();
        lock (_turn)
        {
            var said = _said.GetValueOrDefault(what);
            var isNew = said.Since + Window <= now;
            leftOut = isNew ? said.LeftOut : 0;
            said = isNew ? (now, 0, 0) : said;
            var hasRoom = said.Lines < MaxLines;
            _said[what] = hasRoom ? said with { Lines = said.Lines + 1 } : said with { LeftOut = said.LeftOut + 1 };
            return hasRoom;
        }
    }

    /// <summary>What people may do at any time is information; the rest wants a look.</summary>
    private static LogLevel StepOf(SecurityEvent what) =>
        what switch
        {
            SecurityEvent.DelegationNamed or SecurityEvent.LinksEnded => LogLevel.Information,
            SecurityEvent.LedgerBroken or SecurityEvent.RowForged => LogLevel.Error,
            _ => LogLevel.Warning,
        };

    [LoggerMessage(
        EventId = 1,
        EventName = "SecurityEvent",
        Message = "Security event {SecurityEvent} {Quarter} {Detail}"
    )]
    private static partial void Write(ILogger log, LogLevel level, string securityEvent, string quarter, string detail);

    [LoggerMessage(
        EventId = 2,
        EventName = "SecurityEventsLeftOut",
        Message = "Security event {SecurityEvent}: {LeftOut} more were counted and not logged"
    )]
    private static partial void LeftOut(ILogger log, LogLevel level, string securityEvent, long leftOut);
}

public static class SecurityEventsInLogs
{
    /// <summary>
    /// Security events are logged, whatever level somebody sets for the rest. A host adds this after it has read its
    /// configuration.
    /// </summary>
    public static ILoggingBuilder KeepSecurityEvents(this ILoggingBuilder logging) =>
        logging.AddFilter(SecurityLog.Category, LogLevel.Information);
}

using System.Collections.Frozen;
using System.Text.Json;

namespace ReviewFlow.Application.Telemetry;

/// <summary>
/// All that a span or a figure may say. What is not here does not leave: a host strikes it out before it exports.
/// </summary>
public static class Tags
{
    public const string Quarter = "reviewflow.quarter";

    /// <summary><c>sign-off</c>, <c>return</c>, <c>wake</c>, …</summary>
    public const string Command = "reviewflow.command";

    /// <summary><c>done</c>, <c>already-so</c>, <c>refused</c>.</summary>
    public const string Answer = "reviewflow.answer";

    public const string Refusal = "reviewflow.refusal";
    public const string Entries = "reviewflow.entries";
    public const string Tries = "reviewflow.tries";
    public const string Mails = "reviewflow.mails";

    /// <summary>Why a mail was owed: <c>invitation</c>, <c>released</c>, …</summary>
    public const string Occasion = "reviewflow.occasion";

    public const string Attempt = "reviewflow.attempt";

    /// <summary><c>delivered</c>, <c>retry-later</c>, <c>rejected</c>.</summary>
    public const string Outcome = "reviewflow.outcome";

    /// <summary><c>key-refused</c>, <c>row-forged</c>, …: see <see cref="Telemetry.SecurityEvent"/>.</summary>
    public const string SecurityEvent = "reviewflow.security.event";

    public const string Step = "reviewflow.step";
    public const string Pages = "reviewflow.pages";
    public const string Bytes = "reviewflow.bytes";
    public const string Error = "error.type";
    public const string Method = "http.request.method",
        Route = "http.route",
        Status = "http.response.status_code";

    /// <summary>
    /// With those of the function app's worker and of Durable Functions, whose instances are named by quarter, team and
    /// place.
    /// </summary>
    public static FrozenSet<string> Known { get; } =
        FrozenSet.ToFrozenSet(
            [
                Quarter,
                Command,
                Answer,
                Refusal,
                Entries,
                Tries,
                Mails,
                Occasion,
                Attempt,
                Outcome,
                SecurityEvent,
                Step,
                Pages,
                Bytes,
                Error,
                Method,
                Route,
                Status,
                "faas.name",
                "faas.execution",
                "faas.invocation_id",
                "durabletask.type",
                "durabletask.task.name",
                "durabletask.task.instance_id",
            ],
            StringComparer.Ordinal
        );

    /// <summary><c>SignOff</c> is <c>sign-off</c>.</summary>
    internal static string Kind(object what) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(what as string ?? what.GetType().Name);
}

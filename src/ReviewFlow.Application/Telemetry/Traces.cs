using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ReviewFlow.Application.Telemetry;

/// <summary>
/// The spans of what the product does. They say quarters, kinds and counts (<see cref="Tags"/>), never a token, an
/// address, a name or a reason. A host exports the source <see cref="Name"/>; where nobody listens nothing is made and
/// nothing is kept.
/// </summary>
public static class Traces
{
    public const string Name = "ReviewFlow";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Whether anybody listens, so that nothing is read for nobody.</summary>
    internal static bool AreHeard => Source.HasListeners();

    /// <summary>
    /// The span this is done in, as a commit keeps it: W3C Trace Context's <c>traceparent</c>. Null where nobody
    /// listens.
    /// </summary>
    internal static string? Here => AreHeard ? Activity.Current?.Id : null;

    public static Activity? Start(string name) => Source.StartActivity(name);

    /// <summary>Goes on in the trace of the commit that owed this, whatever process and hour this is.</summary>
    /// <param name="traceParent">As that commit kept it (W3C Trace Context); null where it kept none.</param>
    internal static Activity? Follow(string name, string? traceParent)
    {
        if (
            !ActivityContext.TryParse(traceParent, null, isRemote: true, out var owed)
            || Activity.Current?.TraceId == owed.TraceId
        )
            return Start(name);
        return Source.StartActivity(
            name,
            ActivityKind.Consumer,
            owed,
            links: Activity.Current is { } carrying ? [new(carrying.Context)] : null
        );
    }

    /// <summary>
    /// What the clock brings about has a trace of its own, which points to the commit that set the clock.
    /// </summary>
    internal static Activity? Wake(string name, string? traceParent) =>
        Source.StartActivity(
            name,
            ActivityKind.Consumer,
            parentContext: default,
            links: ActivityContext.TryParse(traceParent, null, isRemote: true, out var set) ? [new(set)] : null
        );

    /// <summary>
    /// Says that it failed and how it is called. What an exception says may name somebody, so that stays out.
    /// </summary>
    internal static void Fails(this Activity? span, Exception trouble) =>
        span?.SetStatus(ActivityStatusCode.Error).SetTag(Tags.Error, trouble.GetType().Name);
}

/// <summary>
/// What others said (a mail server, a file system), for the log: addresses are struck out. Ops read it whole in the
/// quarter's status.
/// </summary>
public static partial class PersonalDataFilter
{
    public static string Of(string text) => Address().Replace(text, "(address)");

    [GeneratedRegex(@"[^\s<>""'(),;:/]+@[^\s<>""'(),;:/]+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

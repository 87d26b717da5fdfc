using System.Diagnostics.Metrics;

namespace ReviewFlow.Application.Telemetry;

/// <summary>
/// The product's figures; those of the mail are <see cref="ReviewFlow.Application.Outbox.MailMetrics"/>'s. Units are
/// UCUM's.
/// </summary>
public static class Meters
{
    public const string Name = "ReviewFlow";
    public const string FailedOrchestrations = "reviewflow.orchestration.failed",
        SecurityEventsCounted = "reviewflow.security.events";

    private static readonly Meter Meter = new(Name);

    /// <summary>
    /// By <see cref="Tags.Command"/> and <see cref="Tags.Answer"/>; sign-offs are those of <c>sign-off</c> that are
    /// <c>done</c>.
    /// </summary>
    internal static readonly Counter<long> Commands = Meter.CreateCounter<long>(
        "reviewflow.desk.commands",
        "{command}",
        "What the desk was asked for, and what it answered."
    );

    internal static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "reviewflow.desk.conflicts",
        "{conflict}",
        "Commits that came second and were decided again."
    );

    internal static readonly Histogram<double> Decisions = Meter.CreateHistogram<double>(
        "reviewflow.desk.duration",
        "s",
        "How long the desk took to answer."
    );

    /// <summary>By <see cref="Tags.Step"/>.</summary>
    internal static readonly Histogram<double> ReleaseSteps = Meter.CreateHistogram<double>(
        "reviewflow.report.duration",
        "s",
        "How long a step of a report's release took."
    );

    internal static readonly Histogram<long> ReportBytes = Meter.CreateHistogram<long>(
        "reviewflow.report.size",
        "By",
        "Sizes of the reports that were drawn."
    );

    /// <summary>By <see cref="Tags.SecurityEvent"/>.</summary>
    internal static readonly Counter<long> SecurityEvents = Meter.CreateCounter<long>(
        SecurityEventsCounted,
        "{event}",
        "What a security officer watches."
    );

    /// <summary>Counted by the sweeper, which starts them again.</summary>
    public static readonly Counter<long> Failed = Meter.CreateCounter<long>(
        FailedOrchestrations,
        "{orchestration}",
        "Orchestrations that were found failed."
    );
}

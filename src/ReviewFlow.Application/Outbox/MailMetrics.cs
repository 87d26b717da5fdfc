using System.Diagnostics.Metrics;
using ReviewFlow.Application.Telemetry;

namespace ReviewFlow.Application.Outbox;

/// <summary>
/// What ops watch of the mail. A host exports the meter <see cref="Name"/>; the alerts of <c>infra/</c> ask for these
/// names.
/// </summary>
public static class MailMetrics
{
    public const string Name = "ReviewFlow.Mail";
    public const string OutboxAge = "reviewflow.outbox.age";
    public const string AmbiguousMails = "reviewflow.mail.ambiguous";
    public const string UnreachedPersons = "reviewflow.mail.unreached";

    private static readonly Meter Meter = new(Name);

    /// <summary>
    /// Said at each attempt, and by a sweeper that finds mails nobody tries; never while nothing is owed, so that rest
    /// between quarters is silent.
    /// </summary>
    public static Gauge<double> Oldest =>
        Meter.CreateGauge<double>(OutboxAge, "s", "How long the oldest of the mails that are tried has been owed.");

    /// <summary>By <see cref="Tags.Occasion"/> and <see cref="Tags.Outcome"/>.</summary>
    public static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "reviewflow.mail.attempts",
        "{attempt}",
        "Mails that were handed to the sender, and how it went."
    );

    public static readonly Counter<long> Ambiguous = Meter.CreateCounter<long>(
        AmbiguousMails,
        "{mail}",
        "Mails whose answer was lost: taken or not, they go again."
    );

    public static readonly Counter<long> Unreached = Meter.CreateCounter<long>(
        UnreachedPersons,
        "{person}",
        "Persons whose mail came back, once each."
    );
}

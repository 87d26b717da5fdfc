using System.Diagnostics.Metrics;

namespace ReviewFlow.Delivery.Mail;

/// <summary>What ops watch of the mail. A host exports the meter <see cref="Name"/>; the alerts of <c>infra/</c> ask for these names.</summary>
public static class MailMeter
{
    public const string Name = "ReviewFlow.Mail";
    public const string OutboxAge = "reviewflow.outbox.age";
    public const string AmbiguousMails = "reviewflow.mail.ambiguous";
    public const string UnreachedPersons = "reviewflow.mail.unreached";

    private static readonly Meter Meter = new(Name);

    /// <summary>Said at each attempt and never while nothing is tried, so that rest between quarters is silent.</summary>
    internal static readonly Gauge<double> Oldest = Meter.CreateGauge<double>(OutboxAge, "s", "How long the oldest of the mails that are tried has been owed.");

    internal static readonly Counter<long> Ambiguous = Meter.CreateCounter<long>(AmbiguousMails, "{mail}", "Mails whose answer was lost: taken or not, they go again.");

    internal static readonly Counter<long> Unreached = Meter.CreateCounter<long>(UnreachedPersons, "{person}", "Persons whose mail came back, once each.");
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

/// <summary>
/// Hears one instrument of the mail's meter, as a host that exports it would. Meters are the whole process's.
/// </summary>
internal sealed class Metered : IDisposable
{
    /// <summary>The tests that make these figures run one after another, so that none hears another.</summary>
    public const string Alone = "mail meter";

    private readonly MeterListener _listener = new();

    public Metered(string instrument)
    {
        _listener.InstrumentPublished = (found, listener) =>
        {
            if (found.Meter.Name == MailMetrics.Name && found.Name == instrument)
                listener.EnableMeasurementEvents(found);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Said.Enqueue(value));
        _listener.SetMeasurementEventCallback<double>((_, value, _, _) => Said.Enqueue(value));
        _listener.Start();
    }

    public ConcurrentQueue<double> Said { get; } = new();

    public double Sum => Said.Sum();

    public void Dispose() => _listener.Dispose();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ReviewFlow.Application.Telemetry;

namespace ReviewFlow.Web.Tests.Telemetry;

/// <summary>
/// Everything the product says of itself while this listens, as a host that exports it hears it. Sources and meters are
/// the whole process's.
/// </summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<string> _figures = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _listener;

    /// <param name="more">Another source, beside the product's.</param>
    public RecordedSpans(string? more = null)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Traces.Name || source.Name == more,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = (found, listener) =>
        {
            if (found.Meter.Name.StartsWith("ReviewFlow", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(found);
        };
        _meters.SetMeasurementEventCallback<long>(
            (found, value, tags, _) => _figures.Enqueue(Line(found, value, tags))
        );
        _meters.SetMeasurementEventCallback<double>(
            (found, value, tags, _) => _figures.Enqueue(Line(found, value, tags))
        );
        _meters.Start();
    }

    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>All of it as text: names, tags, states, links.</summary>
    public string Text => string.Join('\n', [.. Spans.Select(Line), .. _figures]);

    public IReadOnlyList<Activity> In(ActivityTraceId trace) =>
        [.. Spans.Where(s => s.TraceId == trace).OrderBy(s => s.StartTimeUtc)];

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    private static string Line(Activity span) =>
        string.Join(
            ' ',
            [
                span.OperationName,
                span.DisplayName,
                span.StatusDescription ?? "",
                span.TraceStateString ?? "",
                .. span.TagObjects.Select(Pair),
                .. span.Baggage.Select(b => $"{b.Key}={b.Value}"),
                .. span.Events.SelectMany(e => e.Tags.Select(Pair)),
                .. span.Links.SelectMany(l => l.Tags ?? []).Select(Pair),
            ]
        );

    private static string Line<T>(Instrument found, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{found.Name} {value} {string.Join(' ', tags.ToArray().Select(Pair))}";

    private static string Pair(KeyValuePair<string, object?> tag) => $"{tag.Key}={tag.Value}";
}

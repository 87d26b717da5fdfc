using System.Diagnostics;
using OpenTelemetry;
using ReviewFlow.Application.Telemetry;

namespace ReviewFlow.Infrastructure.Telemetry;

/// <summary>
/// Strikes out of each span what <see cref="Tags.Known"/> does not name, no matter who put it there: web servers and
/// libraries write paths, and a path may hold a token. A list of what is allowed needs no news of what they will write
/// tomorrow.
/// </summary>
internal sealed class StrikeOut : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToArray())
        {
            if (!Tags.Known.Contains(name))
                data.SetTag(name, null);
        }
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status); // an exception's words
        // Events cannot be taken off a span. We write none; one that has any stays here.
        if (data.Events.Any())
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}

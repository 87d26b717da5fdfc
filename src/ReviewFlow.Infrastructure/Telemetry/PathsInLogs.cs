using Microsoft.Extensions.Logging;

namespace ReviewFlow.Infrastructure.Telemetry;

/// <summary>
/// The path of a link is its token, so what the web framework says of paths is left out, whatever level somebody sets.
/// A host adds this after it has read its configuration: of two rules for one category the later holds.
/// </summary>
public static class PathsInLogs
{
    private static readonly string[] SayPaths =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.Routing.Matching.DfaMatcher",
    ];

    public static ILoggingBuilder LeavePathsOut(this ILoggingBuilder logging)
    {
        foreach (var category in SayPaths)
            logging.AddFilter(category, LogLevel.None);
        return logging;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Web.Hosting;

/// <summary>
/// For an alert, never for what routes traffic: pages and sign-offs go on while mails wait. It says a state and nothing
/// more, since anybody may ask.
/// </summary>
internal static partial class MailHealth
{
    public static readonly Duration Longest = Duration.FromMinutes(30);

    /// <summary>
    /// <c>ok</c>; with 503 <c>late</c> where a mail has been owed for longer, <c>unknown</c> where that cannot be read.
    /// </summary>
    public static async Task<IResult> Ask(
        IOutbox outbox,
        TimeProvider time,
        ILogger<ReviewFlowApp> log,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var isLate = await outbox.OldestOwed(cancellationToken) is { } oldest && time.Now() - oldest > Longest;
            return isLate ? Failing("late") : TypedResults.Text("ok");
        }
        catch (Exception e) when (!e.IsOurs(cancellationToken))
        {
            LogUnknown(log, e);
            return Failing("unknown");
        }
    }

    private static IResult Failing(string state) =>
        TypedResults.Text(state, statusCode: StatusCodes.Status503ServiceUnavailable);

    [LoggerMessage(Level = LogLevel.Error, Message = "It could not be read since when mails are owed")]
    private static partial void LogUnknown(ILogger log, Exception trouble);
}

internal static class RetryHeader
{
    /// <summary><c>Retry-After</c> in whole seconds (RFC 9110, 10.2.3), not less than the wait.</summary>
    public static void RetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}

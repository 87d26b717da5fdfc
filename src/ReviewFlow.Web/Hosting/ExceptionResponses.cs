using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Settings;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Hosting;

/// <summary>
/// What holds for every answer: security headers, and a plain word where something fails on our side.
/// </summary>
internal static partial class ExceptionResponses
{
    /// <summary>
    /// No script at all, nothing from elsewhere, in nobody's frame (CSP level 3; OWASP ASVS 5.0, V3.4).
    /// </summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    private static string Failed => SharedPageTexts.FailedOnOurSide;

    public static void UseExceptionResponses(this IApplicationBuilder app) =>
        app.Use(
            async (http, next) =>
            {
                var headers = http.Response.Headers;
                headers.ContentSecurityPolicy = ContentPolicy;
                // Under no-referrer browsers send our own forms with "Origin: null" (Fetch, 3.2); only an address that
                // holds a token needs it.
                headers["Referrer-Policy"] = http.Request.Path.StartsWithSegments(
                    "/l",
                    StringComparison.OrdinalIgnoreCase
                )
                    ? "no-referrer"
                    : "same-origin";
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
                headers.CacheControl = "no-store";
                headers["X-Robots-Tag"] = "noindex, nofollow";
                if (
                    http.RequestServices.GetRequiredService<ReviewFlowSettings>().PublicUrl.Scheme == Uri.UriSchemeHttps
                )
                    headers.StrictTransportSecurity = "max-age=31536000";

                try
                {
                    await next(http);
                    if (
                        http.Response
                            is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound, ContentLength: null }
                        && http.GetEndpoint() is null
                    )
                        await NotFound(http).ExecuteAsync(http);
                }
                catch (Exception e) when (Away(e) is not null && !http.Response.HasStarted)
                {
                    LogFailed(
                        http.RequestServices.GetRequiredService<ILogger<ReviewFlowApp>>(),
                        e,
                        http.TraceIdentifier
                    );
                    await Sorry(
                            http,
                            StatusCodes.Status503ServiceUnavailable,
                            SharedPageTexts.RecordsUnreachable,
                            Away(e),
                            NoticeKind.Away
                        )
                        .ExecuteAsync(http);
                }
                catch (LedgerBrokenException e) when (!http.Response.HasStarted)
                {
                    LogFailed(
                        http.RequestServices.GetRequiredService<ILogger<ReviewFlowApp>>(),
                        e,
                        http.TraceIdentifier
                    );
                    await Sorry(
                            http,
                            StatusCodes.Status503ServiceUnavailable,
                            SharedPageTexts.RecordsNeedCheck,
                            e.Message,
                            NoticeKind.LedgerBroken
                        )
                        .ExecuteAsync(http);
                }
                catch (BadHttpRequestException e) when (!http.Response.HasStarted)
                {
                    await Sorry(http, e.StatusCode, HostingTexts.RequestUnreadable).ExecuteAsync(http);
                }
#pragma warning disable CA1031 // The last word to the caller; the cause goes to the log.
                catch (Exception e) when (e is not OperationCanceledException && !http.Response.HasStarted)
#pragma warning restore CA1031
                {
                    LogFailed(
                        http.RequestServices.GetRequiredService<ILogger<ReviewFlowApp>>(),
                        e,
                        http.TraceIdentifier
                    );
                    await Sorry(http, StatusCodes.Status500InternalServerError, Failed).ExecuteAsync(http);
                }
            }
        );

    private static IResult NotFound(HttpContext http) =>
        IsForMachines(http)
            ? ApiProblem.Of(StatusCodes.Status404NotFound, "unknown", HostingTexts.NothingHere)
            : PageAnswer.NotFound();

    /// <summary>
    /// An operator whose call was let in reads the cause; a leader reads that it was not their fault, with what to tell
    /// ops; a stranger's program reads a state and nothing of this machine.
    /// </summary>
    private static IResult Sorry(
        HttpContext http,
        int status,
        string title,
        string? cause = null,
        NoticeKind kind = NoticeKind.Failed
    ) =>
        IsForMachines(http)
            ? ApiProblem.Of(status, "failed", cause is not null && OperatorFilter.LetIn(http) ? cause : $"{title}.")
        : HeldForm.Of(http) is { } form
            ? new PageAnswer(
                new HeldFormModel(
                    new Frame(FormTexts.NotRecordedYet),
                    form,
                    HeldUntil.Records,
                    kind == NoticeKind.Failed ? FormTexts.FailedLead : FormTexts.RecordsLead,
                    Reference: http.TraceIdentifier
                ),
                status
            )
        : PageAnswer.Notice(kind, title, status, reference: http.TraceIdentifier);

    /// <summary>What this machine or its storage does not give us just now; null where it is something else.</summary>
    private static string? Away(Exception e) =>
        e switch
        {
            OperatorException => e.Message,
            CryptographicException keys => keys.Trouble()?.Message,
            _ => null,
        };

    private static bool IsForMachines(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || http.Request.Path.StartsWithSegments(ReviewFlowApp.Health, StringComparison.Ordinal);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Reference} failed")]
    private static partial void LogFailed(ILogger log, Exception trouble, string reference);
}

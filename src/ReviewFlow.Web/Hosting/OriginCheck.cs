using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application;
using ReviewFlow.Application.Settings;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Hosting;

/// <summary>
/// Refuses what a page of another site sends (OWASP ASVS 5.0, V3.5). Browsers say where a form comes from in
/// <c>Sec-Fetch-Site</c> (not over plain http, nor before Safari 16.4) and in <c>Origin</c>. Programs say neither, and
/// pass: they have no cookie that another site could use.
/// </summary>
internal static class OriginCheck
{
    public static void UseOriginCheck(this IApplicationBuilder app) =>
        app.Use(
            async (http, next) =>
            {
                var publicUrl = http.RequestServices.GetRequiredService<ReviewFlowSettings>().PublicUrl;
                if (!Changes(http.Request) || IsOurs(http.Request, publicUrl))
                {
                    await next(http);
                    return;
                }
                http.RequestServices.GetRequiredService<SecurityLog>()
                    .Record(SecurityEvent.FormRefused, detail: "origin");
                var back = new PageLink(HostingTexts.OpenReviews, Addresses.Desk);
                await PageAnswer
                    .Notice(
                        NoticeKind.FormFromElsewhere,
                        HostingTexts.NothingRecorded,
                        StatusCodes.Status403Forbidden,
                        back: back
                    )
                    .ExecuteAsync(http);
            }
        );

    /// <summary>API and webhook take no cookie: who calls them proves it with a key or a signature.</summary>
    private static bool Changes(HttpRequest request) =>
        request.Method is not ("GET" or "HEAD" or "OPTIONS")
        && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/webhooks", StringComparison.Ordinal);

    public static bool IsOurs(HttpRequest request, Uri publicUrl)
    {
        string? site = request.Headers["Sec-Fetch-Site"],
            origin = request.Headers.Origin;
        return site is null or "" or "same-origin" or "none"
            && origin switch
            {
                null or "" => true,
                // A page whose referrer policy is no-referrer sends this for its own forms too (Fetch, 3.2), and so may
                // a privacy setting.
                "null" => site is "same-origin" or "none",
                _ => Uri.TryCreate(origin, UriKind.Absolute, out var from)
                    && (IsSame(from, publicUrl) || (publicUrl.IsLoopback && IsSame(from, Asked(request)))),
            };
    }

    private static Uri? Asked(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var asked) ? asked : null;

    private static bool IsSame(Uri one, Uri? other) =>
        (one.Scheme, one.IdnHost, one.Port) == (other?.Scheme, other?.IdnHost, other?.Port);
}

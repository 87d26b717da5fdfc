using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application.Telemetry;

namespace ReviewFlow.Web.Hosting;

/// <summary>
/// Names the span that a host has begun for a request by its route, <c>GET /l/{token}</c>: a path may hold a token, a
/// route holds none. The path that the web server put there is struck out where the host exports.
/// </summary>
internal static class RequestSpan
{
    public static void UseRequestSpan(this IApplicationBuilder app) =>
        app.Use(
            async (http, next) =>
            {
                var span = Activity.Current;
                try
                {
                    await next(http);
                }
                finally
                {
                    if (span is { IsAllDataRequested: true })
                    {
                        var (method, route) = (
                            MethodOf(http),
                            (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText
                        );
                        span.DisplayName = route is null ? method : $"{method} {route}";
                        span.SetTag(Tags.Method, method)
                            .SetTag(Tags.Route, route)
                            .SetTag(Tags.Status, http.Response.StatusCode);
                    }
                }
            }
        );

    /// <summary>Anybody can send a word of their own in the method's place.</summary>
    private static string MethodOf(HttpContext http) =>
        http.Request.Method is "GET" or "HEAD" or "OPTIONS" or "POST" or "PUT" or "PATCH" or "DELETE"
            ? http.Request.Method
            : "_OTHER";
}

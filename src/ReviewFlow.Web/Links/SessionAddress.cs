using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Links;

/// <summary>
/// Every page of a person is under <c>/2026-Q3/1f0c9a52</c>: the quarter, and a digest of person and purpose. So two
/// quarters, or two people, in one browser do not disturb each other. The address grants nothing; the cookie of the
/// same name does.
/// </summary>
internal static class SessionAddress
{
    private const int DigestLength = 8;

    /// <summary>Whose pages a link opens: <c>2026-Q3/1f0c9a52</c>.</summary>
    public static string KeyOf(Link link)
    {
        var whose = SHA256.HashData(Encoding.UTF8.GetBytes($"{link.Quarter}/{link.Purpose}/{link.Person}"));
        return $"{link.Quarter}/{Convert.ToHexStringLower(whose)[..DigestLength]}";
    }

    /// <summary>The key that the address of this request has; null where it has none.</summary>
    public static string? KeyOf(HttpRequest request) =>
        request.PathBase.Value is { Length: > 0 } path
        && path.Split('/') is [.., var quarter, var digest]
        && IsKey(quarter, digest)
            ? $"{quarter}/{digest}"
            : null;

    /// <summary>
    /// Takes the key from the front of the path. An address without it leads to the pages that this browser opened
    /// last.
    /// </summary>
    public static void UseSessionAddress(this IApplicationBuilder app) =>
        app.Use(
            async (http, next) =>
            {
                var request = http.Request;
                var (pathBase, path) = (request.PathBase, request.Path);
                if (path.Value?.Split('/', 4) is ["", var quarter, var digest, var rest] && IsKey(quarter, digest))
                {
                    request.PathBase = pathBase.Add($"/{quarter}/{digest}");
                    request.Path = "/" + rest;
                }
                else if (
                    IsPersonal(path)
                    && http.RequestServices.GetRequiredService<SessionCookie>().Newest(request, PurposeOf(path))
                        is { } newest
                )
                {
                    request.PathBase = pathBase.Add("/" + newest.Key);
                    if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                    {
                        http.Response.Redirect($"{request.PathBase}{path}{request.QueryString}");
                        request.PathBase = pathBase;
                        return;
                    }
                }
                try
                {
                    await next(http);
                }
                finally
                {
                    (request.PathBase, request.Path) = (pathBase, path);
                }
            }
        );

    private static LinkPurpose? PurposeOf(PathString path) =>
        path.StartsWithSegments(Addresses.Desk) || path.StartsWithSegments(Addresses.Delegate) ? LinkPurpose.Desk
        : path.StartsWithSegments(Addresses.Report) ? LinkPurpose.Report
        : path.StartsWithSegments(Addresses.Fits) ? LinkPurpose.Fit
        : path.StartsWithSegments(Addresses.NotMe) ? LinkPurpose.NotMe
        : null;

    /// <summary>Pages that are somebody's; strangers have the start page and can ask for a link.</summary>
    private static bool IsPersonal(PathString path) =>
        PurposeOf(path) is not null
        || path == Addresses.FreshLink
        || path == Addresses.EndLinks
        || path == Addresses.SignOut;

    private static bool IsKey(string quarter, string digest) =>
        digest.Length == DigestLength
        && digest.All(char.IsAsciiHexDigitLower)
        && QuarterId.TryParse(quarter, null, out _);
}

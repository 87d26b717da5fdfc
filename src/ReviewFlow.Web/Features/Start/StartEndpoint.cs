using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Start;

/// <summary>The front door and the one stylesheet. Strangers learn nothing of any quarter.</summary>
internal static class StartEndpoint
{
    public static void MapStart(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Addresses.Home, ["GET", "HEAD"], () =>
            new PageAnswer(new StartModel(new Frame(StartPageTexts.JointPerformanceReviews)))
        );
        app.MapMethods("/favicon.ico", ["GET", "HEAD"], () => TypedResults.NoContent()); // browsers ask for it unasked
        app.MapMethods(Stylesheet.Href, ["GET", "HEAD"], (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return TypedResults.Bytes(Stylesheet.Content, "text/css; charset=utf-8");
        });
    }
}

/// <summary>The front door. Strangers learn what this is and nothing about any quarter.</summary>
/// <param name="Frame">Around the page, without quarter, company or reader.</param>
public sealed record StartModel(Frame Frame) : PageModel(Frame);

using Microsoft.AspNetCore.Http;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Text;
using ReviewFlow.Web.Hosting;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Api;

/// <summary>
/// Lets only ops through. On Azure the platform has checked the key before; it is checked here all the same.
/// </summary>
internal sealed class OpsKeyFilter(OpsKey key, FailedAttemptLimiter tries, SecurityLog security) : IEndpointFilter
{
    private static readonly object Passed = new();

    /// <summary>Whether this call came with the ops key: only then it is told causes.</summary>
    public static bool LetIn(HttpContext http) => http.Items.ContainsKey(Passed);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        string? sent = http.Request.Headers[OpsKey.Header];
        if (key.Fits(sent))
        {
            http.Items[Passed] = true;
            return await next(context);
        }

        security.Record(SecurityEvent.KeyRefused, detail: string.IsNullOrEmpty(sent) ? "none sent" : "wrong");
        if (tries.Wrong(Tried.OpsKey, http.Connection.RemoteIpAddress) is not { } wait)
            return ApiProblem.Of(
                StatusCodes.Status401Unauthorized,
                "noKey",
                ApiTexts.OpsKeyRequired.With(new { header = OpsKey.Header })
            );
        http.Response.RetryAfter(wait);
        return ApiProblem.Of(StatusCodes.Status429TooManyRequests, "tooManyTries", ApiTexts.TooManyWrongKeys);
    }
}

using Microsoft.AspNetCore.Http;
using ReviewFlow.Delivery.Links;

namespace ReviewFlow.Delivery.Api;

/// <summary>Lets only ops through. On Azure the platform has checked the key before; it is checked here all the same.</summary>
internal sealed class OpsKeyFilter(OpsKey key, TriesLimiter tries) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (tries.IsOver(http.Connection.RemoteIpAddress)) return ApiProblem.Of(StatusCodes.Status429TooManyRequests, "tooManyTries", "Too many wrong keys from this address; try again in five minutes.");
        if (key.Fits(http.Request.Headers[OpsKey.Header])) return await next(context);
        tries.Wrong(http.Connection.RemoteIpAddress);
        return ApiProblem.Of(StatusCodes.Status401Unauthorized, "noKey", $"Send the ops key in the header {OpsKey.Header}.");
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Text;
using ReviewFlow.Web.Hosting;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Api;

/// <summary>
/// Lets only operators through, each as far as their scopes reach. A route that states no scope lets nobody through.
/// </summary>
internal sealed class OperatorFilter(OperatorKeys keys, FailedAttemptLimiter tries, SecurityLog security)
    : IEndpointFilter
{
    private static readonly object Passed = new();

    /// <summary>Whether an operator's call was let in: only then it is told causes.</summary>
    public static bool LetIn(HttpContext http) => http.Items.ContainsKey(Passed);

    /// <summary>Whose call this is.</summary>
    public static Operator Of(HttpContext http) => (Operator)http.Items[Passed]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        string? sent = http.Request.Headers[OperatorKeys.Header];
        var check = Check(sent);
        if (check is not KeyCheck.Accepted { Operator: var one })
            return Refuse(http, check, string.IsNullOrEmpty(sent));
        var needed = http.GetEndpoint()!.Metadata.GetRequiredMetadata<NeededScope>().Scope;
        if (!one.Scopes.Contains(needed))
        {
            security.Record(SecurityEvent.ScopeRefused, detail: needed.Name());
            return ApiProblem.Of(
                StatusCodes.Status403Forbidden,
                "noScope",
                ApiTexts.ScopeNeeded.With(
                    new
                    {
                        name = one.Name,
                        scope = needed.Name(),
                        scopes = Scopes.Names([.. one.Scopes, needed]),
                    }
                )
            );
        }
        http.Items[Passed] = one;
        return await next(context);
    }

    private KeyCheck Check(string? sent)
    {
        try
        {
            return keys.Check(sent);
        }
        catch (IntegrityException)
        {
            security.Record(SecurityEvent.RowForged, detail: "operator");
            throw;
        }
    }

    private IResult Refuse(HttpContext http, KeyCheck check, bool isNone)
    {
        var (type, detail, sentence) = check switch
        {
            KeyCheck.Expired { Operator: { } o } => (
                "expiredKey",
                "expired",
                ApiTexts.KeyExpired.With(new { name = o.Name, day = LocalDatePattern.Iso.Format(o.Expires!.Value) })
            ),
            KeyCheck.Ended { Operator: { } o } => ("endedKey", "ended", ApiTexts.KeyEnded.With(new { name = o.Name })),
            KeyCheck.Replaced { Operator: { } o } => (
                "replacedKey",
                "replaced",
                ApiTexts.KeyReplaced.With(new { name = o.Name })
            ),
            _ => (
                "noKey",
                isNone ? "none sent" : "wrong",
                ApiTexts.OpsKeyRequired.With(new { header = OperatorKeys.Header })
            ),
        };
        security.Record(SecurityEvent.KeyRefused, detail: detail);
        if (tries.Wrong(Tried.OpsKey, http.Connection.RemoteIpAddress) is not { } wait)
            return ApiProblem.Of(StatusCodes.Status401Unauthorized, type, sentence);
        http.Response.RetryAfter(wait);
        return ApiProblem.Of(StatusCodes.Status429TooManyRequests, "tooManyTries", ApiTexts.TooManyWrongKeys);
    }
}

/// <summary>What a route's caller has to have.</summary>
internal sealed record NeededScope(Scope Scope);

internal static class NeededScopes
{
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, Scope scope) =>
        route.WithMetadata(new NeededScope(scope));
}

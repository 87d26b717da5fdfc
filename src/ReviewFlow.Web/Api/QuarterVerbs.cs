using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Settings;
using ReviewFlow.Json;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Text;

namespace ReviewFlow.Web.Api;

/// <summary>What a verb is about, from its address; empty where the address says none.</summary>
internal readonly record struct VerbTarget(QuarterId Quarter, string Team, string Fit);

internal delegate (QuarterCommand? Command, Findings Problems) VerbRead(byte[] body, VerbTarget about);

/// <param name="Route">Behind <c>/api/quarters/{q}</c>.</param>
/// <param name="FourEyes">What <c>ReviewFlow__FourEyes</c> calls it; null where one operator is always enough.</param>
internal sealed record Verb(string Method, string Route, Scope Scope, VerbRead Read, FourEyesVerb? FourEyes = null);

/// <summary>What ops do with a quarter, over HTTP. A verb is a line here.</summary>
internal static class QuarterVerbs
{
    private const string Post = "POST",
        Put = "PUT";

    public static readonly ImmutableArray<Verb> All =
    [
        new(Post, "/void", Scope.Void, VerbReader.Void, FourEyesVerb.Void),
        new(Post, "/teams/{t}/void", Scope.Void, VerbReader.VoidTeam),
        new(Post, "/extend", Scope.Run, VerbReader.Extend),
        new(Post, "/calendar/holidays", Scope.Run, VerbReader.AddHoliday),
        new(Post, "/office", Scope.People, VerbReader.ReplaceOffice),
        new(Post, "/remind", Scope.Run, VerbReader.Remind),
        new(Put, "/teams/{t}/scorecard", Scope.Run, VerbReader.Amend),
        new(Post, "/restored", Scope.Run, VerbReader.Restored),
        new(Post, "/links/end", Scope.Run, VerbReader.EndLinks),
        new(Post, "/vouch", Scope.Run, VerbReader.Vouch),
        new(Post, "/fits", Scope.Run, VerbReader.StartFit),
        new(Post, "/fits/{n}/end", Scope.Run, VerbReader.EndFit),
        new(Post, "/erase", Scope.People, VerbReader.Erase),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var verb in All)
        {
            api.MapMethods(
                    $"/quarters/{{q}}{verb.Route}",
                    [verb.Method],
                    (
                        string q,
                        HttpContext http,
                        ReviewDesk desk,
                        ReviewFlowSettings settings,
                        TimeProvider time,
                        CancellationToken cancellationToken
                    ) => Run(verb, q, http, desk, settings, time, cancellationToken)
                )
                .Needs(verb.Scope);
        }
    }

    private static async Task<IResult> Run(
        Verb verb,
        string q,
        HttpContext http,
        ReviewDesk desk,
        ReviewFlowSettings settings,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!QuarterId.TryParse(q, null, out var id))
            return QuarterApi.NoSuchQuarter(q);
        var body = await Body(http.Request, cancellationToken);
        var about = new VerbTarget(id, Value(http, "t"), Value(http, "n"));
        var (command, problems) = verb.Read(body, about);
        if (command is null)
            return ApiProblem.Of(problems);
        if (http.Request.Query["dryRun"] == "true")
            return await DryRun.Answer(id, command, new(), desk);
        var name = OperatorFilter.Of(http).Name;
        var fourEyes =
            verb.FourEyes is { } two && settings.FourEyes.Contains(two) ? Asked(two, about, body, name) : null;
        var result = await desk.Execute(id, command, key: null, cancellationToken, ops: new(name, fourEyes));
        return result switch
        {
            CommandResult.Done done => Answer(true, done.Quarter),
            CommandResult.AlreadySo same => Answer(false, same.Quarter),
            CommandResult.Refused refused => ApiProblem.Of(refused.Why, refused.Sentence),
            _ => throw new InvalidOperationException("The desk answered something new."),
        };

        IResult Answer(bool changed, Quarter quarter)
        {
            var answer = VerbAnswer.Of(q, changed, quarter.Version, VerbReader.Warnings(command, quarter));
            return fourEyes is not null && WaitStatus.Of(quarter, fourEyes, time.Now()) is { } waits
                ? TypedResults.Accepted((string?)null, answer with { Waits = waits })
                : TypedResults.Ok(answer);
        }
    }

    /// <summary>
    /// Two calls are the same if quarter, team, fit conversation and body are; so the second operator says yes to
    /// exactly what the first one asked for, with the same reason.
    /// </summary>
    private static FourEyesCall Asked(FourEyesVerb verb, VerbTarget about, byte[] body, string name)
    {
        var text = body is [0xEF, 0xBB, 0xBF, ..] ? body.AsSpan(3) : body; // a byte order mark is let pass
        var sent = JsonNode.Parse(text)!.AsObject();
        var reason = sent["reason"] is { } given ? SafeText.Prose((string)given!) : null;
        if (reason is not null)
            sent["reason"] = reason;
        var command = new JsonObject
        {
            ["body"] = sent,
            ["fit"] = about.Fit,
            ["quarter"] = about.Quarter.ToString(),
            ["team"] = about.Team,
            ["verb"] = QuarterStatus.Name(verb),
        };
        return new(verb, CanonicalJson.Sha256(command), name, reason);
    }

    private static string Value(HttpContext http, string name) => http.Request.RouteValues[name] as string ?? "";

    /// <summary>One byte more than a roster may have is enough to say that it is too large.</summary>
    public static async Task<byte[]> Body(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var piece = new byte[81920];
        int read;
        while (
            body.Length <= RosterReader.MaxBytes && (read = await request.Body.ReadAsync(piece, cancellationToken)) > 0
        )
            body.Write(piece, 0, read);
        return body.ToArray();
    }
}

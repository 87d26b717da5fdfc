using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Json;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Text;

namespace ReviewFlow.Web.Api;

/// <summary>What ops do, over HTTP. Shapes and answers are in docs/api.md.</summary>
internal static class QuarterApi
{
    public static void MapQuarterApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").AddEndpointFilter<OperatorFilter>();
        api.MapPost("/quarters", Start).Needs(Scope.Run);
        api.MapGet("/quarters", async (ILedger ledger, CancellationToken cancellationToken) =>
                (await ledger.Quarters(cancellationToken)).Select(q => q.ToString())
            )
            .Needs(Scope.Read);
        api.MapGet("/quarters/{q}", Status).Needs(Scope.Read);
        api.MapGet("/quarters/{q}/report.pdf", Report).Needs(Scope.Read);
        api.MapGet("/quarters/{q}/ledger", Export).Needs(Scope.Ledger);
        QuarterVerbs.Map(api);
    }

    private static async Task<IResult> Start(
        HttpContext http,
        bool? dryRun,
        ReviewDesk desk,
        CancellationToken cancellationToken
    )
    {
        var reading = RosterReader.Read(await QuarterVerbs.Body(http.Request, cancellationToken));
        if (reading.Roster is not { } roster)
            return ApiProblem.Of(reading.Problems);

        var (id, command) = (roster.Quarter, new QuarterCommand.Start(roster));
        if (dryRun == true)
            return await DryRun.Answer(id, command, reading.Warnings, desk);
        var ops = new OperatorCall(OperatorFilter.Of(http).Name);
        return await desk.Execute(id, command, key: null, cancellationToken, ops: ops) switch
        {
            CommandResult.Done done => TypedResults.Created(
                $"/api/quarters/{id}",
                VerbAnswer.Of(id.ToString(), true, done.Quarter.Version, reading.Warnings)
            ),
            CommandResult.AlreadySo same => TypedResults.Ok(
                VerbAnswer.Of(id.ToString(), false, same.Quarter.Version, reading.Warnings)
            ),
            CommandResult.Refused refused => ApiProblem.Of(refused.Why, refused.Sentence),
            _ => throw new InvalidOperationException("The desk answered something new."),
        };
    }

    private static async Task<IResult> Status(
        string q,
        ReviewDesk desk,
        IOutbox outbox,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await Find(q, desk, cancellationToken) is { } quarter
            ? TypedResults.Ok(QuarterStatus.Of(quarter, await outbox.Count(quarter.Id, cancellationToken), time.Now()))
            : NoSuchQuarter(q);

    private static async Task<IResult> Report(
        string q,
        ReviewDesk desk,
        IReportArchive archive,
        CancellationToken cancellationToken
    )
    {
        if (await Find(q, desk, cancellationToken) is not { } quarter)
            return NoSuchQuarter(q);
        if (quarter.Release is not { } release)
            return ApiProblem.Of(
                StatusCodes.Status404NotFound,
                "notReleased",
                ApiTexts.ReportNotReleased.With(new { quarter = q })
            );
        return await archive.Open(quarter.Id, release.Sha256, cancellationToken) is { } file
            ? TypedResults.File(file, "application/pdf", $"{q}.pdf")
            : throw new IntegrityException(ApiTexts.ArchivedReportDiffers.With(new { quarter = q }));
    }

    /// <summary>As it is stored, also where it is not what ReviewFlow wrote: so that it can be examined.</summary>
    private static async Task<IResult> Export(string q, ILedger ledger, CancellationToken cancellationToken) =>
        QuarterId.TryParse(q, null, out var id)
        && await ledger.ReadToHead(id, 0, cancellationToken) is { Head: { } head } tail
            ? TypedResults.Text(LedgerExport.Lines(tail.Entries, head), "application/jsonl")
            : NoSuchQuarter(q);

    private static async Task<Quarter?> Find(string q, ReviewDesk desk, CancellationToken cancellationToken) =>
        QuarterId.TryParse(q, null, out var id) ? await desk.Get(id, cancellationToken) : null;

    public static IResult NoSuchQuarter(string q) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "unknown", ApiTexts.QuarterUnknown.With(new { quarter = q }));
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
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
        var api = app.MapGroup("/api").AddEndpointFilter<OpsKeyFilter>();
        api.MapPost("/quarters", Start);
        api.MapGet("/quarters", async (ILedger ledger, CancellationToken cancellationToken) =>
            (await ledger.Quarters(cancellationToken)).Select(q => q.ToString())
        );
        api.MapGet("/quarters/{q}", Status);
        api.MapGet("/quarters/{q}/report.pdf", Report);
        api.MapGet("/quarters/{q}/ledger", Export);
        api.MapPost(
            "/quarters/{q}/void",
            (string q, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, VerbReader.Void, cancellationToken)
        );
        api.MapPost(
            "/quarters/{q}/extend",
            (string q, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, VerbReader.Extend, cancellationToken)
        );
        api.MapPost(
            "/quarters/{q}/restored",
            (string q, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, VerbReader.Restored, cancellationToken)
        );
        api.MapPost(
            "/quarters/{q}/erase",
            (string q, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, VerbReader.Erase, cancellationToken)
        );
        api.MapPost(
            "/quarters/{q}/links/end",
            (string q, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, VerbReader.EndLinks, cancellationToken)
        );
        api.MapPost(
            "/quarters/{q}/vouch",
            (string q, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, VerbReader.Vouch, cancellationToken)
        );
        api.MapPost(
            "/quarters/{q}/teams/{t}/void",
            (string q, string t, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, (body, _) => VerbReader.VoidTeam(body, t), cancellationToken)
        );
        api.MapPost(
            "/quarters/{q}/fits",
            (string q, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, VerbReader.StartFit, cancellationToken)
        );
        api.MapPost(
            "/quarters/{q}/fits/{n}/end",
            (string q, string n, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, (_, _) => (VerbReader.EndFit(n), new()), cancellationToken)
        );
        api.MapPut(
            "/quarters/{q}/teams/{t}/scorecard",
            (string q, string t, HttpRequest r, ReviewDesk desk, CancellationToken cancellationToken) =>
                Verb(q, r, desk, (body, quarter) => VerbReader.Amend(body, quarter, t), cancellationToken)
        );
    }

    private static async Task<IResult> Start(
        HttpRequest request,
        bool? dryRun,
        ReviewDesk desk,
        CancellationToken cancellationToken
    )
    {
        var reading = RosterReader.Read(await Body(request, cancellationToken));
        if (reading.Roster is not { } roster)
            return ApiProblem.Of(reading.Problems);

        var (id, command) = (roster.Quarter, new QuarterCommand.Start(roster));
        if (dryRun == true)
            return await Rehearse(id, command, reading.Warnings, desk, cancellationToken);
        return await desk.Execute(id, command, key: null, cancellationToken) switch
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

    private static async Task<IResult> Rehearse(
        QuarterId id,
        QuarterCommand command,
        Findings warnings,
        ReviewDesk desk,
        CancellationToken cancellationToken
    )
    {
        var (decision, notices) = await desk.Preview(id, command, cancellationToken);
        return decision is Decision.Refused refused
            ? ApiProblem.Of(refused.Why, refused.Sentence)
            : TypedResults.Ok(
                new DryRun(
                    id.ToString(),
                    [
                        .. notices.Select(n => new DryRunMail(
                            n.To.Email,
                            n.To.Name,
                            OutboxComposer.KindOf(n),
                            n is Notice.Invitation i ? i.Turns.Length : 0
                        )),
                    ],
                    warnings,
                    warnings.More
                )
            );
    }

    private static async Task<IResult> Verb(
        string q,
        HttpRequest request,
        ReviewDesk desk,
        Func<byte[], QuarterId, (QuarterCommand?, Findings)> read,
        CancellationToken cancellationToken
    )
    {
        if (!QuarterId.TryParse(q, null, out var id))
            return NoSuchQuarter(q);
        var (command, problems) = read(await Body(request, cancellationToken), id);
        if (command is null)
            return ApiProblem.Of(problems);
        return await desk.Execute(id, command, key: null, cancellationToken) switch
        {
            CommandResult.Done done => TypedResults.Ok(
                VerbAnswer.Of(q, true, done.Quarter.Version, VerbReader.Warnings(command, done.Quarter))
            ),
            CommandResult.AlreadySo same => TypedResults.Ok(
                VerbAnswer.Of(q, false, same.Quarter.Version, VerbReader.Warnings(command, same.Quarter))
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

    private static IResult NoSuchQuarter(string q) =>
        ApiProblem.Of(StatusCodes.Status404NotFound, "unknown", ApiTexts.QuarterUnknown.With(new { quarter = q }));

    /// <summary>One byte more than a roster may have is enough to say that it is too large.</summary>
    private static async Task<byte[]> Body(HttpRequest request, CancellationToken cancellationToken)
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

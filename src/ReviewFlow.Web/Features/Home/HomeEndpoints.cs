using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Release;
using ReviewFlow.Drafts;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.Ops;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Home;

/// <summary>What leaders and the CEO read. GET and HEAD change nothing.</summary>
internal static class HomeEndpoints
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    public static void MapHome(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Addresses.Desk, Reading, Desk);
        app.MapMethods(Addresses.Desk + "/{team}", Reading, Team);
        app.MapMethods(Addresses.LeadersReport, Reading, LeadersReport);
        app.MapMethods(Addresses.Report, Reading, OfficesPage);
        app.MapMethods(Addresses.ReportFile, Reading, OfficesReport);
    }

    private static async Task<IResult> Desk(
        long? entry,
        string? act,
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        FormDrafts drafts,
        ILedger ledger
    )
    {
        // The CEO and ops have no desk: without their link they see here the page that it opens.
        if (await door.Leader(http) is not var (session, reader))
            return await door.Office(http) is null
                ? await LinkEndpoints.Dead(http, door, forms)
                : TypedResults.LocalRedirect("~" + Addresses.Report);
        var receipt =
            entry is > 0 && entry <= reader.Quarter.Version
                ? ReceiptView.Of(
                    reader,
                    (await ledger.Read(reader.Quarter.Id, entry.Value - 1, http.RequestAborted))[0]
                )
                : null;
        return new PageAnswer(
            DelegationView.Of(
                HomeView.Of(reader, forms.Issue(session, FormAction.EndLinks)),
                reader,
                formAction => forms.Issue(session, formAction),
                receipt,
                await drafts.Find(reader.Quarter, DraftPlace.OfQuarter(act ?? ""), reader.Id, http.RequestAborted)
            ) with
            {
                Act = act,
            }
        );
    }

    private static async Task<IResult> Team(
        string team,
        long[] entry,
        string? act,
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        ILedger ledger,
        TeamPages pages
    )
    {
        if (await door.Leader(http) is not var (session, reader))
            return await LinkEndpoints.Dead(http, door, forms);
        if (!TeamId.TryParse(team, null, out var id) || !MayRead(reader, id))
            return PageAnswer.NotFound();
        var receipts = new List<Receipt>();
        foreach (var number in entry.Where(e => e > 0 && e <= reader.Quarter.Version).Take(FormAction.MostParts))
        {
            var recorded = await ledger.Read(reader.Quarter.Id, number - 1, http.RequestAborted);
            if (ReceiptView.Of(reader, id, recorded[0]) is { } receipt)
                receipts.Add(receipt);
        }
        return await pages.Show(
            session,
            reader,
            id,
            ReceiptView.Together(receipts),
            act: act,
            cancellationToken: http.RequestAborted
        );
    }

    /// <summary>For the holder of a seat; the report is more than a delegate has to see to stand in for one.</summary>
    private static async Task<IResult> LeadersReport(
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        IReportArchive archive
    ) =>
        await door.Leader(http) is var (_, reader)
            ? reader.IsLeader
                ? await File(reader.Quarter, archive, http)
                : PageAnswer.NotFound()
            : await LinkEndpoints.Dead(http, door, forms);

    private static async Task<IResult> OfficesPage(
        string? act,
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        TimeProvider time
    )
    {
        if (await door.Office(http) is not var (session, quarter, reader))
            return await LinkEndpoints.Dead(http, door, forms);
        var end = new EndLinksForm(Addresses.EndLinks, forms.Issue(session, FormAction.EndLinks));
        return new PageAnswer(
            reader.Id == quarter.Ceo.Id
                ? ReportView.Of(quarter) with
                {
                    Address = Addresses.Report,
                    Act = act,
                    EndLinks = end,
                }
                : OpsView.Of(quarter, reader, time.Now()) with
                {
                    Address = Addresses.Report,
                    Act = act,
                    EndLinks = end,
                }
        );
    }

    private static async Task<IResult> OfficesReport(
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        IReportArchive archive
    ) =>
        await door.Office(http) is var (_, quarter, _)
            ? await File(quarter, archive, http)
            : await LinkEndpoints.Dead(http, door, forms);

    private static async Task<IResult> File(Quarter quarter, IReportArchive archive, HttpContext http) =>
        quarter.Release is { } release
            ? await archive.Open(quarter.Id, release.Sha256, http.RequestAborted) is { } file
                ? TypedResults.File(file, "application/pdf", $"{quarter.Id}.pdf")
                : throw new IntegrityException(HomePageTexts.ArchivedReportDiffers.With(new { id = quarter.Id }))
            : PageAnswer.NotFound();

    /// <summary>A leader reads the teams on whose path they sit, and no others.</summary>
    public static bool MayRead(Reader reader, TeamId team) =>
        reader.Quarter.Reviews.TryGetValue(team, out var review) && reader.IsOnPath(review);
}

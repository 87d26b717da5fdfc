using Microsoft.AspNetCore.Http;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Assessments;
using ReviewFlow.Drafts;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Assessments;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Signing;

/// <summary>A team's page for one reader, with what the sealed store holds of that reader's own seat.</summary>
internal sealed class TeamPages(
    FormTokens forms,
    SealedContent sealedContent,
    FormDrafts drafts,
    ReviewDesk desk,
    EarlierQuarters earlier,
    TimeProvider time
)
{
    public async Task<PageAnswer> Show(
        Session session,
        Reader reader,
        TeamId team,
        Receipt? receipt = null,
        TypedForm? typed = null,
        string? act = null,
        int status = StatusCodes.Status200OK,
        CancellationToken cancellationToken = default
    )
    {
        (reader, var own) = await Own(reader, team, cancellationToken);
        var review = reader.Quarter.Reviews[team];
        typed ??= await drafts.Find(
            reader.Quarter,
            DraftPlace.Of(team, act ?? MainForm(review)),
            reader.Id,
            cancellationToken
        );
        var trend = TrendView.IsFor(reader, review)
            ? (await earlier.Trend(reader.Quarter.Id, q => WallShare.Of(q, team), cancellationToken)).Trend
            : null;
        var page = TeamView.Of(
            reader,
            review,
            time.Now(),
            formAction => forms.Issue(session, formAction),
            receipt,
            typed,
            own,
            trend
        );
        return new(
            page with
            {
                Address = Addresses.Team(team),
                Act = page.Has(act) ? act : null,
                Draft = typed?.Draft,
            },
            status
        );
    }

    /// <summary>The form that the page shows where its address names none.</summary>
    private static string MainForm(Review review) =>
        review switch
        {
            { Stage: Stage.Assessing, Assessment.IsRevealed: true } => FormAction.Settle,
            { Stage: Stage.Assessing } => FormAction.Seal,
            _ => FormAction.SignOff,
        };

    /// <summary>
    /// What the reader's seat has sealed, with the quarter to which it belongs: the partner may open both at this
    /// moment.
    /// </summary>
    private async Task<(Reader, RatingSheet?)> Own(Reader reader, TeamId team, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (AssessingView.SeatOf(reader, reader.Quarter.Reviews[team]) is not { } seat)
                return (reader, null);
            try
            {
                return (reader, await sealedContent.Find(reader.Quarter, team, seat.Seat, cancellationToken));
            }
            catch (OperatorException)
            {
                var now = (await desk.Get(reader.Quarter.Id, cancellationToken))!;
                if (now.Version == reader.Quarter.Version)
                    throw;
                reader = reader with { Quarter = now };
            }
        }
    }
}

using Microsoft.AspNetCore.Http;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Web.Links;

/// <summary>
/// Who came in with a living link. The link is looked up at every request, so that ending it ends every session at
/// once.
/// </summary>
internal sealed class LinkAuthenticator(
    SessionCookie cookie,
    IssuedLinks links,
    ReviewDesk desk,
    SecurityLog security,
    TimeProvider time
)
{
    public Session? Session(HttpContext http) => cookie.Read(http.Request);

    /// <summary>
    /// The leader whose desk link this session came with; null when it does not open anything (any more).
    /// </summary>
    public async Task<(Session Session, Reader Reader)?> Leader(HttpContext http)
    {
        var (session, link, quarter) = await Open(http, LinkPurpose.Desk);
        return
            session is not null
            && link is not null
            && quarter is not null
            && Reader.Leader(quarter, link.Person, time.Now()) is { } reader
            ? (session, reader)
            : null;
    }

    /// <summary>
    /// One of the two of a fit conversation, with a link of it; null when it does not open anything (any more).
    /// </summary>
    public async Task<(Session Session, FitParticipant FitParticipant)?> FitParticipant(HttpContext http)
    {
        var (session, link, quarter) = await Open(http, LinkPurpose.Fit);
        return
            session is not null
            && link is not null
            && quarter is not null
            && Application.Reading.FitParticipant.Of(quarter, link.Person) is { } party
            ? (session, party)
            : null;
    }

    /// <summary>
    /// The day from which on the link of this session opens a desk to somebody who was named to stand in ahead of it;
    /// null for every other link.
    /// </summary>
    public async Task<LocalDate?> FirstDay(HttpContext http)
    {
        var (_, link, quarter) = await Open(http, LinkPurpose.Desk);
        if (link is null || quarter?.Stage != QuarterStage.Open)
            return null;
        return quarter
            .Delegations.Where(d =>
                d.Delegate.Id == link.Person
                && d.EndedAt is null
                && d.From > quarter.Calendar.DateOf(time.Now())
                && quarter.Calendar.Morning(d.From) < link.ExpiresAt
            )
            .Select(d => (LocalDate?)d.From)
            .Min();
    }

    /// <summary>The CEO or ops, with the quarter whose report this link opens.</summary>
    public async Task<(Quarter Quarter, Person Reader)?> Office(HttpContext http)
    {
        var (_, link, quarter) = await Open(http, LinkPurpose.Report);
        return quarter?.Ceo.Id == link?.Person && quarter is not null ? (quarter, quarter.Ceo)
            : quarter?.Ops is { } ops && ops.Id == link!.Person ? (quarter, ops)
            : null;
    }

    /// <summary>Records a session whose link has ended or never was, unless following it was recorded.</summary>
    public async Task Report(HttpContext http)
    {
        if (Session(http) is not { IsReported: false } session)
            return;
        var link = await links.Find(session.TokenHash, http.RequestAborted);
        if (!await IsAlive(link, http.RequestAborted))
            LinkEndpoints.Refused(security, link);
    }

    /// <summary>Neither expired nor ended by its owner.</summary>
    public async Task<bool> IsAlive(Link? link, CancellationToken cancellationToken) =>
        link is not null
        && time.Now() < link.ExpiresAt
        && await desk.Get(link.Quarter, cancellationToken) is { } quarter
        && !quarter.HasEndedLink(link.Person, link.IssuedAt);

    private async Task<(Session?, Link?, Quarter?)> Open(HttpContext http, LinkPurpose purpose)
    {
        if (Session(http) is not { } session)
            return default;
        var link = await links.Find(session.TokenHash, http.RequestAborted);
        return link?.Purpose == purpose && await IsAlive(link, http.RequestAborted)
            ? (session, link, await desk.Get(link.Quarter, http.RequestAborted))
            : (session, null, null);
    }
}

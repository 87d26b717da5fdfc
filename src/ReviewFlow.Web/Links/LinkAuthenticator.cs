using Microsoft.AspNetCore.Http;
using NodaTime;
using ReviewFlow.Access;
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
    public async Task<(Session Session, Reader Reader)?> Leader(HttpContext http) =>
        await Open(http, LinkPurpose.Desk) is var (session, quarter)
        && Reader.Leader(quarter, session.By!.Person, time.Now()) is { } reader
            ? (session, reader)
            : null;

    /// <summary>
    /// One of the two of a fit conversation, with a link of it; null when it does not open anything (any more).
    /// </summary>
    public async Task<(Session Session, FitParticipant FitParticipant)?> FitParticipant(HttpContext http) =>
        await Open(http, LinkPurpose.Fit) is var (session, quarter)
        && Application.Reading.FitParticipant.Of(quarter, session.By!.Person) is { } party
            ? (session, party)
            : null;

    /// <summary>The CEO or ops, with the quarter whose report this link opens.</summary>
    public async Task<(Session Session, Quarter Quarter, Person Reader)?> Office(HttpContext http) =>
        await Open(http, LinkPurpose.Report) is var (session, quarter)
            ? quarter.Ceo.Id == session.By!.Person
                ? (session, quarter, quarter.Ceo)
                : quarter.Ops is { } ops && ops.Id == session.By.Person
                    ? (session, quarter, ops)
                    : null
            : null;

    /// <summary>Anybody whose link is alive, whatever it opens.</summary>
    public async Task<(Session Session, Quarter Quarter)?> Anybody(HttpContext http) =>
        await Look(http) is { State: LinkState.Alive, Session: { } session, Quarter: { } quarter }
            ? (session, quarter)
            : null;

    /// <summary>What became of the link that this browser came with.</summary>
    public async Task<Entrance> Look(HttpContext http)
    {
        if (Session(http) is not { } session)
            return new(LinkState.NoSession);
        var link = await links.Find(session.TokenHash, http.RequestAborted);
        var quarter = link is null ? null : await desk.Get(link.Quarter, http.RequestAborted);
        if (link is null || quarter is null)
            return new(LinkState.Unknown, session);
        session = session with { By = new(link.Person, link.TokenHash, link.IssuedAt, session.BrowserHash) };
        var state = StateOf(link, quarter);
        if (state == LinkState.Alive && session.IsIdle(time.Now()))
            state = LinkState.Idle;
        if (state == LinkState.Alive)
            cookie.Refresh(http, session);
        return new(state, session, link, quarter);
    }

    /// <summary>Records a session whose link has ended or never was, unless following it was recorded.</summary>
    public void Report(Entrance entrance)
    {
        if (
            entrance is
            { Session.IsReported: false, State: not (LinkState.Alive or LinkState.Idle or LinkState.NotYet) }
        )
            LinkEndpoints.Refused(security, entrance.Link);
    }

    public async Task<LinkState> StateOf(Link? link, CancellationToken cancellationToken) =>
        link is not null && await desk.Get(link.Quarter, cancellationToken) is { } quarter
            ? StateOf(link, quarter)
            : LinkState.Unknown;

    private LinkState StateOf(Link link, Quarter quarter)
    {
        var now = time.Now();
        return quarter.Access.EndedLinks.Contains(link.TokenHash) ? LinkState.EndedAfterWrongCodes
            : quarter.Access.HasEnded(link.Person, link.TokenHash, link.IssuedAt) ? LinkState.Ended
            : now >= link.ExpiresAt ? LinkState.Expired
            : link.Purpose == LinkPurpose.Desk && quarter.ActorOf(link.Person, now) is null
                ? FirstDay(link, quarter) is null ? LinkState.NoLongerTheirs
                    : LinkState.NotYet
            : link.Purpose == LinkPurpose.Report && !IsOffice(quarter, link.Person) ? LinkState.NoLongerTheirs
            : LinkState.Alive;
    }

    private static bool IsOffice(Quarter quarter, PersonId person) =>
        person == quarter.Ceo.Id || person == quarter.Ops?.Id;

    /// <summary>
    /// The day from which on a link opens a desk to somebody who was named as a delegate ahead of it; null for every
    /// other link.
    /// </summary>
    public LocalDate? FirstDay(Link link, Quarter quarter) =>
        quarter.Stage != QuarterStage.Open
            ? null
            : quarter
                .Delegations.Where(d =>
                    d.Delegate.Id == link.Person
                    && d.EndedAt is null
                    && d.From > quarter.Calendar.DateOf(time.Now())
                    && quarter.Calendar.Morning(d.From) < link.ExpiresAt
                )
                .Select(d => (LocalDate?)d.From)
                .Min();

    private async Task<(Session Session, Quarter Quarter)?> Open(HttpContext http, LinkPurpose purpose) =>
        await Anybody(http) is var (session, quarter) && session.Purpose == purpose ? (session, quarter) : null;
}

/// <summary>What a browser came with.</summary>
/// <param name="Session">Null without a cookie; with <see cref="Session.By"/> where the link is one of ours.</param>
internal sealed record Entrance(LinkState State, Session? Session = null, Link? Link = null, Quarter? Quarter = null);

/// <summary>What a link is good for at this moment.</summary>
public enum LinkState
{
    Alive,

    /// <summary>The browser has no session for these pages.</summary>
    NoSession,

    /// <summary>ReviewFlow mailed no such link.</summary>
    Unknown,

    /// <summary>The link is alive, and the person was away for so long that it has to be opened again.</summary>
    Idle,

    Expired,

    /// <summary>Its owner, or ops, ended every link of this person.</summary>
    Ended,
    EndedAfterWrongCodes,

    /// <summary>The person holds no seat and is nobody's delegate any more.</summary>
    NoLongerTheirs,

    /// <summary>The person's time as a delegate has not begun.</summary>
    NotYet,
}

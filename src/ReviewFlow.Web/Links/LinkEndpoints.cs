using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Hosting;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Links;

/// <summary>
/// Links from mails. Following one writes nothing: the token becomes a cookie and the address bar forgets it. A link
/// that does not open anything looks the same whether it is unknown, expired, used up or revoked.
/// </summary>
internal static class LinkEndpoints
{
    public static void MapLinks(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Addresses.Link, ["GET", "HEAD"], Follow);
        app.MapPost(Addresses.FreshLink, MailFreshLink);
        app.MapPost(Addresses.EndLinks, EndAllLinks);
    }

    private static async Task<IResult> Follow(
        string token,
        HttpContext http,
        SessionCookie cookie,
        LinkAuthenticator door,
        IssuedLinks links,
        FailedAttemptLimiter tries,
        SecurityLog security
    )
    {
        var hash = LinkTokens.HashOf(LinkTokens.LooksLikeOne(token) ? token : "");
        var link = await links.Find(hash, http.RequestAborted);
        var isAlive = await door.IsAlive(link, http.RequestAborted);
        if (!isAlive)
            Refused(security, link);
        if (link is null && tries.Wrong(Tried.Link, http.Connection.RemoteIpAddress) is { } wait)
            return TooManyTries(http, wait);
        cookie.Write(http.Response, hash, isReported: !isAlive);
        return TypedResults.LocalRedirect(
            "~"
                + link?.Purpose switch
                {
                    LinkPurpose.Report => Addresses.Report,
                    LinkPurpose.Fit => Addresses.Fits,
                    _ => Addresses.Desk,
                }
        );
    }

    /// <param name="link">One that has ended; null for one that was never mailed.</param>
    public static void Refused(SecurityLog security, Link? link) =>
        security.Record(SecurityEvent.LinkRefused, link?.Quarter, link is null ? "unknown" : "ended");

    /// <summary>To the address on file, no matter who asks; the answer is the same whether there is one.</summary>
    private static async Task<IResult> MailFreshLink(
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        IssuedLinks links,
        ReviewDesk desk
    )
    {
        var form = await http.PostedFields();
        if (
            door.Session(http) is not { } session
            || forms.Check(session, FormAction.FreshLink, form[Fields.Token]) is null
        )
            return FormOutOfDate(Addresses.Desk);
        if (await links.Find(session.TokenHash, http.RequestAborted) is { } link)
            await desk.Execute(
                link.Quarter,
                new QuarterCommand.SendFreshLink(link.Person, link.Purpose),
                key: null,
                http.RequestAborted
            );
        return new PageAnswer(new FreshLinkModel(new Frame(LinkTexts.FreshLink)), StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// For somebody whose mail was read by another: every link of theirs ends, and a fresh one goes to the address on
    /// file.
    /// </summary>
    private static async Task<IResult> EndAllLinks(
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        ReviewDesk desk,
        SecurityLog security
    )
    {
        var form = await http.PostedFields();
        var (session, quarter, person) =
            await door.Leader(http) is var (own, reader) ? (own, reader.Quarter, reader.Person.Id)
            : await door.FitParticipant(http) is var (other, party) ? (other, party.Quarter, party.Id)
            : default;
        if (session is null || forms.Check(session, FormAction.EndLinks, form[Fields.Token]) is not { } key)
            return FormOutOfDate(Addresses.Home);
        if (
            await desk.Execute(quarter.Id, new QuarterCommand.EndLinks(person), key, http.RequestAborted)
            is CommandResult.Done
        )
            security.Record(SecurityEvent.LinksEnded, quarter.Id);
        return new PageAnswer(new FreshLinkModel(new Frame(LinkTexts.FreshLink)), StatusCodes.Status202Accepted);
    }

    /// <summary>What every dead link gets.</summary>
    public static IResult Dead(HttpContext http, LinkAuthenticator door, FormTokens forms) =>
        door.Session(http) is { } session
            ? new DeadLink(session, door, forms)
            : TypedResults.LocalRedirect("~" + Addresses.Home);

    /// <summary>To a form whose token does not fit: nothing is recorded.</summary>
    public static IResult FormOutOfDate(string back) => new StaleForm(back);

    private static PageAnswer TooManyTries(HttpContext http, TimeSpan wait)
    {
        http.Response.RetryAfter(wait);
        return PageAnswer.Notice(
            NoticeKind.TooManyTries,
            SharedPageTexts.TooManyTries,
            StatusCodes.Status429TooManyRequests,
            retryAfterMinutes: (int)FailedAttemptLimiter.Window.TotalMinutes
        );
    }

    private sealed class StaleForm(string back) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext
                .RequestServices.GetRequiredService<SecurityLog>()
                .Record(SecurityEvent.FormRefused, detail: "token");
            return PageAnswer
                .Notice(
                    NoticeKind.FormOutOfDate,
                    LinkTexts.NothingRecorded,
                    StatusCodes.Status409Conflict,
                    back: new(LinkTexts.OpenPageAgain, back)
                )
                .ExecuteAsync(httpContext);
        }
    }
}

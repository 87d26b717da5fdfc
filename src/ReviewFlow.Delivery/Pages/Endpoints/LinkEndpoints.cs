using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Delivery.Pages.Views;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Pages.Endpoints;

/// <summary>
/// Links from mails. Following one writes nothing: the token becomes a cookie and the address bar forgets it. A link that
/// does not open anything looks the same whether it is unknown, expired, used up or revoked.
/// </summary>
internal static class LinkEndpoints
{
    public static void MapLinks(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Addresses.Link, ["GET", "HEAD"], Follow);
        app.MapPost(Addresses.FreshLink, MailFreshLink);
        app.MapPost(Addresses.EndLinks, EndAllLinks);
    }

    private static async Task<IResult> Follow(string token, HttpContext http, SessionCookie cookie, IssuedLinks links, TriesLimiter tries)
    {
        if (tries.IsOver(http.Connection.RemoteIpAddress)) return TooManyTries();
        var hash = LinkTokens.HashOf(LinkTokens.LooksLikeOne(token) ? token : "");
        var link = await links.Find(hash, http.RequestAborted);
        if (link is null) tries.Wrong(http.Connection.RemoteIpAddress);
        cookie.Write(http.Response, hash);
        return TypedResults.LocalRedirect("~" + link?.Purpose switch { LinkPurpose.Report => Addresses.Report, LinkPurpose.Fit => Addresses.Fits, _ => Addresses.Desk });
    }

    /// <summary>To the address on file, whoever asks; the answer is the same whether there is one.</summary>
    private static async Task<IResult> MailFreshLink(HttpContext http, Doorman door, FormTokens forms, IssuedLinks links, ReviewDesk desk, PostRoom post, IBell bell)
    {
        var form = await http.PostedFields();
        if (door.Session(http) is not { } session || forms.Check(session, Deed.FreshLink, form[Fields.Token]) is null) return FormOutOfDate(Addresses.Desk);
        if (await links.Find(session.TokenHash, http.RequestAborted) is { } link
            && await desk.Look(link.Quarter, http.RequestAborted) is { } quarter
            && await post.OweFreshLink(quarter, link, http.RequestAborted)) await bell.Ring(quarter, quarter, owesMail: true);
        return new PageAnswer(new FreshLinkModel(new Frame("A fresh link")), StatusCodes.Status202Accepted);
    }

    /// <summary>For somebody whose mail was read by another: every link of theirs ends, and a fresh one goes to the address on file.</summary>
    private static async Task<IResult> EndAllLinks(HttpContext http, Doorman door, FormTokens forms, ReviewDesk desk)
    {
        var form = await http.PostedFields();
        var (session, quarter, person) = await door.Leader(http) is var (own, reader) ? (own, reader.Quarter, reader.Person.Id)
            : await door.Party(http) is var (other, party) ? (other, party.Quarter, party.Id) : default;
        if (session is null || forms.Check(session, Deed.EndLinks, form[Fields.Token]) is not { } key) return FormOutOfDate(Addresses.Home);
        await desk.Do(quarter.Id, new QuarterCommand.EndLinks(person), key, http.RequestAborted);
        return new PageAnswer(new FreshLinkModel(new Frame("A fresh link")), StatusCodes.Status202Accepted);
    }

    /// <summary>What every dead link gets.</summary>
    public static IResult Dead(HttpContext http, Doorman door, FormTokens forms) =>
        door.Session(http) is { } session ? new DeadLink(session, door, forms) : TypedResults.LocalRedirect("~" + Addresses.Home);

    public static IResult FormOutOfDate(string back) =>
        PageAnswer.Notice(NoticeKind.FormOutOfDate, "Nothing was recorded", StatusCodes.Status409Conflict, back: new("Open the page again", back));

    private static PageAnswer TooManyTries() =>
        PageAnswer.Notice(NoticeKind.TooManyTries, "Too many tries", StatusCodes.Status429TooManyRequests, retryAfter: $"in {TriesLimiter.Window.TotalMinutes:0} minutes");
}

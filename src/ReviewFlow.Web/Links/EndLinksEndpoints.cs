using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Links;

/// <summary>Ways out: end all links, "this was not me", sign out of this browser.</summary>
internal static class EndLinksEndpoints
{
    public static void MapEndLinks(this IEndpointRouteBuilder app)
    {
        app.MapPost(Addresses.EndLinks, EndAllLinks).AddEndpointFilter<ProvenBrowserFilter>();
        app.MapMethods(Addresses.NotMe, ["GET", "HEAD"], NotMe);
        app.MapPost(Addresses.NotMe, ConfirmNotMe);
        app.MapPost(Addresses.SignOut, SignOut);
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
        if (
            await door.Anybody(http) is not var (session, quarter)
            || forms.Check(session, FormAction.EndLinks, form[Fields.Token]) is not { } key
        )
            return LinkEndpoints.FormOutOfDate(Addresses.Home);
        return await End(http, quarter, session, key, desk, security, session.By);
    }

    private static async Task<IResult> NotMe(HttpContext http, LinkAuthenticator door, FormTokens forms) =>
        await door.Anybody(http) is ({ Purpose: LinkPurpose.NotMe } session, _)
            ? Ask(session, forms)
            : await LinkEndpoints.Dead(http, door, forms);

    /// <summary>It takes rights and gives none, so it needs no code. It needs a deliberate choice.</summary>
    private static async Task<IResult> ConfirmNotMe(
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        ReviewDesk desk,
        SecurityLog security
    )
    {
        var form = await http.PostedFields();
        if (await door.Anybody(http) is not ({ Purpose: LinkPurpose.NotMe } session, var quarter))
            return await LinkEndpoints.Dead(http, door, forms);
        if (forms.Check(session, FormAction.NotMe, form[Fields.Token]) is not { } key)
            return LinkEndpoints.FormOutOfDate(Addresses.NotMe);
        return form[Fields.Sure] != Fields.Yes
            ? Ask(session, forms, LinkTexts.NotMeNotConfirmed)
            : await End(http, quarter, session, key, desk, security, by: null);
    }

    private static PageAnswer Ask(Session session, FormTokens forms, string? error = null) =>
        new(
            new NotMeModel(new Frame(LinkTexts.NotMe), forms.Issue(session, FormAction.NotMe), error),
            error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    private static async Task<IResult> End(
        HttpContext http,
        Quarter quarter,
        Session session,
        string key,
        ReviewDesk desk,
        SecurityLog security,
        Access.Credential? by
    )
    {
        var person = session.By!.Person;
        var result = await desk.Execute(quarter.Id, new QuarterCommand.EndLinks(person), key, http.RequestAborted, by);
        if (result is CommandResult.Done)
            security.Record(SecurityEvent.LinksEnded, quarter.Id);
        return LinkEndpoints.Sent(person.ToString());
    }

    /// <summary>The link in the mail still opens, and the next act asks for a code again.</summary>
    private static async Task<IResult> SignOut(HttpContext http, LinkAuthenticator door, SessionCookie cookie)
    {
        await http.PostedFields();
        if (door.Session(http) is { } session)
            cookie.Delete(http, session);
        return PageAnswer.Notice(NoticeKind.SignedOut, LinkTexts.YouSignedOut, StatusCodes.Status200OK);
    }
}

/// <summary>"This was not me", from the mail with a code: what it ends, and a deliberate choice.</summary>
/// <param name="Token">One-time form token.</param>
/// <param name="Error">What is wrong with the choice.</param>
public sealed record NotMeModel(Frame Frame, string Token, string? Error = null) : PageModel(Frame);

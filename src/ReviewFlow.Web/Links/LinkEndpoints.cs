using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Access;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Hosting;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Links;

/// <summary>
/// Links from mails. Following one writes nothing: the token becomes a cookie and the address bar forgets it. A link
/// opens; it does not prove, see <see cref="ProvenBrowserFilter"/>.
/// </summary>
internal static class LinkEndpoints
{
    public static void MapLinks(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Addresses.Link, ["GET", "HEAD"], Follow);
        app.MapPost(Addresses.FreshLink, MailFreshLink);
        app.MapMethods(Addresses.AskForLink, ["GET", "HEAD"], () =>
            new PageAnswer(new AskForLinkModel(new Frame(LinkTexts.MailMeFreshLink)))
        );
        app.MapPost(Addresses.AskForLink, AskForLink);
        app.MapMethods(Addresses.UnknownLink, ["GET", "HEAD"], () =>
            new DeadLink(new(LinkState.Unknown), FreshLinkToken: null)
        );
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
        var state = await door.StateOf(link, http.RequestAborted);
        if (state is not (LinkState.Alive or LinkState.NotYet))
            Refused(security, link);
        if (link is null)
            return tries.Wrong(Tried.Link, http.Connection.RemoteIpAddress) is { } wait
                ? TooManyTries(http, wait)
                : TypedResults.LocalRedirect("~" + Addresses.UnknownLink);
        var session = cookie.Open(http, link, isReported: state != LinkState.Alive);
        return TypedResults.LocalRedirect(
            $"~/{session.Key}"
                + link.Purpose switch
                {
                    LinkPurpose.Report => Addresses.Report,
                    LinkPurpose.Fit => Addresses.Fits,
                    LinkPurpose.NotMe => Addresses.NotMe,
                    _ => Addresses.Desk,
                }
        );
    }

    /// <param name="link">One that has ended; null for one that was never mailed.</param>
    public static void Refused(SecurityLog security, Link? link) =>
        security.Record(SecurityEvent.LinkRefused, link?.Quarter, link is null ? "unknown" : "ended");

    /// <summary>
    /// To the address on file, no matter who asks. A form that waits for a link is held, so that it can go on.
    /// </summary>
    private static async Task<IResult> MailFreshLink(
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        ReviewDesk desk,
        TimeProvider time
    )
    {
        var fields = await http.PostedFields();
        var entrance = await door.Look(http);
        if (entrance.Session is not { } session || !forms.IsOf(session, fields[Fields.Token]))
            return FormOutOfDate(Addresses.AskForLink);
        if (entrance is { Link: { } link, Quarter: { } quarter })
            await desk.Execute(
                link.Quarter,
                new QuarterCommand.SendFreshLink(
                    link.Person,
                    link.Purpose == LinkPurpose.NotMe
                        ? LinkPurposes.For(quarter, link.Person, time.Now())
                        : link.Purpose
                ),
                key: null,
                http.RequestAborted
            );
        // Who is signed in reads where it went; who holds an old link learns nothing from it.
        var address = entrance is { State: LinkState.Alive or LinkState.Idle, Link: { } own }
            ? own.Person.ToString()
            : null;
        var held = fields[HeldForm.ActionField].ToString();
        return IsOurPath(held) ? HeldForms.UntilMailedLink(HeldForm.Of(held, fields), address) : Sent(address);
    }

    /// <summary>
    /// The answer is the same for an address that is known and for one that is not, and comes before anything is
    /// looked up.
    /// </summary>
    private static async Task<IResult> AskForLink(HttpContext http, FreshLinks fresh, FailedAttemptLimiter tries)
    {
        var fields = await http.PostedFields();
        var typed = fields[AskForLinkModel.AddressField].ToString().Trim();
        if (!EmailAddress.TryRead(typed, out var address))
            return new PageAnswer(
                new AskForLinkModel(new Frame(LinkTexts.MailMeFreshLink), typed, LinkTexts.AddressUnreadable),
                StatusCodes.Status422UnprocessableEntity
            );
        if (tries.Wrong(Tried.AskForLink, http.Connection.RemoteIpAddress) is { } wait)
            return TooManyTries(http, wait);
        http.Response.OnCompleted(() => fresh.Send(PersonId.Of(address)));
        return Sent(address: null);
    }

    public static PageAnswer Sent(string? address) =>
        new(new FreshLinkModel(new Frame(LinkTexts.FreshLink), address), StatusCodes.Status202Accepted);

    /// <summary>What every dead link gets.</summary>
    public static async Task<IResult> Dead(HttpContext http, LinkAuthenticator door, FormTokens forms)
    {
        var entrance = await door.Look(http);
        door.Report(entrance);
        return new DeadLink(
            entrance,
            entrance.Session is { } session ? forms.Issue(session, FormAction.FreshLink) : null
        );
    }

    /// <summary>To a form whose token does not fit: nothing is recorded.</summary>
    public static IResult FormOutOfDate(string back) => new StaleForm(back);

    private static bool IsOurPath(string path) =>
        path.StartsWith('/')
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal);

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

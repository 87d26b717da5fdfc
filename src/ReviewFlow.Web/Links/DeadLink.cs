using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Reading;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Links;

/// <summary>
/// The answer to a link that opens nothing: what happened to it, and what to do. It names nobody and no quarter, so a
/// stranger who holds it learns nothing else.
/// </summary>
internal sealed class DeadLink(Entrance entrance, string? FreshLinkToken) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var answer =
            entrance is { State: LinkState.NotYet, Link: { } link, Quarter: { } quarter }
            && httpContext.RequestServices.GetRequiredService<LinkAuthenticator>().FirstDay(link, quarter) is { } day
                ? new PageAnswer(
                    new NoticeModel(new Frame(LinkTexts.LinkNotYetValid), NoticeKind.NotYet, Opens: Moments.Day(day)),
                    StatusCodes.Status404NotFound
                )
            : entrance.State == LinkState.Alive ? PageAnswer.NotFound()
            : new PageAnswer(
                new DeadLinkModel(
                    new Frame(DeadLinkModel.HeadlineOf(entrance.State)),
                    entrance.State,
                    FreshLinkToken is null ? null : new(Addresses.FreshLink, FreshLinkToken)
                ),
                entrance.State == LinkState.Idle ? StatusCodes.Status401Unauthorized : StatusCodes.Status404NotFound
            );
        return answer.ExecuteAsync(httpContext);
    }
}

/// <summary>One page for links that open nothing.</summary>
/// <param name="Form">Null where no link is known, whose owner could be mailed another.</param>
public sealed record DeadLinkModel(Frame Frame, LinkState State, FreshLinkForm? Form) : PageModel(Frame)
{
    public static string HeadlineOf(LinkState state) =>
        state switch
        {
            LinkState.NoSession => LinkTexts.NoSession,
            LinkState.Unknown => LinkTexts.LinkUnknown,
            LinkState.Idle => LinkTexts.SignedOut,
            LinkState.Expired => LinkTexts.LinkExpired,
            LinkState.EndedAfterWrongCodes => LinkTexts.LinkEndedAfterWrongCodes,
            LinkState.NoLongerTheirs => LinkTexts.NoLongerTheirs,
            _ => LinkTexts.LinkEnded,
        };

    public string Headline => HeadlineOf(State);

    /// <summary>What happened, and what to do.</summary>
    public string Why =>
        State switch
        {
            LinkState.NoSession => LinkTexts.NoSessionWhy,
            LinkState.Unknown => LinkTexts.LinkUnknownWhy,
            LinkState.Idle => LinkTexts.SignedOutWhy,
            LinkState.Expired => LinkTexts.LinkExpiredWhy,
            LinkState.EndedAfterWrongCodes => LinkTexts.LinkEndedAfterWrongCodesWhy,
            LinkState.NoLongerTheirs => LinkTexts.NoLongerTheirsWhy,
            _ => LinkTexts.LinkEndedWhy,
        };
}

/// <summary>The answer after a link was asked for.</summary>
/// <param name="SentTo">Where it went, for somebody who is signed in; null for everybody else, whether or not a mail
/// was sent.</param>
public sealed record FreshLinkModel(Frame Frame, string? SentTo = null) : PageModel(Frame);

/// <summary>Asks for a link by address, for somebody who has none.</summary>
public sealed record AskForLinkModel(Frame Frame, string Typed = "", string? Error = null) : PageModel(Frame)
{
    public const string AddressField = "email";
}

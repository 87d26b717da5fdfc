using Microsoft.AspNetCore.Http;
using ReviewFlow.Application.Reading;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Links;

/// <summary>
/// The answer to a link that opens nothing, the same for all of them. Only whose own link opens something from a later
/// day on is told so: they hold the link and have read that day in the mail it came with, so nobody learns anything
/// from it.
/// </summary>
internal sealed class DeadLink(Session session, LinkAuthenticator door, FormTokens forms) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await door.Report(httpContext);
        var answer = await door.FirstDay(httpContext) is { } day
            ? new PageAnswer(
                new NoticeModel(new Frame(LinkTexts.LinkNotYetValid), NoticeKind.NotYet, Opens: Moments.Day(day)),
                StatusCodes.Status404NotFound
            )
            : new PageAnswer(
                new DeadLinkModel(
                    new Frame(LinkTexts.LinkExpiredOrReplaced),
                    new(Addresses.FreshLink, forms.Issue(session, FormAction.FreshLink))
                ),
                StatusCodes.Status404NotFound
            );
        await answer.ExecuteAsync(httpContext);
    }
}

/// <summary>
/// One page for links that are unknown, expired, used up or revoked. It has no field that could tell them apart, so
/// that nobody learns from it which links exist.
/// </summary>
public sealed record DeadLinkModel(Frame Frame, FreshLinkForm Form) : PageModel(Frame);

/// <summary>The answer after it, the same whether or not a mail was sent.</summary>
public sealed record FreshLinkModel(Frame Frame) : PageModel(Frame);

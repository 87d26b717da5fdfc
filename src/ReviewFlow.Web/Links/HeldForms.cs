using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Application;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Links;

/// <summary>The pages that hold a form until it can be carried out.</summary>
internal static class HeldForms
{
    public static PageAnswer UntilCode(HttpContext http, Quarter quarter, Credential by, string? problem) =>
        new(
            new HeldFormModel(
                quarter.Frame(FormTexts.EnterYourCode, quarter.OnFile(by.Person, Now(http)).FirstOrDefault()),
                HeldForm.Of(http)!,
                HeldUntil.Code,
                FormTexts.CodeLead,
                problem,
                new(by.Person.ToString(), AccessRules.LabelOf(by.Browser))
            ),
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    /// <param name="recorded">What was carried out before the link ended; null for nothing.</param>
    public static PageAnswer UntilLink(HttpContext http, Entrance entrance, string? recorded = null) =>
        new(
            new HeldFormModel(
                new Frame(FormTexts.OpenYourLinkAgain),
                HeldForm.Of(http)!,
                HeldUntil.Link,
                recorded is not null ? recorded
                    : entrance.State is LinkState.Idle or LinkState.NoSession ? FormTexts.LinkLead
                    : FormTexts.LinkEndedLead,
                MaySendLink: entrance.Session is not null
            ),
            StatusCodes.Status401Unauthorized
        );

    /// <summary>The answer to somebody who asked for a fresh link and still holds a form.</summary>
    /// <param name="address">Where the link went; null where nobody is signed in.</param>
    public static PageAnswer UntilMailedLink(HeldForm form, string? address) =>
        new(
            new HeldFormModel(
                new Frame(FormTexts.OpenYourLinkAgain),
                form,
                HeldUntil.Link,
                address is null ? FormTexts.LinkMailed : FormTexts.LinkMailedTo.With(new { address })
            ),
            StatusCodes.Status202Accepted
        );

    private static Instant Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().Now();
}

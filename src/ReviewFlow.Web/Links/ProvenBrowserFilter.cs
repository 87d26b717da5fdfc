using Microsoft.AspNetCore.Http;
using ReviewFlow.Access;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Settings;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Links;

/// <summary>
/// Stands before everything that a person's form does. Without a living link, or from a browser that is not proven for
/// the person in this quarter, the form is held: the answer has all its fields, and asks for the link or for a code.
/// The same post comes back with them and is carried out once.
/// </summary>
internal sealed class ProvenBrowserFilter(
    LinkAuthenticator door,
    FormTokens forms,
    FormDrafts drafts,
    ReviewDesk desk,
    ReviewFlowSettings settings,
    SecurityLog security
) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
            return await next(context);
        var fields = await http.PostedFields();
        var entrance = await door.Look(http);
        if (entrance is not { State: LinkState.Alive, Session: { By: { } by } session, Quarter: { } quarter })
        {
            door.Report(entrance);
            if (
                entrance is { State: LinkState.Idle, Session: { By: { } away } idle, Quarter: { } open }
                && forms.IsOf(idle, fields[Fields.Token])
                && (settings.SignIn == SignIn.Link || open.Access.IsProven(away.Person, away.Browser))
            )
                await drafts.TryKeep(http, open, away, fields);
            return HeldForms.UntilLink(http, entrance);
        }
        // A form of another browser is refused by its page, which costs nobody a code.
        if (settings.SignIn == SignIn.Link || !forms.IsOf(session, fields[Fields.Token]))
            return await next(context);
        if (quarter.Access.IsProven(by.Person, by.Browser))
            return await next(context);
        return await Prove(http, fields, by, quarter) is { } held ? held : await next(context);
    }

    /// <summary>Null once the browser is proven.</summary>
    private async Task<PageAnswer?> Prove(HttpContext http, IFormCollection fields, Credential by, Quarter quarter)
    {
        var typed = SignInCodes.Typed(fields[HeldForm.CodeField].ToString());
        if (typed.Length == 0 || fields.ContainsKey(HeldForm.NewCodeField))
            return await SendCode(http, fields, by, quarter);
        var result = await desk.Execute(
            quarter.Id,
            new QuarterCommand.EnterCode(by, typed),
            key: null,
            http.RequestAborted
        );
        switch (result)
        {
            case CommandResult.AlreadySo:
            case CommandResult.Done { Quarter: var now } when now.Access.IsProven(by.Person, by.Browser):
                return null;
            case CommandResult.Done { Quarter: var now }:
                security.Record(SecurityEvent.CodeRefused, quarter.Id);
                return now.Access.EndedLinks.Contains(by.Link)
                    ? HeldForms.UntilLink(http, await door.Look(http))
                    : HeldForms.UntilCode(http, now, by, FormTexts.CodeWrong);
            case CommandResult.Refused refused:
                return HeldForms.UntilCode(http, quarter, by, refused.Sentence);
            default:
                throw new InvalidOperationException("The desk answered something new.");
        }
    }

    private async Task<PageAnswer?> SendCode(HttpContext http, IFormCollection fields, Credential by, Quarter quarter)
    {
        var again = fields.ContainsKey(HeldForm.NewCodeField);
        var device = DeviceFamily.Of(http.Request.Headers.UserAgent);
        var result = await desk.Execute(
            quarter.Id,
            new QuarterCommand.SendCode(by, device),
            key: null,
            http.RequestAborted
        );
        return result switch
        {
            CommandResult.AlreadySo { Quarter: var now } when now.Access.IsProven(by.Person, by.Browser) => null,
            CommandResult.AlreadySo { Quarter: var now } => HeldForms.UntilCode(
                http,
                now,
                by,
                again ? FormTexts.CodeJustSent
                    : fields.ContainsKey(HeldForm.CodeField) ? FormTexts.CodeMissing
                    : null
            ),
            CommandResult.Done { Quarter: var now } => HeldForms.UntilCode(
                http,
                now,
                by,
                again ? FormTexts.CodeSentAgain : null
            ),
            CommandResult.Refused refused => HeldForms.UntilCode(http, quarter, by, refused.Sentence),
            _ => throw new InvalidOperationException("The desk answered something new."),
        };
    }
}

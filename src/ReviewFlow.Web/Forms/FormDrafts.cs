using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ReviewFlow.Access;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Drafts;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Forms;

/// <summary>What people typed into forms and have not sent, for their own eyes.</summary>
internal sealed partial class FormDrafts(DraftStore drafts, ReviewDesk desk, ILogger<FormDrafts> log)
{
    /// <summary>What a form is filled with that nobody has sent yet; null where no draft of it was kept.</summary>
    public async Task<TypedForm?> Find(
        Quarter quarter,
        DraftPlace place,
        PersonId person,
        CancellationToken cancellationToken
    ) =>
        FormAction.IsWritten(place.Form) && await drafts.Find(quarter, place, person, cancellationToken) is { } draft
            ? new(place.Form, draft, Moments.At(quarter, draft.At))
            : null;

    /// <summary>Whether the form's fields are a draft by now.</summary>
    /// <exception cref="OperatorException">The records cannot be reached.</exception>
    public async Task<bool> Keep(HttpContext http, Quarter quarter, Credential by, IFormCollection fields)
    {
        if (FormAction.PlaceOf(http) is not { } place)
            return false;
        var typed = fields
            .Where(f => Fields.IsDrafted(f.Key))
            .Select(f => KeyValuePair.Create(f.Key, SafeText.Prose(f.Value.ToString())))
            .Where(f => f.Value.Length > 0)
            .ToImmutableArray();
        return await desk.KeepDraft(quarter.Id, place, by, typed, http.RequestAborted) is not CommandResult.Refused;
    }

    /// <summary>Behind a form that is not carried out: its answer has every field already, so it may fail.</summary>
    public async Task TryKeep(HttpContext http, Quarter quarter, Credential by, IFormCollection fields)
    {
        try
        {
            await Keep(http, quarter, by, fields);
        }
        catch (OperatorException e)
        {
            LogNotKept(e, quarter.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A draft of {Quarter} was not kept")]
    private partial void LogNotKept(Exception why, QuarterId quarter);
}

/// <summary>
/// Keeps a draft of every form that is not carried out, and of one whose draft was asked for. It stands behind
/// <see cref="ProvenBrowserFilter"/>, so a draft is its person's own.
/// </summary>
internal sealed class DraftFilter(LinkAuthenticator door, FormTokens forms, FormDrafts drafts) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || FormAction.PlaceOf(http) is not { } place)
            return await next(context);
        var fields = await http.PostedFields();
        if (!fields.ContainsKey(Fields.KeepDraft))
        {
            var answer = await next(context);
            if (
                answer
                    is PageAnswer { Status: StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity }
                && await Owner(http, fields) is var (asked, owner)
            )
                await drafts.TryKeep(http, asked, owner, http.Features.Get<ReadFields>()!.Fields);
            return answer;
        }
        // A token of another browser is refused by the form itself, which carries nothing out either.
        return await Owner(http, fields) is var (quarter, by) && await drafts.Keep(http, quarter, by, fields)
            ? new SeeOther($"{PageOf(http)}?act={place.Form}#act")
            : await next(context);
    }

    private async Task<(Quarter Quarter, Credential By)?> Owner(HttpContext http, IFormCollection fields) =>
        await door.Anybody(http) is var (session, quarter) && forms.IsOf(session, fields[Fields.Token])
            ? (quarter, session.By!)
            : null;

    /// <summary>The page that a form stands on is the address that it posts to, without its last part.</summary>
    private static string PageOf(HttpContext http) =>
        http.Request.Path.Value is Addresses.Delegate
            ? Addresses.Desk
            : http.Request.Path.Value![..http.Request.Path.Value!.LastIndexOf('/')];
}

using Microsoft.AspNetCore.Http;
using ReviewFlow.Access;
using ReviewFlow.Application.Desk;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Shared;

/// <summary>What the desk says to a posted form, as it is answered to a browser.</summary>
internal static class DeskAnswers
{
    /// <param name="key">The one-time form token's key.</param>
    /// <param name="page">Where the form stands: it shows the receipt of what was done.</param>
    /// <param name="by">With what the person came.</param>
    /// <param name="again">The form once more, as the quarter is by now, with why it was refused.</param>
    public static async Task<IResult> AnswerTo(
        this ReviewDesk desk,
        QuarterId quarter,
        QuarterCommand command,
        string key,
        string page,
        Func<Quarter, CommandResult.Refused, Task<IResult>> again,
        HttpContext http,
        Credential by
    ) =>
        await desk.Execute(
            quarter,
            command,
            key,
            http.RequestAborted,
            by,
            FormAction.PlaceOf(http)?.SlotOf(by.Person)
        ) switch
        {
            // The link ended, or the browser's proof did, since the filter looked.
            CommandResult.Refused { Why: Refusal.LinkEnded or Refusal.NotProven } => HeldForms.UntilLink(
                http,
                new(LinkState.Ended)
            ),
            CommandResult.Done done => new SeeOther($"{page}?entry={done.Entry}"),
            CommandResult.AlreadySo => new SeeOther(page),
            CommandResult.Refused refused => await again((await desk.Get(quarter, http.RequestAborted))!, refused),
            _ => throw new InvalidOperationException("The desk answered something new."),
        };
}

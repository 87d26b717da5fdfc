using Microsoft.AspNetCore.Http;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Delivery.Pages.Views;
using ReviewFlow.Delivery.Safe;
using ReviewFlow.Fits;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Pages.Endpoints;

/// <summary>Shows one of the two their fit conversation, and takes their forms of it to the desk.</summary>
internal sealed class FitPages(Doorman door, FormTokens forms, ReviewDesk desk, FitAnswers answers, ILedger ledger)
{
    public async Task<IResult> Read(HttpContext http, int number, long? entry)
    {
        if (await door.Party(http) is not var (session, party)) return LinkEndpoints.Dead(http, door, forms);
        if (Own(party, number) is not var (fit, side)) return PageAnswer.NotFound();
        var receipt = entry is > 0 && entry <= party.Quarter.Version
            ? FitView.ReceiptOf(party, fit, side, (await ledger.Read(party.Quarter.Id, entry.Value - 1, http.RequestAborted))[0])
            : null;
        return await Page(session, party, fit, side, receipt, typed: null, StatusCodes.Status200OK, http.RequestAborted);
    }

    /// <param name="headline">What was not done, where it is not.</param>
    /// <param name="read">What the form comes to: a command, or what is wrong with it.</param>
    public async Task<IResult> Take(HttpContext http, int number, string deed, string headline, Func<Fit, Party, Post, (FitCommand?, Problem[])> read)
    {
        if (await door.Party(http) is not var (session, party)) return LinkEndpoints.Dead(http, door, forms);
        if (Own(party, number) is not var (fit, side)) return PageAnswer.NotFound();

        var post = new Post(await http.PostedFields());
        if (forms.Check(session, Deed.Of(deed, number), post.Text(Fields.Token)) is not { } key) return LinkEndpoints.FormOutOfDate(Addresses.Fit(number));
        var (command, problems) = read(fit, party, post);
        if (command is null) return await Again(party, problems, StatusCodes.Status422UnprocessableEntity);

        return await desk.AnswerTo(
            party.Quarter.Id, new QuarterCommand.OfFit(command), key, Addresses.Fit(number),
            (now, refused) => Again(Party.Of(now, party.Id)!, [new(refused.Sentence)], StatusCodes.Status409Conflict), http.RequestAborted);

        Task<IResult> Again(Party current, Problem[] what, int status) =>
            Page(session, current, current.Quarter.FitOf(number)!, side, receipt: null, new(deed, post, headline, what), status, http.RequestAborted);
    }

    private async Task<IResult> Page(Session session, Party party, Fit fit, FitSide side, Receipt? receipt, Typed? typed, int status, CancellationToken stop) =>
        new PageAnswer(FitView.Of(party, fit, side, await answers.Open(party.Quarter, fit, side, stop), deed => forms.Issue(session, deed), receipt, typed), status);

    private static (Fit Fit, FitSide Side)? Own(Party party, int number) =>
        party.Fits.Where(f => f.Fit.Number == number).Select(f => ((Fit, FitSide)?)f).FirstOrDefault();
}

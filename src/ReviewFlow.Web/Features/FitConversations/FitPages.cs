using Microsoft.AspNetCore.Http;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Drafts;
using ReviewFlow.FitConversations;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.FitConversations;

/// <summary>Shows one of the two their fit conversation, and takes their forms of it to the desk.</summary>
internal sealed class FitPages(
    LinkAuthenticator door,
    FormTokens forms,
    ReviewDesk desk,
    FitAnswers answers,
    FormDrafts drafts,
    ILedger ledger
)
{
    public async Task<IResult> Read(HttpContext http, int number, long? entry, string? act)
    {
        if (await door.FitParticipant(http) is not var (session, party))
            return await LinkEndpoints.Dead(http, door, forms);
        if (Own(party, number) is not var (fit, side))
            return PageAnswer.NotFound();
        var receipt =
            entry is > 0 && entry <= party.Quarter.Version
                ? FitView.ReceiptOf(
                    party,
                    fit,
                    side,
                    (await ledger.Read(party.Quarter.Id, entry.Value - 1, http.RequestAborted))[0]
                )
                : null;
        return await Page(
            session,
            party,
            fit,
            side,
            receipt,
            await drafts.Find(
                party.Quarter,
                DraftPlace.Of(number, act ?? FormAction.Answer),
                party.Id,
                http.RequestAborted
            ),
            act,
            StatusCodes.Status200OK,
            http.RequestAborted
        );
    }

    /// <param name="headline">What was not done, where it is not.</param>
    /// <param name="read">What the form comes to: a command, or what is wrong with it.</param>
    public async Task<IResult> Take(
        HttpContext http,
        int number,
        string formAction,
        string headline,
        Func<FitConversation, FitParticipant, Post, (FitCommand?, Problem[])> read
    )
    {
        if (await door.FitParticipant(http) is not var (session, party))
            return await LinkEndpoints.Dead(http, door, forms);
        if (Own(party, number) is not var (fit, side))
            return PageAnswer.NotFound();

        var post = new Post(await http.PostedFields());
        if (forms.Check(session, FormAction.Of(formAction, number), post.Text(Fields.Token)) is not { } key)
            return await Again(party, [new(FormTexts.SendAgain)], StatusCodes.Status409Conflict);
        var (command, problems) = read(fit, party, post);
        if (command is null)
            return await Again(party, problems, StatusCodes.Status422UnprocessableEntity);

        return await desk.AnswerTo(
            party.Quarter.Id,
            new QuarterCommand.OfFit(command),
            key,
            Addresses.Fit(number),
            (now, refused) =>
                Again(FitParticipant.Of(now, party.Id)!, [new(refused.Sentence)], StatusCodes.Status409Conflict),
            http,
            session.By!
        );

        Task<IResult> Again(FitParticipant current, Problem[] what, int status) =>
            Page(
                session,
                current,
                current.Quarter.FitOf(number)!,
                side,
                receipt: null,
                new(formAction, post, headline, what),
                formAction,
                status,
                http.RequestAborted
            );
    }

    private async Task<IResult> Page(
        Session session,
        FitParticipant party,
        FitConversation fit,
        FitSide side,
        Receipt? receipt,
        TypedForm? typed,
        string? act,
        int status,
        CancellationToken cancellationToken
    ) =>
        new PageAnswer(
            FitView.Of(
                party,
                fit,
                side,
                await answers.Open(party.Quarter, fit, side, cancellationToken),
                formAction => forms.Issue(session, formAction),
                receipt,
                typed,
                act
            ),
            status
        );

    private static (FitConversation Fit, FitSide Side)? Own(FitParticipant party, int number) =>
        party.Fits.Where(f => f.Fit.Number == number).Select(f => ((FitConversation, FitSide)?)f).FirstOrDefault();
}

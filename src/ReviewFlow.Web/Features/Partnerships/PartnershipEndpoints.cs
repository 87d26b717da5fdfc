using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Partnerships;

/// <summary>
/// The partnership check, for the two who hold the pair's seats: to everybody else, a delegate too, there is nothing
/// here.
/// </summary>
internal static class PartnershipEndpoints
{
    public static void MapPartnerships(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Addresses.Partnerships + "/{pair}", ["GET", "HEAD"], Read);
        app.MapPost(Addresses.Partnerships + "/{pair}/{formAction}", Do);
    }

    private static async Task<IResult> Read(
        string pair,
        long? entry,
        string? act,
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        PartnershipAnswers answers,
        ILedger ledger
    )
    {
        if (await door.Leader(http) is not var (session, reader))
            return await LinkEndpoints.Dead(http, door, forms);
        if (SeatIn(reader, pair) is not { } seat)
            return PageAnswer.NotFound();
        var receipt =
            entry is > 0 && entry <= reader.Quarter.Version
                ? PartnershipView.ReceiptOf(
                    reader,
                    seat,
                    (await ledger.Read(reader.Quarter.Id, entry.Value - 1, http.RequestAborted))[0]
                )
                : null;
        return new PageAnswer(
            await Page(
                reader,
                seat,
                answers,
                d => forms.Issue(session, d),
                receipt,
                typed: null,
                act,
                http.RequestAborted
            )
        );
    }

    private static async Task<IResult> Do(
        string pair,
        string formAction,
        HttpContext http,
        LinkAuthenticator door,
        FormTokens forms,
        ReviewDesk desk,
        PartnershipAnswers answers
    )
    {
        if (formAction is not (FormAction.Answer or FormAction.Pledge or FormAction.Confirm))
            return PageAnswer.NotFound();
        if (await door.Leader(http) is not var (session, reader))
            return await LinkEndpoints.Dead(http, door, forms);
        if (SeatIn(reader, pair) is not { } seat)
            return PageAnswer.NotFound();

        var form = await http.PostedFields();
        var typed = new PartnershipTyped(
            formAction,
            Chosen(form),
            SafeText.OneLine(form[Fields.Pledge].ToString()),
            Headline(formAction),
            []
        );
        if (forms.Check(session, FormAction.Of(formAction, seat.Pair), form[Fields.Token]) is not { } key)
            return await Again(
                reader,
                typed with
                {
                    Problems = [new(FormTexts.SendAgain)],
                },
                StatusCodes.Status409Conflict
            );
        if (Missing(typed) is { Length: > 0 } missing)
            return await Again(reader, typed with { Problems = missing }, StatusCodes.Status422UnprocessableEntity);

        return await desk.AnswerTo(
            reader.Quarter.Id,
            new QuarterCommand.OfPair(Command(seat, reader.Person, typed, form[Fields.Digest].ToString())),
            key,
            Addresses.Partnership(seat.Pair),
            (now, refused) =>
                Again(
                    reader with
                    {
                        Quarter = now,
                    },
                    typed with
                    {
                        Problems = [new(refused.Sentence)],
                    },
                    StatusCodes.Status409Conflict
                ),
            http,
            session.By!
        );

        async Task<IResult> Again(Reader current, PartnershipTyped what, int status) =>
            new PageAnswer(
                await Page(
                    current,
                    seat,
                    answers,
                    d => forms.Issue(session, d),
                    receipt: null,
                    what,
                    formAction,
                    http.RequestAborted
                ),
                status
            );
    }

    private static async Task<PartnershipModel> Page(
        Reader reader,
        SeatOf seat,
        PartnershipAnswers answers,
        Func<string, string> token,
        Receipt? receipt,
        PartnershipTyped? typed,
        string? act,
        CancellationToken cancellationToken
    ) =>
        PartnershipView.Of(
            reader,
            seat,
            await answers.Open(reader.Quarter, seat, cancellationToken),
            await answers.Earlier(reader.Quarter, seat, cancellationToken),
            token,
            receipt,
            typed,
            act
        );

    /// <summary>The seat that this very person holds in the pair.</summary>
    private static SeatOf? SeatIn(Reader reader, string pair) =>
        reader.Quarter.Assessment == AssessmentMode.Joint
        && PairId.TryParse(pair, null, out var id)
        && reader.Quarter.Pairs.SeatsOf(reader.Id).Where(s => s.Pair == id).ToArray() is [var seat]
            ? seat
            : null;

    private static ImmutableDictionary<Statement, Agreement> Chosen(IFormCollection form) =>
        (
            from statement in PartnershipSheet.Statements
            from answer in Enum.GetValues<Agreement>()
            where form[QuarterStatus.Name(statement)] == QuarterStatus.Name(answer)
            select KeyValuePair.Create(statement, answer)
        ).ToImmutableDictionary();

    private static Problem[] Missing(PartnershipTyped typed) =>
        typed.FormAction switch
        {
            FormAction.Answer =>
            [
                .. PartnershipSheet
                    .Statements.Where(s => !typed.Chosen.ContainsKey(s))
                    .Select(s => new Problem(
                        PartnershipPageTexts.AnswerRequired.With(new { value = PartnershipWords.Of(s) }),
                        PartnershipView.IdOf(s)
                    )),
            ],
            FormAction.Pledge =>
            [
                .. new Pledge(typed.Pledge).Problems().Select(p => new Problem(p.Sentence, FieldIds.Pledge)),
            ],
            _ => [],
        };

    private static PartnershipCommand Command(SeatOf seat, Person by, PartnershipTyped typed, string digest) =>
        typed.FormAction switch
        {
            FormAction.Answer => new PartnershipCommand.Answer(
                seat,
                by,
                new([.. PartnershipSheet.Statements.Select(s => typed.Chosen[s])], Salt.New())
            ),
            FormAction.Pledge => new PartnershipCommand.Propose(seat, by, new(typed.Pledge)),
            _ => new PartnershipCommand.Confirm(seat, by, digest),
        };

    private static string Headline(string formAction) =>
        formAction switch
        {
            FormAction.Answer => PartnershipPageTexts.AnswersNotRecorded,
            FormAction.Pledge => PartnershipPageTexts.CommitmentNotRecorded,
            _ => PartnershipPageTexts.YesNotRecorded,
        };
}

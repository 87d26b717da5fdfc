using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Assessments;
using ReviewFlow.Drafts;
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
        FormDrafts drafts,
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
                await drafts.Find(
                    reader.Quarter,
                    DraftPlace.Of(seat.Pair, act ?? FormAction.Pledge),
                    reader.Id,
                    http.RequestAborted
                ),
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

        var post = new Post(await http.PostedFields());
        if (forms.Check(session, FormAction.Of(formAction, seat.Pair), post.Text(Fields.Token)) is not { } key)
            return await Again(reader, [new(FormTexts.SendAgain)], StatusCodes.Status409Conflict);
        var (command, missing) = CommandOf(formAction, seat, reader.Person, post);
        if (command is null)
            return await Again(reader, missing, StatusCodes.Status422UnprocessableEntity);

        return await desk.AnswerTo(
            reader.Quarter.Id,
            new QuarterCommand.OfPair(command),
            key,
            Addresses.Partnership(seat.Pair),
            (now, refused) =>
                Again(reader with { Quarter = now }, [new(refused.Sentence)], StatusCodes.Status409Conflict),
            http,
            session.By!
        );

        async Task<IResult> Again(Reader current, Problem[] what, int status) =>
            new PageAnswer(
                await Page(
                    current,
                    seat,
                    answers,
                    d => forms.Issue(session, d),
                    receipt: null,
                    new(formAction, post, Headline(formAction), what),
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
        TypedForm? typed,
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

    /// <summary>What a form comes to: a command, or what is wrong with it.</summary>
    private static (PartnershipCommand?, Problem[]) CommandOf(string formAction, SeatOf seat, Person by, Post post)
    {
        switch (formAction)
        {
            case FormAction.Answer:
                var chosen = PartnershipSheet.Statements.ToDictionary(s => s, s => Chosen(s, post));
                Problem[] missing =
                [
                    .. chosen
                        .Where(c => c.Value is null)
                        .Select(c => new Problem(
                            PartnershipPageTexts.AnswerRequired.With(new { value = PartnershipWords.Of(c.Key) }),
                            PartnershipView.IdOf(c.Key)
                        )),
                ];
                return missing.Length > 0
                    ? (null, missing)
                    : (
                        new PartnershipCommand.Answer(
                            seat,
                            by,
                            new([.. PartnershipSheet.Statements.Select(s => chosen[s]!.Value)], Salt.New())
                        ),
                        []
                    );
            case FormAction.Pledge:
                var pledge = new Pledge(SafeText.OneLine(post.Text(Fields.Pledge)));
                Problem[] problems = [.. pledge.Problems().Select(p => new Problem(p.Sentence, FieldIds.Pledge))];
                return problems.Length > 0
                    ? (null, problems)
                    : (new PartnershipCommand.Propose(seat, by, pledge), problems);
            default:
                return (new PartnershipCommand.Confirm(seat, by, post.Text(Fields.Digest)), []);
        }
    }

    private static Agreement? Chosen(Statement statement, Post post) =>
        Enum.GetValues<Agreement>()
            .Where(a => post.Is(QuarterStatus.Name(statement), QuarterStatus.Name(a)))
            .Select(a => (Agreement?)a)
            .FirstOrDefault();

    private static string Headline(string formAction) =>
        formAction switch
        {
            FormAction.Answer => PartnershipPageTexts.AnswersNotRecorded,
            FormAction.Pledge => PartnershipPageTexts.CommitmentNotRecorded,
            _ => PartnershipPageTexts.YesNotRecorded,
        };
}

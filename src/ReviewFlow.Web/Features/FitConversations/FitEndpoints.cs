using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Sealed;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.FitConversations;

/// <summary>
/// Fit conversations, each for its two people: to everybody else, whatever link they have, there is nothing here.
/// </summary>
internal static class FitEndpoints
{
    public static void MapFits(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Addresses.Fits, ["GET", "HEAD"], List);
        app.MapMethods(Addresses.Fits + "/{number:int}", ["GET", "HEAD"], Read);
        app.MapPost(
            Addresses.Fits + "/{number:int}/" + FormAction.Answer,
            (int number, HttpContext http, FitPages pages) =>
                pages.Take(http, number, FormAction.Answer, FitConversationPageTexts.AnswersNotRecorded, Answered)
        );
        app.MapPost(
            Addresses.Fits + "/{number:int}/" + FormAction.EndFit,
            (int number, HttpContext http, FitPages pages) =>
                pages.Take(http, number, FormAction.EndFit, FitConversationPageTexts.ConversationNotEnded, Ended)
        );
    }

    private static async Task<IResult> List(HttpContext http, LinkAuthenticator door, FormTokens forms) =>
        await door.FitParticipant(http) switch
        {
            null => await LinkEndpoints.Dead(http, door, forms),
            (_, { Fits: [var only] }) => TypedResults.LocalRedirect("~" + Addresses.Fit(only.Fit.Number)),
            (_, var party) => new PageAnswer(FitView.List(party)),
        };

    private static async Task<IResult> Read(int number, long? entry, string? act, HttpContext http, FitPages pages) =>
        await pages.Read(http, number, entry, act);

    private static (FitCommand?, Problem[]) Answered(FitConversation fit, FitParticipant by, Post post)
    {
        var problems = FitSheet.Topics.SelectMany(t => Missing(t, post)).ToArray();
        return problems.Length > 0
            ? (null, problems)
            : (
                new FitCommand.Answer(
                    fit.Number,
                    by.Id,
                    new(
                        [
                            .. FitSheet.Topics.Select(t => new FitAnswer(
                                Alike(t, post)!.Value,
                                post.Text(FitView.WordsOf(t))
                            )),
                        ],
                        Salt.New()
                    )
                ),
                []
            );
    }

    private static IEnumerable<Problem> Missing(FitTopic topic, Post post)
    {
        var (words, what) = (post.Text(FitView.WordsOf(topic)), FitWords.Of(topic));
        if (words.Length == 0)
            yield return new(FitConversationPageTexts.AnswerRequired.With(new { what }), FitView.WordsOf(topic));
        if (words.Length > FitAnswer.MaxWordsLength)
            yield return new(
                FitConversationPageTexts.AnswerTooLong.With(new { maxWordsLength = FitAnswer.MaxWordsLength, what }),
                FitView.WordsOf(topic)
            );
        if (Alike(topic, post) is null)
            yield return new(FitConversationPageTexts.AgreementRequired.With(new { what }), FitView.AlikeId(topic));
    }

    private static Agreement? Alike(FitTopic topic, Post post) =>
        Enum.GetValues<Agreement>()
            .Where(a => post.Is(FitView.AlikeOf(topic), QuarterStatus.Name(a)))
            .Select(a => (Agreement?)a)
            .FirstOrDefault();

    private static (FitCommand?, Problem[]) Ended(FitConversation fit, FitParticipant by, Post post) =>
        post.Is(Fields.Sure, Fields.Yes)
            ? (new FitCommand.End(fit.Number, by.Id), [])
            : (null, [new(FitConversationPageTexts.DeletionNotConfirmed, Fields.Sure)]);
}

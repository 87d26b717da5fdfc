using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Sealed;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.FitConversations;

/// <summary>The page of a fit conversation from the state of the quarter and what was opened for this reader.</summary>
internal static class FitView
{
    private static Option[] Options =>
        [.. Enum.GetValues<Agreement>().Select(a => new Option(QuarterStatus.Name(a), FitWords.Of(a)))];

    /// <param name="token">Issues the one-time token of a form for an action.</param>
    public static FitModel Of(
        FitParticipant reader,
        FitConversation fit,
        FitSide side,
        FitAnswersOf answers,
        Func<string, string> token,
        Receipt? receipt = null,
        TypedForm? typed = null,
        string? act = null
    )
    {
        var with = fit[side.Opposite()].Name;
        var form = fit is { IsRevealed: false, Ended: null }
            ? Form(fit, answers.Mine, token, typed?.For(FormAction.Answer))
            : null;
        var end = fit.Ended is null ? End(fit, token, typed?.For(FormAction.EndFit)) : null;
        return new(
            reader.Frame(FitConversationPageTexts.FitConversation),
            with,
            FitWords.Standing(fit, side),
            form,
            answers is { Mine: { } mine, Others: { } others }
                ? [.. FitSheet.Topics.Select(t => Topic(t, with, mine[t], others[t]))]
                : null,
            end,
            new(Addresses.EndLinks, token(FormAction.EndLinks)),
            [.. reader.Fits.Where(f => f.Fit != fit).Select(Link)],
            receipt,
            typed?.Refusal()
        )
        {
            Address = Addresses.Fit(fit.Number),
            Draft = typed?.Draft,
            // A first answer is what the page is for.
            Act = act == FormAction.Answer && form is not { IsAnswered: true } ? null : act,
        };
    }

    public static FitsModel List(FitParticipant reader) =>
        new(reader.Frame(FitConversationPageTexts.FitConversations), [.. reader.Fits.Select(Link)]);

    /// <summary>
    /// The receipt of an action, read back from the ledger entry that records it. Somebody else's entry gives none.
    /// </summary>
    public static Receipt? ReceiptOf(FitParticipant reader, FitConversation fit, FitSide side, LedgerEntry entry)
    {
        var what = entry.Event switch
        {
            FitAnswered e when e.Fit == fit.Number && e.Side == side => FitConversationPageTexts.ReceiptAnswered,
            FitEnded e when e.Fit == fit.Number && e.Side == side => FitConversationPageTexts.ReceiptEnded,
            _ => null,
        };
        return what is null ? null : new(what, Moments.At(reader.Quarter, entry.Event.At), entry.Version);
    }

    public static string WordsOf(FitTopic topic) => Fields.Of(Fields.Words, QuarterStatus.Name(topic));

    public static string AlikeOf(FitTopic topic) => Fields.Of(Fields.Alike, QuarterStatus.Name(topic));

    /// <summary>Where an entry of the refusal's summary leads.</summary>
    public static string AlikeId(FitTopic topic) => Choice.FirstId(AlikeOf(topic), Options);

    private static PageLink Link((FitConversation Fit, FitSide Side) own) =>
        new(
            FitConversationPageTexts.YouAndOther.With(new { other = own.Fit[own.Side.Opposite()].Name }),
            Addresses.Fit(own.Fit.Number)
        );

    private static FitForm Form(FitConversation fit, FitSheet? mine, Func<string, string> token, TypedForm? typed) =>
        new(
            Addresses.Fit(fit.Number, FormAction.Answer),
            token(FormAction.Of(FormAction.Answer, fit.Number)),
            [.. FitSheet.Topics.Select(t => FieldsOf(t, mine?[t], typed))],
            IsAnswered: mine is not null
        );

    private static FitTopicFields FieldsOf(FitTopic topic, FitAnswer? mine, TypedForm? typed) =>
        new(
            FitWords.Of(topic),
            new(
                WordsOf(topic),
                FitWords.Question(topic),
                FitAnswer.MaxWordsLength,
                typed?.Text(WordsOf(topic)) ?? mine?.Words ?? "",
                Error: typed?.ErrorAt(WordsOf(topic))
            ),
            new(
                AlikeOf(topic),
                FitConversationPageTexts.AgreementQuestion,
                Options,
                typed is null
                    ? mine is null
                        ? null
                        : QuarterStatus.Name(mine.Alike)
                    : typed.Text(AlikeOf(topic)),
                Required: true,
                typed?.ErrorAt(AlikeId(topic))
            )
        );

    private static FitTopicModel Topic(FitTopic topic, string with, FitAnswer mine, FitAnswer others) =>
        new(
            FitWords.Of(topic),
            FitWords.Question(topic),
            FitWords.Expected(mine.Alike, others.Alike, with),
            mine.Words,
            others.Words
        );

    private static FitEndForm End(FitConversation fit, Func<string, string> token, TypedForm? typed) =>
        new(
            Addresses.Fit(fit.Number, FormAction.EndFit),
            token(FormAction.Of(FormAction.EndFit, fit.Number)),
            new(Fields.Sure, FitConversationPageTexts.ConfirmDeletion, Error: typed?.ErrorAt(Fields.Sure))
        );
}

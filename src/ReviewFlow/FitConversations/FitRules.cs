using NodaTime;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Sealing;
using ReviewFlow.Text;

namespace ReviewFlow.FitConversations;

/// <summary>
/// The rules of the fit conversation: blind until both have answered, never opened by time, by one, or by what becomes
/// of the quarter, and over for good when one of the two, or ops, ends it.
/// </summary>
internal static class FitRules
{
    public static Decision Decide(Quarter quarter, FitCommand command, Instant at) =>
        command switch
        {
            FitCommand.Start c when (PersonRules.WhyUnsound(c.One) ?? PersonRules.WhyUnsound(c.Other)) is { } unsound =>
                Refusal.NotComplete.Because(unsound),
            FitCommand.Start c when c.One.Id == c.Other.Id => Refusal.OnePerson.Because(
                FitConversationTexts.SamePerson
            ),
            FitCommand.Start c when OtherName(quarter, c) is { } sentence => Refusal.OnePerson.Because(sentence),
            FitCommand.Start c
                when quarter.Fits.Any(f =>
                    f.Ended is null && f.SideOf(c.One.Id) is not null && f.SideOf(c.Other.Id) is not null
                ) => Decision.AlreadySo,
            FitCommand.Start c => new FitStarted(at, quarter.Fits.Count + 1, c.One, c.Other),
            FitCommand.Answer c when quarter.FitOf(c.Fit) is { } fit && fit.SideOf(c.By) is { } side => Answered(
                quarter.Id,
                fit,
                side,
                c.Sheet,
                at
            ),
            FitCommand.End { By: null } c when quarter.FitOf(c.Fit) is { } fit => Ended(fit, null, at),
            FitCommand.End c when quarter.FitOf(c.Fit) is { } fit && fit.SideOf(c.By!.Value) is { } side => Ended(
                fit,
                side,
                at
            ),
            // And to everybody but the two there is none
            _ => Refusal.Unknown.Because(FitConversationTexts.ConversationUnknown),
        };

    /// <exception cref="InvalidOperationException">It cannot follow what was before.</exception>
    public static Quarter Evolve(Quarter quarter, FitEvent happened) =>
        happened switch
        {
            FitStarted e when e.Fit == quarter.Fits.Count + 1 => quarter with
            {
                Fits = quarter.Fits.Add(new(e.Fit, e.At, e.One, e.Other, BlindExchange.Empty)),
            },
            FitAnswered e when quarter.FitOf(e.Fit) is { Ended: null } fit => Changed(
                quarter,
                fit with
                {
                    Answers = fit.Answers.With(e.Side.Side(), new(e.Commitment, fit[e.Side], OnBehalfOf: null, e.At)),
                }
            ),
            FitRevealed e when quarter.FitOf(e.Fit) is { Ended: null } fit => Changed(
                quarter,
                fit with
                {
                    Answers = fit.Answers.Reveal(),
                }
            ),
            FitEnded e when quarter.FitOf(e.Fit) is { Ended: null } fit => Changed(quarter, fit with { Ended = e }),
            _ => throw new InvalidOperationException(
                $"{happened.GetType().Name} does not happen to a fit conversation as it stands."
            ),
        };

    private static Decision Answered(QuarterId quarter, FitConversation fit, FitSide side, FitSheet sheet, Instant at)
    {
        if (fit.Ended is not null)
            return Over;
        if (!sheet.IsSound)
            return Refusal.NotComplete.Because(FitConversationTexts.AnswerEveryTopic);
        if (fit.IsRevealed)
            return Refusal.Revealed.Because(FitConversationTexts.AnswersOpen);
        return fit.Answers.Seal(
            side.Side(),
            new FitAnswered(at, fit.Number, side, sheet.Commitment(quarter, fit.Number, side)),
            () => new FitRevealed(at, fit.Number, side)
        );
    }

    private static Decision Ended(FitConversation fit, FitSide? side, Instant at) =>
        fit.Ended is null ? new FitEnded(at, fit.Number, side) : Decision.AlreadySo;

    /// <summary>Ops know everybody of the quarter, so they are told the other name.</summary>
    private static string? OtherName(Quarter quarter, FitCommand.Start c)
    {
        var known = quarter.Addressees.Concat(quarter.Delegations.Select(d => d.Delegate)).ToArray();
        return new[] { c.One, c.Other }
            .Select(named =>
                PersonRules.OtherNameOf(named, known) is { } other
                    ? FitConversationTexts.MailboxOfSomeoneElse.With(
                        new
                        {
                            address = named.Email,
                            other = other.Name,
                            name = named.Name,
                        }
                    )
                    : null
            )
            .FirstOrDefault(sentence => sentence is not null);
    }

    private static Decision Over => Refusal.FitOver.Because(FitConversationTexts.ConversationEnded);

    private static Quarter Changed(Quarter quarter, FitConversation fit) =>
        quarter with
        {
            Fits = quarter.Fits.SetItem(fit.Number - 1, fit),
        };
}

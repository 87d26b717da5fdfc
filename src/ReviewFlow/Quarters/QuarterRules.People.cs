using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Quarters;

// Whose names are erased, and on whose behalf somebody acts.
public static partial class QuarterRules
{
    private static Decision Erased(Quarter quarter, QuarterCommand.ErasePerson c, Instant at) =>
        quarter.Stage == QuarterStage.Open
            ? Refusal.StillRunning.Because(QuarterTexts.EraseWhenOver.With(new { quarter = quarter.Id }))
        : quarter.Fits.FirstOrDefault(f => f.Ended is null && f.SideOf(c.Person) is not null) is { } fit
            ? Refusal.StillRunning.Because(
                QuarterTexts.EraseAfterFit.With(new { quarter = quarter.Id, fit = fit.Number })
            )
        : c.Spellings.IsEmpty ? Refusal.Unknown.Because(QuarterTexts.NameUnknown.With(new { quarter = quarter.Id }))
        : new PersonErased(at, c.Spellings, c.Reason);

    /// <summary>A delegate acts on behalf of the seat's holder, and the record says so.</summary>
    private static ReviewCommand OnBehalf(Quarter quarter, ReviewCommand command) =>
        command is SeatCommand c && quarter.Pairs[c.Seat] is var holder
            ? c with
            {
                OnBehalfOf = holder.Id != c.By.Id ? holder : null,
            }
            : command;
}

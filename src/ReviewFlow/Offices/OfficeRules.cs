using NodaTime;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Offices;

/// <summary>Whom a quarter names beside its leaders.</summary>
public enum Office
{
    /// <summary>Gets the report.</summary>
    Ceo,

    /// <summary>Runs the quarter.</summary>
    Ops,
}

/// <summary>
/// Ops named somebody else for an office. The links of who held it open its page no longer.
/// </summary>
/// <param name="Former">Null where nobody held it.</param>
public sealed record OfficeReplaced(Instant At, Office Office, Person? Former, Person Holder, string Reason)
    : QuarterEvent(At);

/// <summary>The CEO or ops change, while the quarter runs or after its release.</summary>
public static class OfficeRules
{
    public static Decision Decide(Quarter quarter, QuarterCommand.ReplaceOffice c, Instant at)
    {
        var former = HolderOf(quarter, c.Office);
        if (PersonRules.WhyUnsound(c.Holder) is { } unsound)
            return Refusal.NotComplete.Because(unsound);
        if (c.Holder == former)
            return Decision.AlreadySo;
        var known = quarter.Addressees.Concat(quarter.Delegations.Select(d => d.Delegate));
        return PersonRules.OtherNameOf(c.Holder, known) is { } other
            ? Refusal.OtherName.Because(OfficeTexts.OtherName.With(new { address = c.Holder.Email, name = other.Name }))
            : new OfficeReplaced(at, c.Office, former, c.Holder, c.Reason);
    }

    public static Quarter Evolve(Quarter quarter, OfficeReplaced e) =>
        e.Office == Office.Ceo ? quarter with { Ceo = e.Holder } : quarter with { Ops = e.Holder };

    public static Person? HolderOf(Quarter quarter, Office office) => office == Office.Ceo ? quarter.Ceo : quarter.Ops;
}

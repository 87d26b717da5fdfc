using NodaTime;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Access;

/// <summary>What a person's link opens, where their mail says nothing else.</summary>
public static class LinkPurposes
{
    /// <summary>
    /// A leader's mail opens the desk, the CEO's and ops' the page of the report; who is only in a fit conversation
    /// reads that.
    /// </summary>
    public static LinkPurpose For(Quarter quarter, PersonId person, Instant at)
    {
        if (
            !quarter.Pairs.SeatsOf(person).IsEmpty
            || quarter.Delegations.Any(d => d.Delegate.Id == person && d.IsOpen(quarter.Calendar.DateOf(at)))
        )
            return LinkPurpose.Desk;
        return quarter.Everybody.All(p => p.Id != person) && quarter.Fits.Any(f => f.SideOf(person) is not null)
            ? LinkPurpose.Fit
            : LinkPurpose.Report;
    }
}

using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Delegations;

/// <summary>
/// Who may stand in for a leader: two seats stay two people on every path, also through delegates. So nobody who sits
/// on one of the leader's paths, or ever stood in there for another in this quarter (what they signed then still
/// counts), and not the CEO, who receives the report.
/// </summary>
public static class DelegationRules
{
    public const int MaxDays = 366;

    /// <summary>The last day, as forms name it.</summary>
    public const string UntilField = "until";

    public static Decision Decide(Quarter quarter, QuarterCommand.DelegateTo c, Instant at)
    {
        var today = quarter.Calendar.DateOf(at);
        if (quarter.Pairs.SeatsOf(c.Leader).IsEmpty)
            return Refusal.NotYours.Because(DelegationTexts.OnlySeatHolder);
        if (PersonRules.WhyUnsound(c.Delegate) is { } unsound)
            return Refusal.NoDelegate.Because(unsound);
        if (c.From > c.Until)
            return Refusal.NoDelegate.At(new FieldProblem(UntilField, DelegationTexts.LastDayBeforeFirst));
        if (c.Until < today)
            return Refusal.NoDelegate.At(new FieldProblem(UntilField, DelegationTexts.LastDayInThePast));
        if (Period.Between(c.From, c.Until, PeriodUnits.Days).Days >= MaxDays)
            return Refusal.NoDelegate.Because(DelegationTexts.LongerThanYear);
        var (leader, open) = (
            quarter.Pairs.Leaders.First(p => p.Id == c.Leader),
            quarter.Delegations.Where(d => d.IsOpen(today)).ToArray()
        );
        if (
            open.Any(d =>
                d.Leader.Id == c.Leader && d.Delegate.Id == c.Delegate.Id && d.From == c.From && d.Until == c.Until
            )
        )
            return Decision.AlreadySo;
        if (c.Delegate.Id == c.Leader)
            return Refusal.NoDelegate.Because(DelegationTexts.OwnDelegate);
        if (c.Delegate.Id == quarter.Ceo.Id)
            return Refusal.NoDelegate.Because(DelegationTexts.CeoCannotSign);
        if (open.Any(d => d.Leader.Id == c.Leader && d.Overlaps(c.From, c.Until)))
            return Refusal.NoDelegate.Because(DelegationTexts.AlreadyDelegated);

        var seated = quarter
            .Pairs.SeatsOf(c.Leader)
            .SelectMany(s => quarter.Pairs.Along(s.Pair))
            .Distinct()
            .SelectMany(p => new[] { quarter.Pairs[p].Product, quarter.Pairs[p].Technology })
            .DistinctBy(p => p.Id)
            .ToArray();
        var near = seated.Select(p => p.Id).ToHashSet();
        if (near.Contains(c.Delegate.Id))
            return Refusal.NoDelegate.Because(
                DelegationTexts.DelegateOnSigningPath.With(new { delegateName = c.Delegate.Name })
            );
        if (
            quarter.Delegations.Any(d =>
                d.Delegate.Id == c.Delegate.Id && d.Leader.Id != c.Leader && near.Contains(d.Leader.Id)
            )
        )
            return Refusal.NoDelegate.Because(
                DelegationTexts.DelegateOfAnotherLeader.With(new { delegateName = c.Delegate.Name })
            );

        // A second address of somebody who signs on these paths would give them a second seat there.
        var others = seated
            .Where(p => p.Id != c.Leader)
            .Concat(
                quarter
                    .Delegations.Where(d => d.Leader.Id != c.Leader && near.Contains(d.Leader.Id))
                    .Select(d => d.Delegate)
            );
        if (others.FirstOrDefault(p => PersonRules.MayBeOne(c.Delegate, p, quarter.Namesakes)) is { } alike)
            return Refusal.NoDelegate.Because(
                (
                    Partners(quarter, c.Leader).Any(p => p.Id == alike.Id)
                        ? DelegationTexts.NamedLikePartner
                        : DelegationTexts.NamedLikeSigner
                ).With(new { name = c.Delegate.Name })
            );
        if (
            PersonRules.OtherNameOf(c.Delegate, quarter.Everybody.Concat(quarter.Delegations.Select(d => d.Delegate)))
            is not null
        )
            return Refusal.NoDelegate.Because(
                DelegationTexts.AddressOfSomeoneElse.With(new { address = c.Delegate.Email })
            );
        return new DelegateNamed(at, leader, c.Delegate, c.From, c.Until);
    }

    public static Decision Decide(Quarter quarter, QuarterCommand.EndDelegation c, Instant at) =>
        quarter.Delegations.FirstOrDefault(d =>
            d.Leader.Id == c.Leader && d.Delegate.Id == c.Delegate && d.IsOpen(quarter.Calendar.DateOf(at))
        )
            is { } found
            ? new DelegationEnded(at, found.Leader, found.Delegate)
            : Decision.AlreadySo;

    private static IEnumerable<Person> Partners(Quarter quarter, PersonId leader) =>
        quarter.Pairs.SeatsOf(leader).Select(s => quarter.Pairs[s with { Seat = s.Seat.Other() }]);

    public static Quarter Evolve(Quarter quarter, QuarterEvent happened) =>
        happened switch
        {
            DelegateNamed e => quarter with
            {
                Delegations = quarter.Delegations.Add(new(e.Leader, e.Delegate, e.From, e.Until)),
            },
            DelegationEnded e => quarter with
            {
                Delegations =
                [
                    .. quarter.Delegations.Select(d =>
                        d.Leader.Id == e.Leader.Id
                        && d.Delegate.Id == e.Delegate.Id
                        && d.IsOpen(quarter.Calendar.DateOf(e.At))
                            ? d with
                            {
                                EndedAt = e.At,
                            }
                            : d
                    ),
                ],
            },
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is nothing of a delegate."),
        };
}

using NodaTime;
using ReviewFlow.Delegations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Laws;

/// <summary>Who may act from a seat, said a second time from the delegations that were recorded.</summary>
internal sealed class DelegateOracle(QuarterStarted start)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[start.Calendar.TimeZone];
    private readonly List<(string Leader, string Delegate, LocalDate From, LocalDate Until, LocalDate? Ended)> _named =
    [];

    public string? Accept(DelegateNamed e)
    {
        var (leader, delegated) = (e.Leader.Email, e.Delegate.Email);
        var near = start
            .Pairs.Where(p => Holds(p, leader))
            .SelectMany(mine => start.Pairs.Where(p => PathFrom(p).Contains(mine.Id) || PathFrom(mine).Contains(p.Id)))
            .ToArray();
        if (
            delegated == start.Ceo.Email
            || near.Any(p => Holds(p, delegated))
            || e.From > e.Until
            || e.Until < Day(e.At)
        )
            return Law.DelegatesApart;
        foreach (var (other, same, from, until, ended) in _named)
        {
            var overlaps = ended is null && from <= e.Until && e.From <= until && until >= Day(e.At);
            if (other == leader && overlaps)
                return Law.DelegatesApart;
            if (same == delegated && other != leader && near.Any(p => Holds(p, other)))
                return Law.DelegatesApart; // also one after the other
        }
        _named.Add((leader, delegated, e.From, e.Until, null));
        return null;
    }

    public void Accept(DelegationEnded e)
    {
        for (var i = 0; i < _named.Count; i++)
        {
            if (
                _named[i] is { Ended: null } d
                && (d.Leader, d.Delegate) == (e.Leader.Email, e.Delegate.Email)
                && d.Until >= Day(e.At)
            )
                _named[i] = d with { Ended = Day(e.At) };
        }
    }

    /// <summary>
    /// Which law is broken where <paramref name="by"/> acts from a seat of <paramref name="holder"/>.
    /// </summary>
    public string? Acts(string holder, Person by, Person? onBehalfOf, Instant at)
    {
        if (onBehalfOf is null)
            return by.Email == holder ? null : Law.OnlyTheHolder;
        return
            onBehalfOf.Email == holder
            && _named.Any(d =>
                d.Ended is null
                && (d.Leader, d.Delegate) == (holder, by.Email)
                && d.From <= Day(at)
                && Day(at) <= d.Until
            )
            ? null
            : Law.InTheirTime;
    }

    /// <summary>Who stands in for a leader now.</summary>
    public IEnumerable<string> For(string leader, Instant at) =>
        _named
            .Where(d => d.Ended is null && d.Leader == leader && d.From <= Day(at) && Day(at) <= d.Until)
            .Select(d => d.Delegate);

    private LocalDate Day(Instant at) => at.InZone(_zone).Date;

    private IEnumerable<PairId> PathFrom(Pair pair)
    {
        for (var at = pair; at is not null; at = start.Pairs.FirstOrDefault(p => p.Id == at.Parent))
            yield return at.Id;
    }

    private static bool Holds(Pair pair, string email) => pair.Product.Email == email || pair.Technology.Email == email;
}

using System.Collections.Immutable;
using ReviewFlow.People;

namespace ReviewFlow.Pairs;

/// <summary>All pairs of a quarter, with one root. Made only from pairs that a roster check found sound.</summary>
public sealed class PairTree
{
    private readonly ImmutableDictionary<PairId, Pair> _pairs;
    private readonly ImmutableDictionary<PersonId, ImmutableArray<SeatOf>> _seats;

    public PairTree(ImmutableArray<Pair> pairs)
    {
        All = pairs;
        _pairs = pairs.ToImmutableDictionary(p => p.Id);
        _seats = pairs
            .SelectMany(p => Enum.GetValues<Seat>().Select(s => (p[s].Id, Seat: new SeatOf(p.Id, s))))
            .GroupBy(x => x.Id, x => x.Seat)
            .ToImmutableDictionary(g => g.Key, g => g.ToImmutableArray());
        Leaders = [.. pairs.SelectMany(p => new[] { p.Product, p.Technology }).DistinctBy(p => p.Id)];
    }

    /// <summary>In the order of the roster.</summary>
    public ImmutableArray<Pair> All { get; }

    /// <summary>Everybody who holds a seat, each once.</summary>
    public ImmutableArray<Person> Leaders { get; }

    public Pair this[PairId id] => _pairs[id];

    public Person this[SeatOf seat] => _pairs[seat.Pair][seat.Seat];

    /// <summary>
    /// The pairs that must sign a team of <paramref name="pair"/>: its own, then each parent up to the root.
    /// </summary>
    public ImmutableArray<PairId> PathFrom(PairId pair)
    {
        var path = ImmutableArray.CreateBuilder<PairId>();
        for (PairId? at = pair; at is { } id; at = _pairs[id].Parent)
            path.Add(id);
        return path.ToImmutable();
    }

    /// <summary>
    /// Every pair that shares a signing path with <paramref name="pair"/>: itself, those above and those below.
    /// </summary>
    public IEnumerable<PairId> Along(PairId pair) =>
        PathFrom(pair).Concat(All.Select(p => p.Id).Where(p => PathFrom(p).Contains(pair))).Distinct();

    /// <summary>The seats a person holds; none for a stranger.</summary>
    public ImmutableArray<SeatOf> SeatsOf(PersonId person) => _seats.GetValueOrDefault(person, []);
}

using ReviewFlow.People;

namespace ReviewFlow.Pairs;

/// <summary>Two different people who lead Product and Technology as one team; the root pair has no parent.</summary>
public sealed record Pair(PairId Id, PairId? Parent, Person Product, Person Technology)
{
    public Person this[Seat seat] => seat == Seat.Product ? Product : Technology;
}

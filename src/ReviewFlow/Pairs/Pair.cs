using ReviewFlow.People;
using ReviewFlow.Sealing;

namespace ReviewFlow.Pairs;

/// <summary>Two different people who lead Product and Technology as one team; the root pair has no parent.</summary>
public sealed record Pair(PairId Id, PairId? Parent, Person Product, Person Technology)
{
    public Person this[Seat seat] => seat == Seat.Product ? Product : Technology;
}

/// <summary>The two seats of a pair. Both sign; neither stands for the other.</summary>
public enum Seat
{
    Product,
    Technology,
}

public static class Seats
{
    public static Seat Other(this Seat seat) => seat == Seat.Product ? Seat.Technology : Seat.Product;

    public static Side Side(this Seat seat) => seat == Seat.Product ? Sealing.Side.First : Sealing.Side.Second;

    /// <summary>As it is written in JSON that is hashed.</summary>
    public static string Key(this Seat seat) => seat == Seat.Product ? "product" : "technology";

    /// <summary>As people read it.</summary>
    public static string Name(this Seat seat) =>
        seat == Seat.Product ? PairTexts.ProductSeat : PairTexts.TechnologySeat;
}

/// <summary>One seat of one pair.</summary>
public readonly record struct SeatOf(PairId Pair, Seat Seat);

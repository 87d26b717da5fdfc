namespace ReviewFlow.Pairs;

/// <summary>The two seats of a pair. Both sign; neither stands for the other.</summary>
public enum Seat
{
    Product,
    Technology,
}

public static class Seats
{
    public static Seat Other(this Seat seat) => seat == Seat.Product ? Seat.Technology : Seat.Product;

    /// <summary>As people read it.</summary>
    public static string Name(this Seat seat) =>
        seat == Seat.Product ? PairTexts.ProductSeat : PairTexts.TechnologySeat;
}

/// <summary>One seat of one pair.</summary>
public readonly record struct SeatOf(PairId Pair, Seat Seat);

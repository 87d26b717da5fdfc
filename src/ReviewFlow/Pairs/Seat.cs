namespace ReviewFlow.Pairs;

/// <summary>The two seats of a pair. Both sign; neither stands for the other.</summary>
public enum Seat
{
    Product,
    Technology,
}

/// <summary>One seat of one pair.</summary>
public readonly record struct SeatOf(Ids.PairId Pair, Seat Seat);

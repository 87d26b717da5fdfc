using NodaTime;
using ReviewFlow.People;

namespace ReviewFlow.Sealing;

/// <summary>A side has sealed what it wrote; the ledger holds the commitment and nothing else of it.</summary>
public sealed record Seal(string Commitment, Person By, Person? OnBehalfOf, Instant At);

/// <summary>The two sides of a blind exchange: the seats of a pair, or two people.</summary>
public enum Side
{
    First,
    Second,
}

public static class Sides
{
    public static Side Opposite(this Side side) => side == Side.First ? Side.Second : Side.First;
}

/// <summary>
/// Two sides write without seeing each other. Until both have sealed, each may seal again or unseal; the second seal
/// reveals both at once. Joint assessments, partnership checks and fit conversations all work this way.
/// </summary>
public sealed record BlindExchange(Seal? First = null, Seal? Second = null, bool IsRevealed = false)
{
    public static readonly BlindExchange Empty = new();

    public Seal? this[Side side] => side == Side.First ? First : Second;

    /// <summary>What a seal of <paramref name="side"/> comes to: the second one reveals.</summary>
    public Decision Seal(Side side, QuarterEvent seal, Func<QuarterEvent> reveal) =>
        this[side.Opposite()] is null ? seal : new Decision.Accepted([seal, reveal()]);

    /// <exception cref="InvalidOperationException">What both wrote is revealed.</exception>
    internal BlindExchange With(Side side, Seal? seal) =>
        IsRevealed ? throw new InvalidOperationException("Nothing is sealed after the reveal.")
        : side == Side.First ? this with { First = seal }
        : this with { Second = seal };

    /// <exception cref="InvalidOperationException">Not both have sealed.</exception>
    internal BlindExchange Reveal() =>
        this is { First: not null, Second: not null }
            ? this with
            {
                IsRevealed = true,
            }
            : throw new InvalidOperationException("Nothing is revealed before both have sealed.");
}

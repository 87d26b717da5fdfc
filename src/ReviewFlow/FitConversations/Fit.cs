using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;

namespace ReviewFlow.FitConversations;

/// <summary>The two people of a fit conversation, as they were named. Neither is above the other.</summary>
public enum FitSide
{
    One,
    Other,
}

/// <summary>
/// A fit conversation: two people who consider leading together answer the same four topics blind, and are revealed to
/// each other and to nobody else. It belongs to no pair and no team, so nothing that becomes of the quarter opens,
/// closes or loses it.
/// </summary>
/// <param name="Number">1, 2, 3 … in the quarter it was started in.</param>
public sealed record Fit(
    int Number,
    Instant StartedAt,
    Person One,
    Person Other,
    Seal? OfOne = null,
    Seal? OfOther = null,
    bool IsRevealed = false,
    FitEnded? Ended = null
)
{
    public Person this[FitSide side] => side == FitSide.One ? One : Other;

    public Seal? SealOf(FitSide side) => side == FitSide.One ? OfOne : OfOther;

    /// <summary>The side of one of the two; null for everybody else.</summary>
    public FitSide? SideOf(PersonId person) =>
        person == One.Id ? FitSide.One
        : person == Other.Id ? FitSide.Other
        : null;

    internal Fit With(FitSide side, Seal sealing) =>
        side == FitSide.One ? this with { OfOne = sealing } : this with { OfOther = sealing };
}

public static class FitSides
{
    public static FitSide Opposite(this FitSide side) => side == FitSide.One ? FitSide.Other : FitSide.One;

    /// <summary>How a side is written in what is hashed, and in the place of its answers.</summary>
    internal static string Name(this FitSide side) => side == FitSide.One ? "one" : "other";
}

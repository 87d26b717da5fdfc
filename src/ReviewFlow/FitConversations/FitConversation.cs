using NodaTime;
using ReviewFlow.People;
using ReviewFlow.Sealing;

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
public sealed record FitConversation(
    int Number,
    Instant StartedAt,
    Person One,
    Person Other,
    BlindExchange Answers,
    FitEnded? Ended = null
)
{
    public Person this[FitSide side] => side == FitSide.One ? One : Other;

    public bool IsRevealed => Answers.IsRevealed;

    public Seal? SealOf(FitSide side) => Answers[side.Side()];

    /// <summary>The side of one of the two; null for everybody else.</summary>
    public FitSide? SideOf(PersonId person) =>
        person == One.Id ? FitSide.One
        : person == Other.Id ? FitSide.Other
        : null;
}

public static class FitSides
{
    public static FitSide Opposite(this FitSide side) => side == FitSide.One ? FitSide.Other : FitSide.One;

    public static Side Side(this FitSide side) => side == FitSide.One ? Sealing.Side.First : Sealing.Side.Second;

    /// <summary>As it is written in JSON that is hashed, and in the name of its sealed slot.</summary>
    internal static string Key(this FitSide side) => side == FitSide.One ? "one" : "other";
}

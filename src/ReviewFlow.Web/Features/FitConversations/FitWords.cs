using ReviewFlow.Application.Reading;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;

namespace ReviewFlow.Web.Features.FitConversations;

/// <summary>The fit conversation in words.</summary>
internal static class FitWords
{
    public static string Of(FitTopic topic) =>
        topic switch
        {
            FitTopic.ProductStrategy => "Product strategy",
            FitTopic.Culture => "Culture",
            FitTopic.Business => "The relationship with the business",
            _ => "What we want to build",
        };

    public static string Question(FitTopic topic) =>
        topic switch
        {
            FitTopic.ProductStrategy => "With what would you win, and what would you leave out?",
            FitTopic.Culture => "How should our people work, decide and disagree?",
            FitTopic.Business => "What does the business get from us, and what do we need from it?",
            _ => "What should stand in three years that does not stand today?",
        };

    public static string Of(Agreement alike) =>
        alike switch
        {
            Agreement.Yes => "Alike",
            Agreement.Partly => "Partly alike",
            _ => "Differently",
        };

    /// <summary>What both expected of each other before they read it.</summary>
    public static string Expected(Agreement mine, Agreement others, string with) =>
        mine == others
            ? $"Both of you expected to see this {Of(mine).ToLowerInvariant()}."
            : $"You expected to see this {Of(mine).ToLowerInvariant()}, {with} expected {Of(others).ToLowerInvariant()}.";

    /// <summary>Where it stands for one of the two.</summary>
    public static string Standing(Fit fit, FitSide side) =>
        (fit, fit.SealOf(side) is not null, fit.SealOf(side.Opposite()) is not null) switch
        {
            ({ Ended: { } end }, _, _) =>
                $"Over: {EndedBy(fit, side, end)} ended it. What both of you wrote is deleted.",
            ({ IsRevealed: true }, _, _) => "Both of you have answered. What each of you wrote stands side by side.",
            (_, false, false) => "Not yet answered.",
            (_, false, true) => $"Not yet answered by you. {fit[side.Opposite()].Name} has answered.",
            _ => $"You have answered. It opens when {fit[side.Opposite()].Name} has answered as well.",
        };

    private static string EndedBy(Fit fit, FitSide side, FitEnded end) =>
        end.Side is not { } by ? "the people who run the reviews"
        : by == side ? "you"
        : fit[by].Name;
}

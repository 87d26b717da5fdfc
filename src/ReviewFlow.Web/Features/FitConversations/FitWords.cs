using ReviewFlow.Application.Reading;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.Text;

namespace ReviewFlow.Web.Features.FitConversations;

/// <summary>The fit conversation in words.</summary>
internal static class FitWords
{
    public static string Of(FitTopic topic) =>
        topic switch
        {
            FitTopic.ProductStrategy => FitConversationPageTexts.ProductStrategy,
            FitTopic.Culture => FitConversationPageTexts.CultureText,
            FitTopic.Business => FitConversationPageTexts.RelationshipBusiness,
            _ => FitConversationPageTexts.WhatWeWantBuild,
        };

    public static string Question(FitTopic topic) =>
        topic switch
        {
            FitTopic.ProductStrategy => FitConversationPageTexts.WhatWouldWinWhatWould,
            FitTopic.Culture => FitConversationPageTexts.HowShouldOurPeopleWork,
            FitTopic.Business => FitConversationPageTexts.WhatDoesBusinessGetUs,
            _ => FitConversationPageTexts.WhatShouldStandThreeYears,
        };

    public static string Of(Agreement alike) =>
        alike switch
        {
            Agreement.Yes => FitConversationPageTexts.Alike,
            Agreement.Partly => FitConversationPageTexts.PartlyAlike,
            _ => FitConversationPageTexts.Differently,
        };

    /// <summary>What both expected of each other before they read it.</summary>
    public static string Expected(Agreement mine, Agreement others, string with) =>
        mine == others
            ? FitConversationPageTexts.BothExpectedSee.With(new { toLowerInvariant = Of(mine).ToLowerInvariant() })
            : FitConversationPageTexts.ExpectedSeeExpected.With(
                new
                {
                    toLowerInvariant = Of(mine).ToLowerInvariant(),
                    with,
                    toLowerInvariant2 = Of(others).ToLowerInvariant(),
                }
            );

    /// <summary>Where it stands for one of the two.</summary>
    public static string Standing(Fit fit, FitSide side) =>
        (fit, fit.SealOf(side) is not null, fit.SealOf(side.Opposite()) is not null) switch
        {
            ({ Ended: { } end }, _, _) => FitConversationPageTexts.OverEndedWhatBothWrote.With(
                new { end = EndedBy(fit, side, end) }
            ),
            ({ IsRevealed: true }, _, _) => FitConversationPageTexts.BothAnsweredWhatEachWrote,
            (_, false, false) => FitConversationPageTexts.NotYetAnswered,
            (_, false, true) => FitConversationPageTexts.NotYetAnsweredAnswered.With(
                new { opposite = fit[side.Opposite()].Name }
            ),
            _ => FitConversationPageTexts.AnsweredOpensWhenAnsweredWell.With(
                new { opposite = fit[side.Opposite()].Name }
            ),
        };

    private static string EndedBy(Fit fit, FitSide side, FitEnded end) =>
        end.Side is not { } by ? FitConversationPageTexts.PeopleWhoRunReviews
        : by == side ? "you"
        : fit[by].Name;
}

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
            FitTopic.ProductStrategy => FitConversationPageTexts.TopicProductStrategy,
            FitTopic.Culture => FitConversationPageTexts.TopicCulture,
            FitTopic.Business => FitConversationPageTexts.TopicBusiness,
            _ => FitConversationPageTexts.TopicBuild,
        };

    public static string Question(FitTopic topic) =>
        topic switch
        {
            FitTopic.ProductStrategy => FitConversationPageTexts.ProductStrategyQuestion,
            FitTopic.Culture => FitConversationPageTexts.CultureQuestion,
            FitTopic.Business => FitConversationPageTexts.BusinessQuestion,
            _ => FitConversationPageTexts.BuildQuestion,
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
            ? FitConversationPageTexts.BothExpectedTheSame.With(new { expected = Expected(mine) })
            : FitConversationPageTexts.EachExpectedDifferently.With(
                new
                {
                    yours = Expected(mine),
                    other = with,
                    theirs = Expected(others),
                }
            );

    private static string Expected(Agreement alike) =>
        alike switch
        {
            Agreement.Yes => FitConversationPageTexts.ExpectedAlike,
            Agreement.Partly => FitConversationPageTexts.ExpectedPartlyAlike,
            _ => FitConversationPageTexts.ExpectedDifferently,
        };

    /// <summary>Where it stands for one of the two.</summary>
    public static string Standing(FitConversation fit, FitSide side) =>
        (fit, fit.SealOf(side) is not null, fit.SealOf(side.Opposite()) is not null) switch
        {
            ({ Ended: { Side: { } by } }, _, _) when by == side => FitConversationPageTexts.EndedByYou,
            ({ Ended: { } end }, _, _) => FitConversationPageTexts.EndedBy.With(new { person = EndedBy(fit, end) }),
            ({ IsRevealed: true }, _, _) => FitConversationPageTexts.BothAnswered,
            (_, false, false) => FitConversationPageTexts.NotYetAnswered,
            (_, false, true) => FitConversationPageTexts.OtherHasAnswered.With(
                new { opposite = fit[side.Opposite()].Name }
            ),
            _ => FitConversationPageTexts.AnsweredWaitsForOther.With(new { opposite = fit[side.Opposite()].Name }),
        };

    private static string EndedBy(FitConversation fit, FitEnded end) =>
        end.Side is { } by ? fit[by].Name : FitConversationPageTexts.ReviewOrganisers;
}

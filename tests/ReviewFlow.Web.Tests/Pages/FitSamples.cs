using ReviewFlow.Web.Features.FitConversations;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

/// <summary>Pages of a fit conversation, as a candidate who is on no roster would see them.</summary>
internal static class FitSamples
{
    private const string With = "Engineering Director, Marketplace";

    private static readonly (string, string, string) Strategy =
            ("productStrategy", "Product strategy", "How would you win, and what would you leave out?"),
        Culture = ("culture", "Culture", "How should our people work, decide and disagree?");

    private static readonly Option[] HowAlike =
    [
        new("yes", "Alike"),
        new("partly", "Partly alike"),
        new("no", "Differently"),
    ];

    private static readonly FitModel Unanswered = new(
        new("Fit conversation", "2026-Q3", "Example Delivery", "A Candidate"),
        With,
        "Not yet answered.",
        new("/fit/1/answer", Sample.Token, [Fields(Strategy), Fields(Culture)], IsAnswered: false),
        Topics: null,
        new("/fit/1/end", Sample.Token, new("sure", "Yes, delete what both of us wrote. It does not come back.")),
        new("/link/end", Sample.Token),
        More: []
    );

    public static readonly IReadOnlyDictionary<string, PageModel> All = new Dictionary<string, PageModel>
    {
        ["fit-unanswered"] = Unanswered,
        ["fit-answered"] = Unanswered with
        {
            Stands = $"You have answered. It will open once {With} has answered as well.",
            Form = Unanswered.Form! with
            {
                IsAnswered = true,
                Topics =
                [
                    Fields(Strategy, "Fewer bets, each one finished.", "partly"),
                    Fields(Culture, "We disagree early\nand in the open.", "yes"),
                ],
            },
            Receipt = new("Answered.", "2026-10-05 at 10:12 (Asia/Dubai)", 41),
            More = [new("You and Another Candidate", "/fit/2")],
        },
        ["fit-refused"] = Unanswered with
        {
            Form = Unanswered.Form! with
            {
                Topics = [Fields(Strategy, "", "yes", "Write what you think: Product strategy.")],
            },
            Refusal = new(
                "Your answers were not recorded",
                [new("Write what you think: Product strategy.", "words-productStrategy")]
            ),
        },
        ["fit-revealed"] = Unanswered with
        {
            Stands = "Both of you have answered. What each of you wrote stands side by side.",
            Form = null,
            Topics =
            [
                new(
                    "Culture",
                    "How should our people work, decide and disagree?",
                    "Both of you expected to see this alike.",
                    "We disagree early\nand in the open.",
                    "People say what they see, also to us."
                ),
                new(
                    "What we want to build",
                    "What should exist in three years that does not exist today?",
                    $"You expected to see this alike, {With} expected differently.",
                    "One checkout for every market.",
                    "A platform that others build on."
                ),
            ],
        },
        ["fit-over"] = Unanswered with
        {
            Stands = "Over: you ended it. What both of you wrote is deleted.",
            Form = null,
            End = null,
            Receipt = new("Ended.", "2026-10-05 at 10:12 (Asia/Dubai)", 42),
        },
        ["fit-not-sure"] = Unanswered with
        {
            Act = "end",
            End = Unanswered.End! with
            {
                Sure = Unanswered.End.Sure with
                {
                    Error = "Tick the box to say that you are sure: deleted answers do not come back.",
                },
            },
            Refusal = new(
                "Nothing was ended",
                [new("Tick the box to say that you are sure: deleted answers do not come back.", "sure")]
            ),
        },
        ["fits"] = new FitsModel(
            Unanswered.Frame with
            {
                Title = "Fit conversations",
            },
            [new($"You and {With}", "/fit/1"), new("You and Another Candidate", "/fit/2")]
        ),
    };

    private static FitTopicFields Fields(
        (string Name, string Title, string Question) topic,
        string words = "",
        string? alike = null,
        string? error = null
    ) =>
        new(
            topic.Title,
            new($"words-{topic.Name}", topic.Question, 1000, words, Error: error),
            new($"alike-{topic.Name}", "How alike will the two of you see this?", HowAlike, alike, Required: true)
        );
}

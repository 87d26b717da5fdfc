using ReviewFlow.Scorecards;
using ReviewFlow.Web.Features.Assessments;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

/// <summary>
/// A team's page through its joint assessment, and what of it everybody on the path reads afterwards.
/// </summary>
internal static partial class SampleAssessments
{
    private static readonly Option[] Ratings =
    [
        new("met", "Met", OutcomeStatus.Met),
        new("partly", "Partly", OutcomeStatus.Partly),
        new("missed", "Missed", OutcomeStatus.Missed),
    ];
    private static readonly Option[] Answers =
    [
        new("yes", "I agree to exactly these words"),
        new("otherwise", "I propose something else"),
    ];
    private static readonly Option[] ShareAnswers = [new("confirm", "I confirm it"), new("contest", "I contest it")];

    private static readonly TeamModel Assessed = Sample.Team with
    {
        Hash = null,
        SignOff = null,
        Return = null,
        Turn = null,
        Outcomes = [.. Sample.Outcomes.Select(o => o with { Rationale = null, StatusIs = "According to the figures" })],
    };

    private static readonly WorkWords Work = new(
        9,
        [new("Checkout conversion", "Days waited on the other side: 18", "Fraud rules get a joint owner and a date.")]
    );

    public static TeamModel Blind(string words = "") =>
        Assessed with
        {
            Stands = "Not rated yet. Product Director, Marketplace has sealed.",
            Assessing = new AssessingModel.Blind(1, null, true, Seal(null, "", words), null),
        };

    public static TeamModel Refused =>
        Blind() with
        {
            Assessing = new AssessingModel.Blind(
                1,
                null,
                true,
                Seal("missed", "Say why 'Checkout conversion' is not what its figures say."),
                null
            ),
            Refusal = new(
                "Your ratings were not sealed",
                [new("Say why 'Checkout conversion' is not what its figures say.", "note-0")]
            )
            {
                Kept = ["What stood in a field that is gone."],
            },
        };

    public static TeamModel Sealed(string words = "The mean hides the last four weeks.") =>
        Assessed with
        {
            Stands = "You have sealed. It is waiting for Product Director, Marketplace.",
            Assessing = new AssessingModel.Blind(
                2,
                "Engineering Director, Marketplace",
                false,
                Seal("met", "", words),
                Form("unseal")
            ),
        };

    public static IReadOnlyDictionary<string, PageModel> All =>
        new Dictionary<string, PageModel>
        {
            ["assessing-blind"] = Blind(),
            ["assessing-refused"] = Refused,
            ["assessing-sealed"] = Sealed(),
            ["assessing-revealed"] = Revealed(),
            ["assessing-settled"] = Settled(),
            ["team-jointly-rated"] = Joint(),
        };

    private static RoundForm Form(string formAction) => new($"/teams/checkout/{formAction}", Sample.Token, 1);

    private static SealForm Seal(string? chosen, string error, string note = "") =>
        new(
            Form("seal"),
            [
                .. Assessed.Outcomes.Select(
                    (o, i) =>
                        new RatingFields(
                            o,
                            new($"rating-{i}", "Your rating", Ratings, chosen, Required: true),
                            new(
                                $"note-{i}",
                                "Note",
                                1000,
                                note,
                                "If your rating differs from the figures, say why.",
                                i == 0 && error.Length > 0 ? error : null
                            )
                        )
                ),
            ]
        );

    private static GapFields Gap(string id, bool theirs, string words) =>
        new(
            $"digest-{id}",
            "d0",
            theirs ? new($"answer-{id}", "Your answer", Answers) : null,
            new($"rating-{id}", "Joint rating you propose", Ratings),
            new($"rationale-{id}", "Joint rationale", 2000, words)
        );

    private static ShareFields Share(string id, string words) =>
        new(
            new($"share-{id}", "Your organisation's share in it", 2000, words),
            new($"change-{id}", "What your organisation will change", 2000, words),
            new($"none-{id}", "My organisation had no part in it"),
            new($"because-{id}", "Why not", 2000)
        );

    private static AnswerFields Answer(string id, string words) =>
        new(
            $"digest-{id}",
            "d2",
            new($"answer-{id}", "Your answer", ShareAnswers),
            new($"why-{id}", "Your reason", 2000, words)
        );
}

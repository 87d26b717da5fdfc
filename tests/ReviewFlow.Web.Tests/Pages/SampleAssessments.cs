using ReviewFlow.Scorecards;
using ReviewFlow.Web.Features.Assessments;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

/// <summary>
/// A team's page through its joint assessment, and what of it everybody on the path reads afterwards.
/// </summary>
internal static class SampleAssessments
{
    private static readonly Option[] Ratings =
    [
        new("met", "Met", OutcomeStatus.Met),
        new("partly", "Partly", OutcomeStatus.Partly),
        new("missed", "Missed", OutcomeStatus.Missed),
    ];
    private static readonly Option[] Answers =
    [
        new("yes", "I agree with exactly these words"),
        new("otherwise", "I propose otherwise"),
    ];
    private static readonly Option[] ShareAnswers = [new("confirm", "I confirm it"), new("contest", "I contest it")];

    private static readonly TeamModel Assessed = Sample.Team with
    {
        Hash = null,
        SignOff = null,
        Return = null,
        Turn = null,
        Outcomes = [.. Sample.Outcomes.Select(o => o with { Rationale = null, StatusIs = "By the figures" })],
    };

    private static readonly WorkWords Work = new(
        9,
        [new("Checkout conversion", "Days waited on the other side: 18", "Fraud rules get a joint owner and a date.")]
    );

    public static TeamModel Blind(string words = "") =>
        Assessed with
        {
            Stands = "Not rated yet. Your partner has sealed.",
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
            Stands = "You have sealed. It waits for your partner.",
            Assessing = new AssessingModel.Blind(
                2,
                "Engineering Director, Marketplace",
                false,
                Seal("met", "", words),
                Form("unseal")
            ),
        };

    public static TeamModel Revealed(string words = "Two thirds of the way.") =>
        Assessed with
        {
            Stands = "Your partner proposed a joint rating.",
            OneSided = new(7, 6),
            Assessing = new AssessingModel.Revealed(
                1,
                null,
                [
                    new(
                        "0",
                        Assessed.Outcomes[0],
                        new(OutcomeStatus.Met, words),
                        new(OutcomeStatus.Partly, null),
                        Standing: new(false, new(OutcomeStatus.Partly, words)),
                        Fields: Gap("0", true, words)
                    ),
                    new(
                        "1",
                        Assessed.Outcomes[1],
                        new(OutcomeStatus.Met, null),
                        new(OutcomeStatus.Partly, words),
                        Standing: new(true, new(OutcomeStatus.Met, words)),
                        Fields: Gap("1", false, words)
                    ),
                    new(
                        "2",
                        Assessed.Outcomes[2],
                        new(OutcomeStatus.Missed, null),
                        new(OutcomeStatus.Missed, null),
                        Joint: new(OutcomeStatus.Missed, null)
                    ),
                ],
                Form("reconcile"),
                [
                    new(
                        "2",
                        words,
                        OutcomeStatus.Missed,
                        new(ShareState.Contested, new(words, words, null), words),
                        Share("2", words),
                        new(ShareState.Waits, new(null, null, words)),
                        Answer("2", words)
                    ),
                ],
                Form("account"),
                new(
                    null,
                    Work with
                    {
                        Walls = [Work.Walls[0] with { Change = words }],
                    },
                    false,
                    new(
                        Form("work"),
                        "d1",
                        new("answer", "Your answer", Answers),
                        new("meetings", "Joint meetings held", 0, 500, "9", words),
                        [
                            new(
                                1,
                                new("wall-1-outcome", "Outcome", [new("0", words)], "0"),
                                new(
                                    "wall-1-kind",
                                    "What went over the wall",
                                    [new("waited", "Days waited on the other side")],
                                    "waited"
                                ),
                                new("wall-1-days", "How many days", 1, 366, "18"),
                                new("wall-1-change", "What you both will change", 1000, words),
                                true
                            ),
                        ]
                    )
                )
            ),
        };

    public static TeamModel Settled(string words = "Two thirds of the way.") =>
        Assessed with
        {
            Stands = "You have done your part. It waits for your partner.",
            Assessing = new AssessingModel.Revealed(
                1,
                null,
                [
                    new(
                        "0",
                        Assessed.Outcomes[0],
                        new(OutcomeStatus.Met, null),
                        new(OutcomeStatus.Partly, null),
                        new(OutcomeStatus.Partly, words)
                    ),
                ],
                null,
                [
                    new(
                        "0",
                        "Checkout conversion",
                        OutcomeStatus.Partly,
                        new(ShareState.Confirmed, new(null, null, words), words),
                        null,
                        new(ShareState.Confirmed, new(words, words, null)),
                        null
                    ),
                ],
                null,
                new(Work, null, false, null)
            ),
            Trend = new(
                [
                    new("2026-Q1", "2 of 3", "67%", false),
                    new("2026-Q2", "0 of 2", "0%", false),
                    new("2026-Q3", "1 of 2", "50%", true),
                ],
                null
            ),
        };

    public static TeamModel Joint(string words = "Two thirds of the way.") =>
        Sample.Team with
        {
            Outcomes =
            [
                Sample.Outcomes[0] with
                {
                    StatusIs = "Joint rating",
                    ByFigures = OutcomeStatus.Met,
                    Rationale = words,
                    NotMet = new("The cause.", "The action.", "30 November 2026")
                    {
                        CauseSide = "Product",
                        ActionSide = "Technology",
                    },
                    Shares = new(new(words, words, null, null), new(null, null, words, words)),
                },
                Sample.Outcomes[1] with
                {
                    StatusIs = "Joint rating",
                },
            ],
            Work = Work,
            Trend = new(
                [new("2026-Q3", "1 of 2", "50%", true)],
                "The figure of 2026-Q2 is not available: its ledger could not be read."
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
                                "Say why, where your rating is not what the figures say.",
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
            new($"none-{id}", "My organisation has no share in it"),
            new($"because-{id}", "Why it has none", 2000)
        );

    private static AnswerFields Answer(string id, string words) =>
        new(
            $"digest-{id}",
            "d2",
            new($"answer-{id}", "Your answer", ShareAnswers),
            new($"why-{id}", "Your reason", 2000, words)
        );
}

using ReviewFlow.Scorecards;
using ReviewFlow.Web.Features.Assessments;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Pages;

// After the reveal.
internal static partial class SampleAssessments
{
    public static TeamModel Revealed(string words = "Two thirds of the way.") =>
        Assessed with
        {
            Stands = "Your partner proposed a joint rating.",
            OneSided = new(7, 6),
            Assessing = new AssessingModel.Revealed(
                1,
                null,
                Form("settle"),
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
                new(
                    null,
                    Work with
                    {
                        Walls = [Work.Walls[0] with { Change = words }],
                    },
                    false,
                    new(
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
                                new("wall-1-change", "What you will both change", 1000, words),
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
            Stands = "You have done your part. It is waiting for Product Director, Marketplace.",
            Assessing = new AssessingModel.Revealed(
                1,
                null,
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
}

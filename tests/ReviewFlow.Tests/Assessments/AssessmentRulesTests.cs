using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Assessments;

/// <summary>One team of market, whose one outcome is met by its figures; company is above.</summary>
public sealed class AssessmentRulesTests
{
    private const string Yes = "accepted";
    private const string Already = "already so";
    private const string Team = "checkout";

    private static readonly OutcomeId Growth = OutcomeId.Parse("growth");
    private static readonly SeatOf P = SampleRosters.Product("market"),
        T = SampleRosters.Technology("market");
    private static readonly RatingSheet Mine = Sheet(OutcomeStatus.Met, 'a'),
        Theirs = Sheet(OutcomeStatus.Missed, 'b');
    private static readonly ProposedRating Proposed = new(Growth, OutcomeStatus.Partly, "Late, but lasting");
    private static readonly Share Some = new(Growth, "We asked late", "We ask first", null),
        None = new(Growth, null, null, "A vendor's outage");
    private static readonly JointWork Work = new(4, []);

    private static readonly Dictionary<string, Func<Run>> States = new()
    {
        ["begun"] = Begun,
        ["sealed"] = () => Begun().Do(Team, Seal(P, Mine)),
        ["partner sealed"] = () => Begun().Do(Team, Seal(T, Theirs)),
        ["revealed"] = Revealed,
        ["proposed"] = () => Revealed().Do(Team, Propose(P)),
        ["partner proposed"] = PartnerProposed,
        ["confirmed"] = Confirmed,
        ["concluded"] = Concluded,
        ["voided"] = () => Begun().Do(Team, new SigningCommand.Void("Dissolved")),
    };

    private static readonly string[] Stages =
    [
        "begun",
        "sealed",
        "partner sealed",
        "revealed",
        "proposed",
        "partner proposed",
        "confirmed",
        "concluded",
        "voided",
    ];

    /// <summary>Everything from the product seat of the team's own pair, but where it says otherwise.</summary>
    private static readonly Dictionary<string, Func<Run, ReviewCommand>> Commands = new()
    {
        ["seal"] = _ => Seal(P, Mine, Theirs),
        ["seal of another round"] = _ => Seal(P, Mine, Theirs) with { Round = 2 },
        ["seal for another"] = _ => Seal(P, Mine, Theirs) with { By = SampleRosters.Holder(T) },
        ["seal from above"] = _ => Seal(SampleRosters.Product("company"), Mine, Theirs),
        ["seal without a note"] = _ => Seal(P, Sheet(OutcomeStatus.Partly, 'a', note: null), Theirs),
        ["seal nothing"] = _ => Seal(P, Mine with { Ratings = [] }, Theirs),
        ["unseal"] = _ => new AssessmentCommand.Unseal(P, SampleRosters.Holder(P), 1),
        ["propose"] = _ => Propose(P),
        ["propose without rationale"] = _ => new AssessmentCommand.Reconcile(
            P,
            SampleRosters.Holder(P),
            1,
            [],
            [Proposed with { Rationale = "" }]
        ),
        ["propose too much"] = _ => new AssessmentCommand.Reconcile(
            P,
            SampleRosters.Holder(P),
            1,
            [],
            [Proposed with { Rationale = new('x', 2001) }]
        ),
        ["confirm"] = _ => Confirm(P),
        ["confirm other words"] = _ => new AssessmentCommand.Reconcile(
            P,
            SampleRosters.Holder(P),
            1,
            [new(Growth, (Proposed with { Rationale = "Late" }).Digest())],
            []
        ),
        ["confirm and counter"] = _ => Confirm(P) with { Proposed = [Proposed with { Rationale = "Late" }] },
        ["share"] = _ => Account(P, [Some]),
        ["share too long"] = _ => Account(P, [Some with { Text = new('x', 2001) }]),
        ["half a share"] = _ => Account(P, [Some with { Change = null }]),
        ["work"] = _ => new AssessmentCommand.ProposeWork(P, SampleRosters.Holder(P), 1, Work),
        ["confirm no work"] = _ => new AssessmentCommand.ConfirmWork(P, SampleRosters.Holder(P), 1, Work.Digest()),
        ["sign"] = run => new SigningCommand.SignOff(P, SampleRosters.Holder(P), run.Review(Team).Hash),
    };

    private static readonly (string Command, string[] Answers)[] Table =
    [
        // The same again is no error, also where the step before it revealed or concluded.
        ("seal", [Yes, Yes, Yes, Already, Already, Already, Already, Already, "TeamVoided"]),
        ("seal of another round", [.. Enumerable.Repeat("OutOfDate", 7), "NotAssessed", "TeamVoided"]),
        ("seal for another", [.. Enumerable.Repeat("NotYours", 9)]),
        ("seal from above", [.. Enumerable.Repeat("NotYours", 7), "NotAssessed", "TeamVoided"]),
        (
            "seal without a note",
            [
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "Revealed",
                "Revealed",
                "Revealed",
                "Revealed",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "seal nothing",
            [
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "Revealed",
                "Revealed",
                "Revealed",
                "Revealed",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "unseal",
            [Already, Yes, Already, "Revealed", "Revealed", "Revealed", "Revealed", "NotAssessed", "TeamVoided"]
        ),
        ("propose", ["NotRevealed", "NotRevealed", "NotRevealed", Yes, Already, Yes, Already, Already, "TeamVoided"]),
        (
            "propose without rationale",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "propose too much",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "confirm",
            ["NotRevealed", "NotRevealed", "NotRevealed", "OutOfDate", "NotYours", Yes, Already, Already, "TeamVoided"]
        ),
        (
            "confirm other words",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "confirm and counter",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "NotYours",
                "NotComplete",
                "OutOfDate",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "share",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                Yes,
                Already,
                "TeamVoided",
            ]
        ),
        (
            "share too long",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "NotComplete",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "half a share",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "NotComplete",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        ("work", ["NotRevealed", "NotRevealed", "NotRevealed", Yes, Yes, Yes, Yes, Already, "TeamVoided"]),
        (
            "confirm no work",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                Already,
                "TeamVoided",
            ]
        ),
        ("sign", [.. Enumerable.Repeat("NotYetYourTurn", 7), Yes, "TeamVoided"]),
    ];

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var (command, answers) in Table)
            {
                foreach (var (stage, answer) in Stages.Zip(answers))
                    cases.Add(stage, command, answer);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_command_has_its_answer_in_every_state(string state, string command, string answer)
    {
        var run = States[state]();
        run.Do(Team, Commands[command](run));
        Assert.Equal(
            answer,
            run.Last switch
            {
                Decision.Accepted => Yes,
                Decision.Refused refused => refused.Why.ToString(),
                _ => Already,
            }
        );
    }

    /// <summary>Computed with Python's hashlib over RFC 8785 text.</summary>
    [Theory]
    [InlineData(Seat.Product, 1, "089e547702ebd152f4038b8e9bbcd10741f043e60c0ef931a98ca35a612a64a9")]
    [InlineData(Seat.Technology, 1, "bf333b887e4654d29ed4320beab7e8a7551bf6221ae508aa7abb062d207808ab")]
    [InlineData(Seat.Product, 2, "e212cd8bb8fd5c64a1b88069d27cd4b073d6227848dcac6d8be33c50c3f6e614")]
    public void A_commitment_is_the_hash_that_docs_ledger_says(Seat seat, int round, string hash) =>
        Assert.Equal(
            hash,
            new RatingSheet(
                [
                    new(Growth, OutcomeStatus.Partly, "Zwei späte \"Starts\"\n"),
                    new(OutcomeId.Parse("quality"), OutcomeStatus.Met, null),
                ],
                new string('a', 64)
            ).Commitment(SampleRosters.Q3, SampleRosters.Team(Team), round, seat)
        );

    [Fact]
    public void A_digest_binds_to_the_exact_text()
    {
        Assert.Distinct(
            new[]
            {
                Proposed,
                Proposed with
                {
                    Value = OutcomeStatus.Met,
                },
                Proposed with
                {
                    Rationale = "Late, but lasting ",
                },
                Proposed with
                {
                    Outcome = OutcomeId.Parse("quality"),
                },
            }.Select(p => p.Digest())
        );
        Assert.Distinct(
            new[]
            {
                Some,
                Some with
                {
                    Text = "we asked late",
                },
                Some with
                {
                    Change = "We ask",
                },
                None,
                None with
                {
                    NoneBecause = "An outage",
                },
                Some with
                {
                    Outcome = OutcomeId.Parse("quality"),
                },
            }.Select(s => s.Digest())
        );
        Wall wall = new(Growth, WallKind.DaysWaited, 3, "A shared board");
        Assert.Distinct(
            new[]
            {
                Work,
                Work with
                {
                    Meetings = 5,
                },
                new(4, [wall]),
                new(4, [wall with { Days = 4 }]),
                new(4, [wall with { Change = "A board" }]),
                new(4, [wall, wall]),
            }.Select(w => w.Digest())
        );
        Assert.Equal("6b9ec5a6ef4b6a4dec80d9743b8690500871b7d29dcbf44009107f4a812259a8", Proposed.Digest());
    }

    [Theory]
    [InlineData(4, 1, false)]
    [InlineData(5, 0, true)]
    [InlineData(4, 0, false)]
    [InlineData(8, 2, false)]
    [InlineData(1, 9, true)]
    [InlineData(0, 0, false)]
    public void More_than_four_fifths_of_at_least_five_actions_on_one_side_are_one_sided(
        int product,
        int technology,
        bool oneSided
    ) => Assert.Equal(oneSided, new Balance(product, technology).IsOneSided);

    [Fact]
    public void Whoever_says_they_have_no_share_cannot_agree_that_the_other_has_none()
    {
        // Each contests the other's "none", then confirms it after all.
        var run = Confirmed()
            .Do(Team, Account(P, [None]))
            .Do(Team, Account(T, [None], new ShareAnswer(Growth, None.Digest(), false, "You do")));
        run.Do(Team, Account(P, [], new ShareAnswer(Growth, None.Digest(), true, "So be it")));
        run.Do(Team, Account(T, [], new ShareAnswer(Growth, None.Digest(), true, "So be it")));
        Assert.Equal(Refusal.NotComplete, run.Refusal);
        Assert.Equal(Stage.Assessing, run.Review(Team).Stage);
    }

    [Theory]
    [InlineData(true, null, "NotComplete")]
    [InlineData(true, "It was the vendor", Yes)]
    [InlineData(false, null, "NotComplete")]
    [InlineData(false, "You chose the vendor", Yes)]
    public void A_one_sided_cause_needs_a_reason_from_both(bool confirmed, string? reason, string answer)
    {
        var run = Confirmed()
            .Do(Team, Account(P, [None]))
            .Do(Team, Account(T, [Some], new ShareAnswer(Growth, None.Digest(), confirmed, reason)));
        Assert.Equal(answer, run.Last is Decision.Accepted ? Yes : $"{run.Refusal}");
    }

    [Fact]
    public void A_no_after_the_yes_is_told_that_the_yes_stands()
    {
        var run = Confirmed()
            .Do(Team, Account(P, [Some]))
            .Do(Team, Account(T, [], new ShareAnswer(Growth, Some.Digest(), true, null)));
        run.Do(Team, Account(T, [], new ShareAnswer(Growth, Some.Digest(), false, "After all not")));
        Assert.Equal(Refusal.OutOfDate, run.Refusal);
    }

    [Fact]
    public void The_next_round_asks_anew_and_remembers_what_the_pair_saw()
    {
        var review = Concluded().Return(Team, P).Review(Team);
        Assert.Equal(
            (2, false, Mine),
            (review.Assessment!.Round, review.Assessment.IsRevealed, review.Assessment.Before!.ProductSheet)
        );
        Assert.Null(review.Assessment.Before.Before);
    }

    [Fact]
    public void Any_change_of_what_was_agreed_on_changes_the_review_hash()
    {
        var (review, a) = (Concluded().Review(Team), Concluded().Review(Team).Assessment!);
        var o = a.Outcomes[0];
        Assessment[] others =
        [
            a,
            With(o with { Joint = o.Joint! with { Value = OutcomeStatus.Missed } }),
            With(o with { Joint = o.Joint! with { Rationale = "Other words" } }),
            With(o with { ProductShare = new(Some with { Change = "Other" }, o.ProductShare!.Answer) }),
            With(
                o with
                {
                    TechnologyShare = o.TechnologyShare! with
                    {
                        Answer = o.TechnologyShare.Answer! with { Reason = "Another reason" },
                    },
                }
            ),
            a with
            {
                Work = Work with { Meetings = 5 },
            },
        ];
        Assert.Distinct(others.Select(x => ReviewHash.Of(SampleRosters.Q3, review, x)));
        Assert.Equal(review.Hash, ReviewHash.Of(SampleRosters.Q3, review, a));

        Assessment With(Reconciliation changed) => a with { Outcomes = [changed] };
    }

    [Fact]
    public void What_is_opened_otherwise_than_sealed_cannot_follow()
    {
        var quarter = Revealed().Quarter;
        var before = Begun().Do(Team, Seal(P, Mine)).Quarter;
        var revealed = new RatingsRevealed(
            SampleRosters.Start,
            SampleRosters.Team(Team),
            SampleRosters.Holder(P),
            Mine,
            Theirs
        );
        Assert.True(quarter.Reviews[SampleRosters.Team(Team)].Assessment!.IsRevealed);
        Assert.Throws<InvalidOperationException>(() => QuarterRules.Evolve(before, SampleRosters.Q3, revealed));
        Assert.Throws<InvalidOperationException>(() =>
            QuarterRules.Evolve(quarter, SampleRosters.Q3, revealed with { Product = Theirs })
        );
    }

    [Fact]
    public void After_the_second_seal_the_partner_alone_is_told_and_nobody_is_reminded_of_a_wait_that_was_not_theirs()
    {
        var run = Begun().Do(Team, Seal(P, Mine)).Wake(Instant.FromUtc(2026, 10, 7, 5, 0));
        run.Do(Team, Seal(T, Theirs, Mine));
        Assert.Empty(run.Events.OfType<LeaderReminded>());
        Assert.Equal(
            [SampleRosters.Holder(P)],
            run.Wake(run.At + TurnDigest.MaxWait).Owed.OfType<Notice.YourTurn>().Select(n => n.To)
        );
        Assert.Empty(run.Events.OfType<LeaderReminded>());
        Assert.Equal(2, run.Wake(Instant.FromUtc(2026, 10, 9, 5, 0)).Events.OfType<LeaderReminded>().Count());
    }

    [Fact]
    public void Who_has_sealed_is_not_reminded_and_the_deadline_concludes_nothing()
    {
        var run = Begun().Do(Team, Seal(P, Mine)).Wake(Instant.FromUtc(2026, 10, 5, 5, 0));
        Assert.Equal(SampleRosters.Holder(T).Id, Assert.Single(run.Events.OfType<LeaderReminded>()).Leader);
        run.Wake(Instant.FromUtc(2026, 10, 14, 5, 0));
        Assert.Equal(2, run.Owed.OfType<Notice.Escalated>().Count());
        Assert.Equal(Stage.Assessing, run.Review(Team).Stage);
    }

    [Fact]
    public void A_wish_to_take_over_ends_when_the_pair_comes_to_one_view()
    {
        var (one, other) = (SampleRosters.Product("company"), SampleRosters.Technology("company"));
        var run = Begun()
            .Do(Team, new TakeOverCommand.TakeOver(one, SampleRosters.Holder(one), P.Pair, "They do not rate"));
        Conclude(run);
        run.Do(Team, new TakeOverCommand.TakeOver(other, SampleRosters.Holder(other), P.Pair, "They do not rate"));
        Assert.Null(run.Review(Team).StepOf(P.Pair)!.TakenOver);
    }

    private static Run Begun() =>
        new(
            SampleRosters.Of(
                SampleRosters.OneTeam.Pairs,
                SampleRosters.OneTeam.Teams,
                SampleRosters.Ops,
                assessment: AssessmentMode.Joint
            )
        );

    private static Run Revealed() => Begun().Do(Team, Seal(P, Mine)).Do(Team, Seal(T, Theirs, Mine));

    private static Run PartnerProposed() => Revealed().Do(Team, Propose(T));

    private static Run Confirmed() => PartnerProposed().Do(Team, Confirm(P));

    private static Run Concluded() => Conclude(Begun());

    private static Run Conclude(Run run) =>
        run.Do(Team, Seal(P, Mine))
            .Do(Team, Seal(T, Theirs, Mine))
            .Do(Team, Propose(T))
            .Do(Team, Confirm(P))
            .Do(Team, Account(P, [Some]))
            .Do(Team, Account(T, [None], new ShareAnswer(Growth, Some.Digest(), true, null)))
            .Do(Team, Account(P, [], new ShareAnswer(Growth, None.Digest(), true, "It was ours")))
            .Do(Team, new AssessmentCommand.ProposeWork(P, SampleRosters.Holder(P), 1, Work))
            .Do(Team, new AssessmentCommand.ConfirmWork(T, SampleRosters.Holder(T), 1, Work.Digest()));

    private static RatingSheet Sheet(OutcomeStatus value, char salt, string? note = "As I see it") =>
        new([new(Growth, value, note)], new string(salt, 64));

    private static AssessmentCommand.Seal Seal(SeatOf seat, RatingSheet sheet, RatingSheet? partner = null) =>
        new(seat, SampleRosters.Holder(seat), 1, sheet, partner);

    private static AssessmentCommand.Reconcile Propose(SeatOf seat) =>
        new(seat, SampleRosters.Holder(seat), 1, [], [Proposed]);

    private static AssessmentCommand.Reconcile Confirm(SeatOf seat) =>
        new(seat, SampleRosters.Holder(seat), 1, [new(Growth, Proposed.Digest())], []);

    private static AssessmentCommand.Account Account(
        SeatOf seat,
        ImmutableArray<Share> shares,
        params ImmutableArray<ShareAnswer> answers
    ) => new(seat, SampleRosters.Holder(seat), 1, shares, answers);
}

using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Tests;

/// <summary>Rosters as tests need them: small, sound and the same every time.</summary>
internal static class SampleRosters
{
    public static readonly QuarterId Q3 = QuarterId.Parse("2026-Q3");

    /// <summary>Thursday, 1 October 2026, ten in the morning in Dubai.</summary>
    public static readonly Instant Start = Instant.FromUtc(2026, 10, 1, 6, 0);

    public static readonly Person Ceo = new("The CEO", "ceo@example.com");
    public static readonly Person Ops = new("The Ops", "ops@example.com");
    public static readonly DeadlineSettings Deadlines = new([2, 4], 7);

    public static readonly WorkingCalendar Dubai = new(
        "Asia/Dubai",
        [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday],
        [new LocalDate(2026, 10, 12)]
    );

    public static PairId PairOf(string id) => PairId.Parse(id);

    public static TeamId Team(string id) => TeamId.Parse(id);

    public static SeatOf Product(string pair) => new(PairOf(pair), Seat.Product);

    public static SeatOf Technology(string pair) => new(PairOf(pair), Seat.Technology);

    /// <summary>The person who holds a seat in every roster of this file.</summary>
    public static Person Holder(SeatOf seat) =>
        new($"{seat.Seat} of {seat.Pair}", $"{seat.Seat}.{seat.Pair}@example.com".ToLowerInvariant());

    public static Pair Pair(string id, string? parent = null) =>
        new(PairOf(id), parent is null ? null : PairOf(parent), Holder(Product(id)), Holder(Technology(id)));

    public static Outcome Outcome(
        decimal actual = 100,
        string id = "growth",
        decimal baseline = 0,
        decimal target = 100,
        Better better = Better.Higher
    ) =>
        new(
            OutcomeId.Parse(id),
            "Grow",
            "Growth",
            "%",
            better,
            baseline,
            target,
            actual,
            Evidence: null,
            Cause: "Late start",
            Action: "Start early",
            ActionDue: new LocalDate(2026, 11, 30)
        );

    /// <summary>Contents differ exactly when <paramref name="actual"/> does.</summary>
    public static Scorecard Card(decimal actual = 100) => new(new Budget("USD", 1000, 900), [Outcome(actual)]);

    public static TeamEntry Entry(string id, string pair, decimal actual = 100) =>
        new(Team(id), $"Team {id}", PairOf(pair), Card(actual));

    public static Roster Of(
        ImmutableArray<Pair> pairs,
        ImmutableArray<TeamEntry> teams,
        Person? ops = null,
        string hash = "roster-1",
        AssessmentMode assessment = AssessmentMode.SignOffOnly
    ) => new(Q3, "Example", Ceo, ops, Dubai, Deadlines, pairs, teams, hash, assessment);

    /// <summary>Two pairs below the root, a team for each of the three.</summary>
    public static Roster ThreePairs { get; } =
        Of(
            [Pair("company"), Pair("market", "company"), Pair("logistics", "company")],
            [Entry("checkout", "market"), Entry("dispatch", "logistics"), Entry("platform", "company")],
            Ops
        );

    /// <summary>One team, one pair below the root.</summary>
    public static Roster OneTeam { get; } =
        Of([Pair("company"), Pair("market", "company")], [Entry("checkout", "market")], Ops);
}

using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Tests.Laws;

internal enum Move
{
    SignNext,
    SignAmiss,
    SignTeam,
    SignAll,
    Return,
    Withdraw,
    TakeBackReturn,
    Amend,
    VoidTeam,
    VoidQuarter,
    Start,
    Extend,
    Wake,
    Release,
    Unreached,
    AssessNext,
    AssessTeam,
    AssessAmiss,
    SealAgain,
    TakeOver,
    Delegate,
    EndDelegation,
}

/// <summary>One move of a story; the numbers choose team, seat, person and fault when the move is made.</summary>
internal sealed record Step(Move Move, int A, int B, int C, int HoursLater);

/// <summary>A small roster and what everybody tries to do with it.</summary>
internal sealed record Story(Roster Roster, ImmutableArray<Step> Steps)
{
    public override string ToString() =>
        $"{Roster.Assessment}; {string.Join(", ", Roster.Pairs.Select(p => $"{p.Id}<{p.Parent}"))}; "
        + $"{string.Join(", ", Roster.Teams.Select(t => $"{t.Id}:{t.Pair}"))}; {string.Join(" | ", Steps)}";

    private static readonly Gen<Move> Moves = Gen.Frequency(
        (20, Move.SignNext),
        (12, Move.SignAmiss),
        (8, Move.SignTeam),
        (7, Move.SignAll),
        (5, Move.Return),
        (7, Move.Withdraw),
        (6, Move.TakeBackReturn),
        (8, Move.Amend),
        (2, Move.VoidTeam),
        (1, Move.VoidQuarter),
        (2, Move.Start),
        (2, Move.Extend),
        (9, Move.Wake),
        (8, Move.Release),
        (2, Move.Unreached),
        (30, Move.AssessNext),
        (9, Move.AssessTeam),
        (16, Move.AssessAmiss),
        (6, Move.SealAgain),
        (6, Move.TakeOver),
        (7, Move.Delegate),
        (3, Move.EndDelegation)
    );

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Moves,
        Gen.Int[0, 11],
        Gen.Int[0, 11],
        Gen.Int[0, 11],
        Gen.Int[0, 60],
        (move, a, b, c, later) => new Step(move, a, b, c, later)
    );

    /// <summary>
    /// Trees of one to three levels, one to four teams; now and then a leader holds the same kind of seat twice, or ops
    /// leads.
    /// </summary>
    private static readonly Gen<Roster> AnyRoster = Gen.Select(
        Gen.Int[0, 11].Array[0, 3],
        Gen.Int[0, 11].Array[1, 4],
        Gen.Int[0, 5],
        Gen.Int[0, 5],
        Gen.Int[0, 2],
        (above, teams, shared, ops, mode) =>
            Make(above, teams, shared, ops, mode == 0 ? AssessmentMode.SignOffOnly : AssessmentMode.Joint)
    );

    public static readonly Gen<Story> Any = Gen.Select(AnyRoster, AnyStep.Array[4, 36], (roster, steps) =>
        new Story(roster, [.. steps])
    );

    /// <summary>
    /// Contents differ exactly when <paramref name="actual"/> does; what is assessed jointly has two outcomes, so that
    /// one can be ahead of the other.
    /// </summary>
    public static Scorecard Card(AssessmentMode mode, decimal actual = 100) =>
        mode == AssessmentMode.Joint
            ? SampleRosters.Card(actual) with
            {
                Outcomes = [SampleRosters.Outcome(actual), SampleRosters.Outcome(40, "quality")],
            }
            : SampleRosters.Card(actual);

    private static Roster Make(int[] above, int[] teams, int shared, int ops, AssessmentMode mode)
    {
        var pairs = new List<Pair> { SampleRosters.Pair("p0") };
        var depth = new List<int> { 1 };
        foreach (var choice in above)
        {
            var parents = Enumerable.Range(0, pairs.Count).Where(i => depth[i] < 3).ToArray();
            var parent = parents[choice % parents.Length];
            depth.Add(depth[parent] + 1);
            pairs.Add(SampleRosters.Pair($"p{pairs.Count}", $"p{parent}"));
        }
        if (shared == 0 && pairs.Count > 1)
            pairs[1] = pairs[1] with { Product = pairs[0].Product };
        if (shared == 1 && pairs.Count > 2)
            pairs[2] = pairs[2] with { Technology = pairs[1].Technology };
        return SampleRosters.Of(
            [.. pairs],
            [
                .. teams.Select(
                    (choice, i) =>
                        SampleRosters.Entry($"t{i}", $"p{choice % pairs.Count}") with
                        {
                            Scorecard = Card(mode),
                        }
                ),
            ],
            ops switch
            {
                0 => null,
                1 => pairs[^1].Product,
                _ => SampleRosters.Ops,
            },
            assessment: mode
        );
    }
}

using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Rosters;

/// <summary>What a quarter starts from: a file that was checked and found sound, see docs/roster.md.</summary>
/// <param name="Hash">SHA-256 of the file's canonical JSON.</param>
public sealed record Roster(
    QuarterId Quarter,
    string Company,
    Person Ceo,
    Person? Ops,
    WorkingCalendar Calendar,
    DeadlineSettings Deadlines,
    ImmutableArray<Pair> Pairs,
    ImmutableArray<TeamEntry> Teams,
    string Hash,
    AssessmentMode Assessment = AssessmentMode.Joint
)
{
    /// <summary>
    /// Groups of addresses of which ops state that each is another person, although the names are alike.
    /// </summary>
    public ImmutableArray<ImmutableArray<PersonId>> Namesakes { get; init; } = [];
}

/// <summary>A team of a roster with the first revision of its scorecard.</summary>
public sealed record TeamEntry(TeamId Id, string Name, PairId Pair, Scorecard Scorecard);

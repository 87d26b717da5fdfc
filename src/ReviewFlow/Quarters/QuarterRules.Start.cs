using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Rosters;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Quarters;

public static partial class QuarterRules
{
    private static ImmutableArray<QuarterEvent> Started(Roster roster, Instant at) =>
        [
            new QuarterStarted(
                at,
                roster.Company,
                roster.Ceo,
                roster.Ops,
                roster.Calendar,
                roster.Deadlines,
                roster.Pairs,
                roster.Calendar.After(roster.Calendar.DateOf(at), roster.Deadlines.DueAfterBusinessDays),
                roster.Hash,
                roster.Assessment,
                roster.Namesakes.IsEmpty ? null : roster.Namesakes
            ),
            .. roster.Teams.Select(team => Opened(roster.Quarter, team, at)),
        ];

    private static ReviewOpened Opened(QuarterId quarter, TeamEntry team, Instant at)
    {
        var content = team.Scorecard.ContentHash();
        return new(
            at,
            team.Id,
            team.Name,
            team.Pair,
            team.Scorecard,
            content,
            ReviewHash.Of(quarter, team.Id, 1, content)
        );
    }

    private static Quarter Begin(QuarterId id, QuarterStarted e) =>
        new(
            id,
            Version: 0,
            QuarterStage.Open,
            e.RosterHash,
            e.At,
            e.Company,
            e.Ceo,
            e.Ops,
            e.Calendar,
            e.Deadlines,
            new PairTree(e.Pairs),
            e.Due,
            [],
            ImmutableDictionary<TeamId, Review>.Empty,
            [],
            ImmutableDictionary<PersonId, Reminded>.Empty,
            [],
            Escalation: null,
            VoidReason: null,
            Release: null
        )
        {
            Assessment = e.Assessment ?? AssessmentMode.SignOffOnly,
            Namesakes = e.Namesakes ?? [],
        };
}

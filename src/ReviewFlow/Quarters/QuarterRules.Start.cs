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
            .. Opened(roster, new PairTree(roster.Pairs), at),
        ];

    private static IEnumerable<ReviewOpened> Opened(Roster roster, PairTree pairs, Instant at) =>
        from team in roster.Teams
        let content = team.Scorecard.ContentHash()
        select new ReviewOpened(
            at,
            team.Id,
            team.Name,
            team.Pair,
            team.Scorecard,
            content,
            ReviewHash.Of(roster.Quarter, team.Id, revision: 1, round: 1, pairs.PathFrom(team.Pair), content)
        );

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
            Escalation: null,
            VoidReason: null,
            Release: null
        )
        {
            Assessment = e.Assessment ?? AssessmentMode.SignOffOnly,
            Namesakes = e.Namesakes ?? [],
        };

    private static Quarter Told(Quarter quarter, LeadersInvited e) =>
        quarter with
        {
            Invited = quarter.Invited.Union(e.Turns.Select(t => t.Pair)),
            Reviews = quarter.Reviews.SetItems(
                e.Turns.GroupBy(t => t.Team).Select(g => KeyValuePair.Create(g.Key, ToldOf(quarter.Reviews[g.Key], g)))
            ),
        };

    private static Review ToldOf(Review review, IEnumerable<Turn> turns) =>
        review with
        {
            Path = [.. review.Path.Select(l => turns.Any(t => t.Pair == l.Pair) ? l with { Told = true } : l)],
        };
}

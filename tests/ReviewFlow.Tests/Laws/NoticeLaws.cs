using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Laws;

/// <summary>What the notices of one event must keep to.</summary>
internal static class NoticeLaws
{
    public static string? FirstBroken(
        Quarter? before,
        QuarterEvent happened,
        Quarter after,
        ImmutableArray<Notice> owed,
        Func<string, IEnumerable<string>> delegates
    )
    {
        if (owed.GroupBy(n => (n.GetType(), n.To.Email)).Any(g => g.Count() > 1))
            return Law.OneNoticeEach;
        if (owed.Where(n => n.To.Email == after.Ceo.Email).Any(n => Plain.Inside<Person>(n).Any(p => p != after.Ceo)))
            return Law.CeoReadsNoName;
        return happened switch
        {
            LeadersInvited e when !Told<Notice.Invitation>().SetEquals(BothOf(e.Turns.Select(t => t.Pair))) =>
                Law.BothAreTold,
            DeadlineEscalated e when !Told<Notice.Escalated>().SetEquals(BothOf(e.Turns.Select(t => t.Pair))) =>
                Law.BothAreTold,
            DeadlineEscalated when !Told<Notice.AwaitingJointSignOff>().Contains(after.Ceo.Email) => Law.BothAreTold,
            LeaderReminded e when $"{e.Leader}" == after.Ops?.Email && after.Pairs.SeatsOf(e.Leader).IsEmpty => owed
                is [Notice.OpenWork]
                ? null
                : Law.BothAreTold,
            LeaderReminded e when e.Turns.Any(t => after.Reviews[t.Team].Stage == Stage.Returned) => $"{e.Leader}"
                == after.Ops?.Email
            && Told<Notice.Reminder>().Contains($"{e.Leader}")
                ? null
                : Law.BothAreTold,
            LeaderReminded e
                when !Told<Notice.Reminder>().SetEquals(delegates($"{e.Leader}").Prepend($"{e.Leader}"))
                    || owed.Any(n => n is not Notice.Reminder)
                    || !e.Turns.All(t => BothOf([t.Pair]).Contains($"{e.Leader}")) => Law.BothAreTold,
            AssessmentEvent when !owed.IsEmpty => Law.MovesAreTold,
            TurnsDigested when owed.Any(n => n is not Notice.YourTurn) => Law.MovesAreTold,
            ScorecardAmended e
                when !Told<Notice.Amended>().IsSupersetOf(BothOf(Fell(e.Team).Append(after.Reviews[e.Team].Pair))) =>
                Law.ChangeIsTold,
            _ => null,
        };

        HashSet<string> Told<T>()
            where T : Notice => [.. owed.OfType<T>().Select(n => n.To.Email)];

        HashSet<string> BothOf(IEnumerable<PairId> pairs) =>
            [
                .. after
                    .Pairs.All.Where(p => pairs.Contains(p.Id))
                    .SelectMany(p => new[] { p.Product.Email, p.Technology.Email })
                    .SelectMany(l => delegates(l).Prepend(l)),
            ];

        IEnumerable<PairId> Fell(TeamId team) => before!.Reviews[team].SignOffs.Select(s => s.Seat.Pair);
    }
}

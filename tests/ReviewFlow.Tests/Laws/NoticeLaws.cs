using System.Collections.Immutable;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reviews;

namespace ReviewFlow.Tests.Laws;

/// <summary>What the notices of one event must keep to.</summary>
internal static class NoticeLaws
{
    public static string? FirstBroken(Quarter? before, QuarterEvent happened, Quarter after, ImmutableArray<Notice> owed)
    {
        if (owed.GroupBy(n => (n.GetType(), n.To.Email)).Any(g => g.Count() > 1)) return Law.OneNoticeEach;
        if (owed.Where(n => n.To.Email == after.Ceo.Email).Any(n => Plain.Inside<Person>(n).Any(p => p != after.Ceo))) return Law.CeoReadsNoName;
        return happened switch
        {
            LeadersInvited e when !Told<Notice.Invitation>().SetEquals(BothOf(e.Turns.Select(t => t.Pair))) => Law.BothAreTold,
            DeadlineEscalated e when !Told<Notice.Escalated>().SetEquals(BothOf(e.Turns.Select(t => t.Pair))) => Law.BothAreTold,
            DeadlineEscalated when !Told<Notice.AwaitingJointSignOff>().Contains(after.Ceo.Email) => Law.BothAreTold,
            LeaderReminded e when owed is not [Notice.Reminder r] || r.To.Email != e.Leader.ToString() || !e.Turns.All(t => BothOf([t.Pair]).Contains(r.To.Email)) => Law.BothAreTold,
            ScorecardAmended e when !Told<Notice.Amended>().IsSupersetOf(BothOf(Fell(e.Team).Append(after.Reviews[e.Team].Pair))) => Law.ChangeIsTold,
            _ => null,
        };

        HashSet<string> Told<T>() where T : Notice => [.. owed.OfType<T>().Select(n => n.To.Email)];

        HashSet<string> BothOf(IEnumerable<PairId> pairs) =>
            [.. after.Pairs.All.Where(p => pairs.Contains(p.Id)).SelectMany(p => new[] { p.Product.Email, p.Technology.Email })];

        IEnumerable<PairId> Fell(TeamId team) => before!.Reviews[team].SignOffs.Select(s => s.Seat.Pair);
    }
}

using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Deadlines;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Offices;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Receipts;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Quarters;

/// <summary>Who has to be told of what happened. One notice per person and occasion, never one per team.</summary>
public static class Notices
{
    /// <param name="before">The quarter before <paramref name="happened"/>; null before its first start.</param>
    /// <param name="after">The quarter after it.</param>
    public static IEnumerable<Notice> Owed(Quarter? before, QuarterEvent happened, Quarter after) =>
        happened switch
        {
            LeadersInvited e => from leader in Digest(after, e.Turns, e.At)
            select new Notice.Invitation(leader.Person, leader.Turns),
            TurnsDigested e => from leader in Moved(before!, e) select new Notice.YourTurn(leader.Person, leader.Turns),
            LeaderReminded e => Reminded(after, e),
            ReceiptsSent e => from id in e.To
            from person in after.OnFile(id, e.At)
            select new Notice.Receipt(person, [.. before!.Receipts.Where(r => r.To == id)]),
            DeadlineEscalated e =>
            [
                .. from leader in Digest(after, e.Turns, e.At)
                select new Notice.Escalated(leader.Person, e.Due, leader.Turns),
                new Notice.AwaitingJointSignOff(after.Ceo, e.Due, [.. e.Turns.Select(t => t.Team)]),
                .. from ops in OpsUnlessCeo(after)
                where Digest(after, e.Turns, e.At).All(leader => leader.Person.Id != ops.Id)
                select new Notice.OpenWork(ops, Number: null, e.Turns),
            ],

            ReviewReturned e => Returned(before!, e, after),
            ReturnTakenBack e => from person in ToldOfReturn(after, e.Team, e.At)
            where person.Id != e.By.Id
            let stands = after.Reviews[e.Team].SignOffs.Any(s => s.SignOff.Signer.Id == person.Id)
            select new Notice.ReturnTakenBack(person, e.Team, e.Seat, e.By, e.Reason, stands),
            SignOffWithdrawn e => from person in WithDelegates(before!, Concerned(before!, e.Team), e.At)
            where person.Id != e.By.Id
            let fell = before!
                .Reviews[e.Team]
                .SignOffs.Any(s => s.SignOff.Signer.Id == person.Id && after.Reviews[e.Team].SignOffOf(s.Seat) is null)
            select new Notice.Withdrawn(person, e.Team, e.Seat, e.By, e.Reason, fell),
            ScorecardAmended e => Amended(before!, e, after),

            PartnershipEvent e => PartnershipNotices.Owed(before!, e, after),
            FitEvent e => FitNotices.Owed(before!, e, after),
            TakeOverProposed e => from person in WithDelegate(
                after,
                after.Pairs[e.Seat with { Seat = e.Seat.Seat.Other() }],
                e.At
            )
            select new Notice.TakeOverProposed(person, e.Team, e.Pair, e.By, e.Reason),
            TakenOver e => from seat in Enum.GetValues<Seat>()
            from person in WithDelegate(after, after.Pairs[e.Pair][seat], e.At)
            select new Notice.TakenOver(person, e.Team, e.Pair, e.Reason),
            DelegateNamed e => from person in Partners(after, e.Leader)
                .Prepend(e.Delegate)
                .Append(e.Leader)
                .DistinctBy(p => p.Id)
            select new Notice.DelegateNamed(person, e.Leader, e.Delegate, e.From, e.Until),
            DelegationEnded e => from person in Partners(after, e.Leader).Prepend(e.Delegate).DistinctBy(p => p.Id)
            select new Notice.DelegationEnded(person, e.Leader, e.Delegate),

            LedgerRestored e => from person in WithDelegates(after, after.Pairs.Leaders, e.At)
                .Concat(OpsUnlessCeo(after))
                .DistinctBy(p => p.Id)
            select new Notice.Restored(person, after.Calendar.DateOf(e.Lost.Max(l => l.AnchoredAt)), e.Reason),
            LinksEnded e => from person in after.OnFile(e.Person, e.At) select new Notice.LinksEnded(person, e.Reason),
            LinkEnded e => from person in after.OnFile(e.Person, e.At) select new Notice.LinkEnded(person),
            CodeSent e => from person in after.OnFile(e.Person, e.At) select new Notice.Code(person, e.Device, e.At),
            BrowserVouchedFor e => from person in after.OnFile(e.Person, e.At)
            select new Notice.VouchedFor(person, before!.Access.Waiting[(e.Person, e.Browser)].Device, e.Reason),
            FreshLinkSent e => from person in after.OnFile(e.Person, e.At)
            select new Notice.FreshLink(person, e.Purpose),

            TeamVoided e => from person in Concerned(before!, e.Team)
            select new Notice.TeamVoided(person, e.Team, e.Reason),
            OfficeReplaced { Office: Office.Ceo } e when after.Release is { } release =>
            [
                new Notice.Released(e.Holder, release, ForCeo: true),
            ],
            OfficeReplaced e => [new Notice.OfficeHeld(e.Holder, e.Office, e.Former, e.Reason)],
            DeadlineExtended e => from person in after.Pairs.Leaders
            select new Notice.Extended(person, e.From, e.To, e.Reason),
            QuarterVoided e => from person in after.Everybody select new Notice.QuarterVoided(person, e.Reason),
            ReportReleased e =>
            [
                new Notice.Released(after.Ceo, e, ForCeo: true),
                .. from person in after.Pairs.Leaders.Concat(OpsUnlessCeo(after)).DistinctBy(p => p.Id)
                where person.Id != after.Ceo.Id
                select new Notice.Released(person, e, ForCeo: false),
            ],
            _ => [],
        };

    /// <summary>A leader with their delegates, who are told of what they can do alone; or ops.</summary>
    private static IEnumerable<Notice> Reminded(Quarter after, LeaderReminded e)
    {
        if (after.Pairs.Leaders.FirstOrDefault(p => p.Id == e.Leader) is not { } leader)
            return [new Notice.OpenWork(after.Ops!, e.Number, e.Turns)];
        var seats = after.Pairs.SeatsOf(leader.Id);
        var delegated = e
            .Turns.Where(t => after.Waits[t.Team].Any(w => w.Seat is { } seat && seats.Contains(seat)))
            .ToImmutableArray();
        return from person in WithDelegate(after, leader, e.At)
            let turns = person.Id == leader.Id ? e.Turns : delegated
            where !turns.IsEmpty
            select new Notice.Reminder(person, e.Number, turns);
    }

    /// <summary>
    /// Ops are to bring an amended scorecard; where the CEO is ops, they read how many wait and no name.
    /// </summary>
    private static IEnumerable<Notice> Returned(Quarter before, ReviewReturned e, Quarter after)
    {
        var told = ToldOfReturn(before, e.Team, e.At).Where(p => p.Id != e.By.Id).ToArray();
        foreach (var person in told)
            yield return new Notice.Returned(person, e.Team, e.Seat, e.By, e.Reason);
        if (
            after.Ops is { } ops
            && ops.Id == after.Ceo.Id
            && after.Reviews[e.Team].Stage == Stage.Returned
            && ops.Id != e.By.Id
            && Array.TrueForAll(told, p => p.Id != ops.Id)
        )
            yield return new Notice.AmendmentWanted(ops, after.InOrder.Count(r => r.Stage == Stage.Returned));
    }

    private static IEnumerable<Person> ToldOfReturn(Quarter unreturned, TeamId team, Instant at) =>
        WithDelegates(unreturned, Concerned(unreturned, team), at)
            .Concat(OpsUnlessCeo(unreturned))
            .DistinctBy(p => p.Id);

    private static IEnumerable<Notice> Amended(Quarter before, ScorecardAmended e, Quarter after)
    {
        var review = after.Reviews[e.Team];
        var own = after.Pairs[review.Pair];
        var was = before.Reviews[e.Team];
        var changes = Change.Between(was.Scorecard, e.Scorecard);
        var seats =
            was.Stage == Stage.Returned
                ? was.LastSigned.Where(s => s.Value == was.Current.Number).Select(s => s.Key)
                : was.SignOffs.Select(s => s.Seat);
        var fell = seats.Select(s => after.Pairs[s]).ToArray();
        return from person in WithDelegates(before, Concerned(before, e.Team), e.At)
            let signNow = after.SeatsOf(person.Id, e.At).Any(s => s.Pair == own.Id)
            select new Notice.Amended(
                person,
                e.Team,
                e.Revision,
                e.Reason,
                changes,
                signNow,
                fell.Any(p => p.Id == person.Id)
            );
    }

    private static IEnumerable<(Person Person, ImmutableArray<Turn> Turns)> Moved(Quarter before, TurnsDigested e) =>
        from turn in before.PendingTurns
        where e.Turns.Contains(new(turn.Team, turn.Seat))
        from person in TurnDigest.Addressees(before, turn, e.At)
        group (person, turn: new Turn(turn.Team, turn.Seat.Pair)) by person.Id into digest
        select (digest.First().person, digest.Select(d => d.turn).Distinct().ToImmutableArray());

    private static IEnumerable<Person> Partners(Quarter quarter, Person leader) =>
        quarter.Pairs.SeatsOf(leader.Id).Select(s => quarter.Pairs[s with { Seat = s.Seat.Other() }]);

    /// <summary>What a leader is told, their delegate is told as well.</summary>
    internal static IEnumerable<Person> WithDelegate(Quarter quarter, Person leader, Instant at) =>
        quarter.DelegatesAt(at).Where(d => d.Leader.Id == leader.Id).Select(d => d.Delegate).Prepend(leader);

    private static IEnumerable<Person> WithDelegates(Quarter quarter, IEnumerable<Person> leaders, Instant at) =>
        leaders.SelectMany(l => WithDelegate(quarter, l, at)).DistinctBy(p => p.Id);

    private static IEnumerable<(Person Person, ImmutableArray<Turn> Turns)> Digest(
        Quarter quarter,
        ImmutableArray<Turn> turns,
        Instant at
    ) =>
        from turn in turns
        from person in WithDelegates(
            quarter,
            [quarter.Pairs[turn.Pair].Product, quarter.Pairs[turn.Pair].Technology],
            at
        )
        group (person, turn) by person.Id into digest
        select (digest.First().person, digest.Select(d => d.turn).Distinct().ToImmutableArray());

    /// <summary>
    /// Both leaders of every pair that the review has come to, now or before it fell back, and of its own.
    /// </summary>
    private static IEnumerable<Person> Concerned(Quarter quarter, TeamId team)
    {
        var review = quarter.Reviews[team];
        var pairs = review
            .Path.Where(l => l.IsReached)
            .Select(l => l.Pair)
            .Concat(review.LastSigned.Keys.Select(s => s.Pair))
            .Prepend(review.Pair)
            .Distinct();
        return pairs
            .Select(p => quarter.Pairs[p])
            .SelectMany(p => new[] { p.Product, p.Technology })
            .DistinctBy(p => p.Id);
    }

    /// <summary>
    /// Who returned what is for ops and the pair; the CEO reads no leader's name, also where the CEO is ops.
    /// </summary>
    private static IEnumerable<Person> OpsUnlessCeo(Quarter quarter) =>
        quarter.Ops is { } ops && ops.Id != quarter.Ceo.Id ? [ops] : [];
}

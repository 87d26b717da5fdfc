using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Obligations;

/// <summary>
/// Who owes what. Pages, mails, reminders, escalation, status and API show this, and nobody computes it again.
/// </summary>
public static class OpenObligations
{
    /// <summary>
    /// Everything open in a quarter at a moment: leaders in the order of the roster, each seat's acts in the order in
    /// which they are done, then ops, then fit conversations.
    /// </summary>
    public static ImmutableArray<Obligation> In(Quarter quarter, Instant at) =>
        [
            .. OfReviews(quarter, _ => true, at),
            .. OfPartnerships(quarter, quarter.Pairs.All, at),
            .. Addresses(quarter, at),
            .. OfFits(quarter, at),
        ];

    /// <summary>
    /// What this person can do at a moment: what they owe, and what leaders owe for whom they are the delegate.
    /// </summary>
    public static ImmutableArray<Obligation> Of(Quarter quarter, PersonId person, Instant at)
    {
        var seats = quarter.SeatsOf(person, at);
        return
        [
            .. OfReviews(quarter, w => w.Seat is { } seat ? seats.Contains(seat) : quarter.Ops?.Id == person, at),
            .. OfPartnerships(quarter, quarter.Pairs.SeatsOf(person).Select(s => quarter.Pairs[s.Pair]).Distinct(), at)
                .Concat(quarter.Ops?.Id == person ? Addresses(quarter, at) : [])
                .Concat(OfFits(quarter, at))
                .Where(o => o.Owner.Person?.Id == person),
        ];
    }

    /// <summary>What is open on one team.</summary>
    public static ImmutableArray<Obligation> On(Quarter quarter, TeamId team, Instant at) =>
        [.. OfReviews(quarter, _ => true, at, [team])];

    private static IEnumerable<Obligation> OfReviews(
        Quarter quarter,
        Func<Wait, bool> isWanted,
        Instant at,
        IEnumerable<TeamId>? teams = null
    )
    {
        var order = quarter.Pairs.All.Select((pair, i) => (pair.Id, i)).ToDictionary(p => p.Id, p => p.i);
        return from team in teams ?? quarter.Teams
            from wait in quarter.Waits.GetValueOrDefault(team, [])
            where isWanted(wait)
            group (team, wait) by (wait.Seat, wait.Act) into open
            orderby open.Key.Seat is { } seat ? order[seat.Pair] : int.MaxValue, open.Key.Seat?.Seat, open.Key.Act
            select OnTeams(quarter, open.Key.Seat, open.Key.Act, [.. open], at);
    }

    private static Obligation OnTeams(
        Quarter quarter,
        SeatOf? seat,
        Act act,
        ImmutableArray<(TeamId Team, Wait Wait)> open,
        Instant at
    )
    {
        var owner = seat is { } held ? new Owner.Individual(quarter.Pairs[held]) : (Owner)new Owner.Ops(quarter.Ops);
        var teams = open.Select(o => new OpenTeam(o.Team, o.Wait.Since, Told(o.Team, o.Wait.Since))).ToImmutableArray();
        return Open(quarter, owner, seat, act, teams.Min(t => t.Since), at) with
        {
            Teams = teams,
            Told = teams.Max(t => t.Told),
        };

        Instant? Told(TeamId team, Instant since) =>
            owner.Person is { } person
            && quarter.Contacts.Told.TryGetValue((person.Id, team), out var told)
            && told >= since
                ? told
                : null;
    }

    private static IEnumerable<Obligation> OfPartnerships(Quarter quarter, IEnumerable<Pair> pairs, Instant at) =>
        from pair in quarter is { Stage: QuarterStage.Open, Assessment: AssessmentMode.Joint } ? pairs : []
        let check = quarter.PartnershipOf(pair.Id)
        from seat in Enum.GetValues<Seat>()
        where check.Awaits(seat)
        let last = new[] { check.Answers.First?.At, check.Answers.Second?.At }.Max()
        select Open(
            quarter,
            new Owner.Individual(pair[seat]),
            new(pair.Id, seat),
            check switch
            {
                { IsRevealed: false } => Act.AnswerPartnershipCheck,
                { Proposal: null } => Act.ProposeCommitment,
                _ => Act.AnswerCommitment,
            },
            check.IsRevealed ? last!.Value : quarter.StartedAt,
            at
        );

    /// <summary>In a voided quarter nobody is mailed any more.</summary>
    private static IEnumerable<Obligation> Addresses(Quarter quarter, Instant at) =>
        from person in quarter.Stage == QuarterStage.Voided ? [] : quarter.Addressees
        let lost = quarter.Contacts.UnreachedOf(person.Id)
        where lost is not null
        select Open(quarter, new Owner.Ops(quarter.Ops), null, Act.CheckAddress, lost.At, at) with
        {
            Counterpart = person,
        };

    private static IEnumerable<Obligation> OfFits(Quarter quarter, Instant at) =>
        from fit in quarter.Fits
        where fit is { Ended: null, IsRevealed: false }
        from side in Enum.GetValues<FitSide>()
        where fit.SealOf(side) is null
        select Open(quarter, new Owner.Individual(fit[side]), null, Act.AnswerFitConversation, fit.StartedAt, at) with
        {
            Counterpart = fit[side.Opposite()],
        };

    private static Obligation Open(Quarter quarter, Owner owner, SeatOf? seat, Act act, Instant since, Instant at)
    {
        var delegates =
            seat is not null && !act.IsPersonal()
                ? quarter.DelegatesAt(at).Where(d => d.Leader.Id == owner.Person!.Id).ToImmutableArray()
                : [];
        var isDue = !act.IsOptional() && act != Act.CheckAddress;
        return new(
            owner,
            seat,
            act,
            [],
            since,
            isDue ? quarter.Due : null,
            isDue && quarter.Calendar.DateOf(at) > quarter.Due,
            Told: null,
            owner.Person is { } person
            && !act.IsOptional()
            && quarter.Reminders.GetValueOrDefault(person.Id) is { } reminded
            && reminded.At >= since
                ? reminded.At
                : null,
            delegates
                .Select(d => d.Delegate.Id)
                .Concat(owner.Person is { } holder ? [holder.Id] : [])
                .Max(id => quarter.Contacts.Acted.TryGetValue(id, out var acted) ? acted : (Instant?)null),
            owner.Person is { } addressee ? quarter.Contacts.UnreachedOf(addressee.Id) : null
        )
        {
            Delegates = delegates,
        };
    }
}

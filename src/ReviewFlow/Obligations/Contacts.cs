using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Obligations;

/// <summary>A mail to this person did not arrive.</summary>
public sealed record Unreached(Instant At, string Why);

/// <summary>When people last heard of what they owe, and last did something; part of the quarter's state.</summary>
/// <param name="Told">By person and team, the last mail that said that the team waits for them.</param>
/// <param name="Acted">The last act from a page, in the person's own name or on behalf of a leader.</param>
/// <param name="Unreached">The last mail that did not arrive.</param>
public sealed record Contacts(
    ImmutableDictionary<(PersonId Person, TeamId Team), Instant> Told,
    ImmutableDictionary<PersonId, Instant> Acted,
    ImmutableDictionary<PersonId, Unreached> Unreached
)
{
    public static readonly Contacts None = new(
        ImmutableDictionary<(PersonId, TeamId), Instant>.Empty,
        ImmutableDictionary<PersonId, Instant>.Empty,
        ImmutableDictionary<PersonId, Unreached>.Empty
    );

    /// <summary>A mail did not arrive, and nothing has come from the person since.</summary>
    public Unreached? UnreachedOf(PersonId person) =>
        Unreached.GetValueOrDefault(person) is { } lost && !(Acted.GetValueOrDefault(person) > lost.At) ? lost : null;

    internal static Contacts After(Quarter? before, QuarterEvent happened, Quarter after)
    {
        if (before is null || happened is QuarterStarted)
            return None;
        var next = before.Contacts;
        if (ActorOf(happened, after) is { } actor)
            next = next with { Acted = next.Acted.SetItem(actor, happened.At) };
        if (happened is LeaderUnreached lost)
            next = next with { Unreached = next.Unreached.SetItem(lost.Leader, new(lost.At, lost.Why)) };
        var told = Notices.Owed(before, happened, after).SelectMany(n => Named(n, after)).ToArray();
        return told.Length == 0
            ? next
            : next with
            {
                Told = next.Told.SetItems(told.Select(t => KeyValuePair.Create(t, happened.At))),
            };
    }

    /// <summary>The teams of which a mail says that they wait for its reader.</summary>
    private static IEnumerable<(PersonId, TeamId)> Named(Notice notice, Quarter after)
    {
        IEnumerable<TeamId> teams = notice switch
        {
            Notice.Invitation n => n.Turns.Select(t => t.Team),
            Notice.YourTurn n => n.Turns.Select(t => t.Team),
            Notice.Reminder n => n.Turns.Select(t => t.Team),
            Notice.Escalated n => n.Turns.Select(t => t.Team),
            Notice.OpenWork n => n.Turns.Select(t => t.Team),
            Notice.AmendmentWanted => after.InOrder.Where(r => r.Stage == Stage.Returned).Select(r => r.Team),
            Notice.Returned n => [n.Team],
            Notice.Withdrawn n => [n.Team],
            Notice.ReturnTakenBack n => [n.Team],
            Notice.Amended n => [n.Team],
            Notice.TakeOverProposed n => [n.Team],
            _ => [],
        };
        return teams.Select(team => (notice.To.Id, team));
    }

    private static PersonId? ActorOf(QuarterEvent happened, Quarter after) =>
        happened switch
        {
            AssessmentEvent e => e.By.Id,
            SignedOff e => e.Signer.Id,
            ReviewReturned e => e.By.Id,
            SignOffWithdrawn e => e.By.Id,
            ReturnTakenBack e => e.By.Id,
            TakeOverProposed e => e.By.Id,
            TakeOverWithdrawn e => e.By.Id,
            TakenOver e => e.By.Id,
            PartnershipAnswered e => e.By.Id,
            PledgeProposed e => e.By.Id,
            PledgeConfirmed e => e.By.Id,
            FitAnswered e => after.FitOf(e.Fit)![e.Side].Id,
            FitEnded { Side: { } side } e => after.FitOf(e.Fit)![side].Id,
            DelegateNamed e => e.Leader.Id,
            DelegationEnded e => e.Leader.Id,
            _ => null,
        };
}

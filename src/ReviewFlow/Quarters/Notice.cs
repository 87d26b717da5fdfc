using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.FitConversations;
using ReviewFlow.Offices;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Quarters;

/// <summary>A mail that is owed to one person for one occasion. What it says is composed outside the rules.</summary>
public abstract record Notice(Person To)
{
    /// <summary>It is this leader's turn to sign these teams.</summary>
    public sealed record Invitation(Person To, ImmutableArray<Turn> Turns) : Notice(To);

    /// <summary>These teams still wait; the <paramref name="Number"/>-th reminder.</summary>
    public sealed record Reminder(Person To, int Number, ImmutableArray<Turn> Turns) : Notice(To);

    /// <summary>These teams have come to wait for this leader because their partner has done their part.</summary>
    public sealed record YourTurn(Person To, ImmutableArray<Turn> Turns) : Notice(To);

    /// <summary>
    /// The partner has done their part of the partnership check, and this leader may do theirs. Says nothing of what
    /// was answered or proposed.
    /// </summary>
    public sealed record PartnershipUpdate(Person To, PairId Pair, PartnershipTurn Turn) : Notice(To);

    /// <summary>A fit conversation has come to this person. Says nothing of what was answered.</summary>
    public sealed record FitUpdate(Person To, Person With, FitTurn Turn) : Notice(To);

    /// <param name="ByOps">Otherwise <paramref name="With"/> ended it.</param>
    public sealed record FitEnded(Person To, Person With, bool ByOps) : Notice(To);

    /// <summary>A backup was restored: what they did up to <paramref name="AnchoredOn"/> may be lost.</summary>
    public sealed record Restored(Person To, LocalDate AnchoredOn, string Reason) : Notice(To);

    /// <summary>All their links ended; this mail brings the new one.</summary>
    /// <param name="Reason">Why ops ended them; null where they did.</param>
    public sealed record LinksEnded(Person To, string? Reason) : Notice(To);

    /// <summary>A link of theirs ended after too many wrong codes; this mail brings another.</summary>
    public sealed record LinkEnded(Person To) : Notice(To);

    /// <summary>Brings the code for one browser, and a way to say "this was not me".</summary>
    public sealed record Code(Person To, string Device, Instant SentAt) : Notice(To);

    /// <summary>Ops vouched for a browser of theirs.</summary>
    public sealed record VouchedFor(Person To, string Device, string? Reason) : Notice(To);

    /// <summary>They asked for another link; this mail brings it.</summary>
    public sealed record FreshLink(Person To, LinkPurpose Purpose) : Notice(To);

    /// <summary>What was done in their name, or by them on behalf of a leader, since the last receipt.</summary>
    public sealed record Receipt(Person To, ImmutableArray<Receipts.Receipt> Acts) : Notice(To);

    public sealed record Returned(Person To, TeamId Team, SeatOf Seat, Person By, string Reason) : Notice(To);

    /// <param name="SignNow">It is this leader's turn at once; otherwise the team comes back when the pair below has
    /// signed.</param>
    /// <param name="HadSigned">A sign-off of this leader's fell, now or when the review was returned.</param>
    public sealed record Amended(
        Person To,
        TeamId Team,
        int Revision,
        string Reason,
        ImmutableArray<Change> Changes,
        bool SignNow,
        bool HadSigned
    ) : Notice(To);

    /// <param name="Fell">The sign-off of this leader, of a pair above, fell with it.</param>
    public sealed record Withdrawn(Person To, TeamId Team, SeatOf Seat, Person By, string Reason, bool Fell)
        : Notice(To);

    /// <summary>The review is as it was before it was returned.</summary>
    /// <param name="Stands">A sign-off of this leader's stands again.</param>
    public sealed record ReturnTakenBack(Person To, TeamId Team, SeatOf Seat, Person By, string Reason, bool Stands)
        : Notice(To);

    /// <summary>The due date passed; the same words to both leaders of each pair.</summary>
    public sealed record Escalated(Person To, LocalDate Due, ImmutableArray<Turn> Turns) : Notice(To);

    /// <summary>For the CEO: which teams are awaiting joint sign-off, and nobody's name.</summary>
    public sealed record AwaitingJointSignOff(Person To, LocalDate Due, ImmutableArray<TeamId> Teams) : Notice(To);

    /// <summary>
    /// For ops: the due date passed, or teams wait for them. What is open, who owes it, what they can do.
    /// </summary>
    /// <param name="Number">Of the reminder; null where the due date passed.</param>
    /// <param name="Turns">The teams that led to it.</param>
    public sealed record OpenWork(Person To, int? Number, ImmutableArray<Turn> Turns) : Notice(To);

    /// <summary>Who holds an office from now on.</summary>
    public sealed record OfficeHeld(Person To, Office Office, Person? Former, string Reason) : Notice(To);

    public sealed record Extended(Person To, LocalDate From, LocalDate Due, string? Reason) : Notice(To);

    /// <summary>
    /// The other leader of this pair wants both to take over the part of <paramref name="Pair"/>, which is stuck.
    /// </summary>
    public sealed record TakeOverProposed(Person To, TeamId Team, PairId Pair, Person By, string Reason) : Notice(To);

    /// <summary>For the two whose part was taken over.</summary>
    public sealed record TakenOver(Person To, TeamId Team, PairId Pair, string Reason) : Notice(To);

    /// <summary>For the delegate, and for the partners of the leader they stand in for.</summary>
    public sealed record DelegateNamed(Person To, Person Leader, Person Delegate, LocalDate From, LocalDate Until)
        : Notice(To);

    public sealed record DelegationEnded(Person To, Person Leader, Person Delegate) : Notice(To);

    public sealed record TeamVoided(Person To, TeamId Team, string Reason) : Notice(To);

    public sealed record QuarterVoided(Person To, string Reason) : Notice(To);

    /// <summary>
    /// For ops where the CEO is ops: how many teams were returned and wait for an amended scorecard, and nobody's name.
    /// </summary>
    public sealed record AmendmentWanted(Person To, int Teams) : Notice(To);

    /// <param name="ForCeo">The CEO's report; otherwise the copy of a leader or of ops.</param>
    public sealed record Released(Person To, ReportReleased Report, bool ForCeo) : Notice(To);
}

using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Receipts;
using ReviewFlow.Signing;

namespace ReviewFlow.Quarters;

public enum QuarterStage
{
    Open,
    Released,
    Voided,
}

/// <summary>What somebody was last reminded of, and when.</summary>
public sealed record Reminded(Instant Since, int Number, Instant At);

/// <summary>The last escalation of the due date it names.</summary>
public sealed record Escalation(LocalDate Due, int Round, Instant At);

/// <summary>How many of all teams are fully signed.</summary>
public sealed record Progress(int Complete, int Total);

/// <summary>The state of one quarter: what its ledger adds up to.</summary>
/// <param name="Version">How many ledger entries went into it.</param>
/// <param name="Teams">In the order of the roster.</param>
/// <param name="Invited">The pairs that have had their first invitation.</param>
public sealed record Quarter(
    QuarterId Id,
    long Version,
    QuarterStage Stage,
    string RosterHash,
    Instant StartedAt,
    string Company,
    Person Ceo,
    Person? Ops,
    WorkingCalendar Calendar,
    DeadlineSettings Deadlines,
    PairTree Pairs,
    LocalDate Due,
    ImmutableList<TeamId> Teams,
    ImmutableDictionary<TeamId, Review> Reviews,
    ImmutableHashSet<PairId> Invited,
    ImmutableDictionary<PersonId, Reminded> Reminders,
    Escalation? Escalation,
    string? VoidReason,
    ReportReleased? Release
)
{
    public AssessmentMode Assessment { get; init; } = AssessmentMode.SignOffOnly;

    /// <summary>
    /// Groups of addresses of which the roster states that each is another person, although the names are alike.
    /// </summary>
    public ImmutableArray<ImmutableArray<PersonId>> Namesakes { get; init; } = [];

    /// <summary>What each team waits for; <see cref="OpenObligations"/> says who owes it.</summary>
    public ImmutableDictionary<TeamId, ImmutableArray<Wait>> Waits { get; init; } =
        ImmutableDictionary<TeamId, ImmutableArray<Wait>>.Empty;

    public Contacts Contacts { get; init; } = Contacts.None;

    /// <summary>The moves that are still gathered, in order.</summary>
    public ImmutableList<PendingTurn> PendingTurns { get; init; } = [];

    /// <summary>What was done and has no receipt yet, in order.</summary>
    public ImmutableList<Receipt> Receipts { get; init; } = [];

    /// <summary>
    /// Every delegate that was named, in order; those that ended keep standing, since what they did does.
    /// </summary>
    public ImmutableList<Delegation> Delegations { get; init; } = [];

    public AccessState Access { get; init; } = AccessState.None;

    /// <summary>Whose names were erased.</summary>
    public ImmutableHashSet<PersonId> Erased { get; init; } = [];

    /// <summary>The anchors that a restored backup no longer reaches, as ops acknowledged them.</summary>
    public ImmutableHashSet<LostHead> Lost { get; init; } = [];

    /// <summary>What operators asked for that needs two of them; see <see cref="FourEyes"/>.</summary>
    public ImmutableList<SecondOperatorAsked> SecondOperatorAsked { get; init; } = [];

    /// <summary>The partnership checks that somebody has answered.</summary>
    public ImmutableDictionary<PairId, Partnership> Partnerships { get; init; } =
        ImmutableDictionary<PairId, Partnership>.Empty;

    public Partnership PartnershipOf(PairId pair) => Partnerships.GetValueOrDefault(pair, Partnership.NotBegun);

    /// <summary>
    /// The fit conversations that ops started here; number 1 is the first. Voiding the quarter does not touch them.
    /// </summary>
    public ImmutableList<FitConversation> Fits { get; init; } = [];

    public FitConversation? FitOf(int number) => number >= 1 && number <= Fits.Count ? Fits[number - 1] : null;

    public IEnumerable<Review> InOrder => Teams.Select(t => Reviews[t]);

    /// <summary>How many teams are signed by every pair on their path; voided teams do not count.</summary>
    public Progress Progress =>
        new(InOrder.Count(r => r.Stage == Signing.Stage.Signed), InOrder.Count(r => r.Stage != Signing.Stage.Voided));

    /// <summary>Everybody the reviews write to, each once: leaders in the order of the roster, the CEO, ops.</summary>
    public IEnumerable<Person> Everybody =>
        Pairs.Leaders.Append(Ceo).Append(Ops).OfType<Person>().DistinctBy(p => p.Id);

    /// <summary>Those, and everybody in a fit conversation.</summary>
    public IEnumerable<Person> Addressees =>
        Everybody.Concat(Fits.SelectMany(f => new[] { f.One, f.Other })).DistinctBy(p => p.Id);

    /// <summary>The delegates who may act at this moment.</summary>
    public IEnumerable<Delegation> DelegatesAt(Instant at)
    {
        var today = Calendar.DateOf(at);
        return Delegations.Where(d => d.IsActive(today, at));
    }

    /// <summary>
    /// The seats a person may act from at this moment: their own, and those of whom they stand in for.
    /// </summary>
    public ImmutableArray<SeatOf> SeatsOf(PersonId person, Instant at) =>
        [
            .. Pairs.SeatsOf(person),
            .. DelegatesAt(at).Where(d => d.Delegate.Id == person).SelectMany(d => Pairs.SeatsOf(d.Leader.Id)),
        ];

    /// <summary>Who acts at this moment under this identity, a leader or a delegate; null for anybody else.</summary>
    public Person? ActorOf(PersonId person, Instant at) =>
        Pairs.Leaders.FirstOrDefault(p => p.Id == person)
        ?? DelegatesAt(at).FirstOrDefault(d => d.Delegate.Id == person)?.Delegate;

    /// <summary>
    /// The address on file of somebody who may still open something; nobody where their delegation has ended.
    /// </summary>
    public IEnumerable<Person> OnFile(PersonId person, Instant at) =>
        new[] { ActorOf(person, at) ?? Addressees.FirstOrDefault(p => p.Id == person) }.OfType<Person>();
}

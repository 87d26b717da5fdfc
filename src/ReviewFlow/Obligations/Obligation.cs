using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Delegations;
using ReviewFlow.Pairs;
using ReviewFlow.People;

namespace ReviewFlow.Obligations;

/// <summary>Who owes something. The CEO never does: they wait for the report.</summary>
public abstract record Owner
{
    private Owner() { }

    /// <summary>Where mails about it go; null where the roster names nobody for the office.</summary>
    public abstract Person? Person { get; }

    /// <summary>The holder of a seat, or one of the two of a fit conversation.</summary>
    public sealed record Individual(Person Holder) : Owner
    {
        public override Person Person => Holder;
    }

    /// <summary>Ops, no matter which person does their work.</summary>
    public sealed record Ops(Person? Named) : Owner
    {
        public override Person? Person => Named;
    }
}

/// <summary>One team of an obligation.</summary>
/// <param name="Told">When the owner was last told since then; null if no mail has said so yet.</param>
public sealed record OpenTeam(TeamId Team, Instant Since, Instant? Told);

/// <summary>What somebody owes now: one act from one seat, on every team that waits for it.</summary>
/// <param name="Seat">Null for ops, and for what belongs to no seat.</param>
/// <param name="Teams">In the order of the roster; empty where it is about none.</param>
/// <param name="Since">The earliest of its teams'.</param>
/// <param name="Due">Null where nothing is due.</param>
/// <param name="IsPastDue">The day is over.</param>
/// <param name="Told">The last mail to the owner about it; null if none has gone out.</param>
/// <param name="Reminded">The last reminder of it.</param>
/// <param name="Acted">When the owner, or a delegate of theirs, last did anything in the quarter.</param>
/// <param name="Unreached">A mail to the owner did not arrive, and nothing has come from them since.</param>
public sealed record Obligation(
    Owner Owner,
    SeatOf? Seat,
    Act Act,
    ImmutableArray<OpenTeam> Teams,
    Instant Since,
    LocalDate? Due,
    bool IsPastDue,
    Instant? Told,
    Instant? Reminded,
    Instant? Acted,
    Unreached? Unreached
)
{
    /// <summary>Who may do it in the owner's place at this moment, as the owner named them.</summary>
    public ImmutableArray<Delegation> Delegates { get; init; } = [];

    /// <summary>
    /// Whom it is about: the other of a fit conversation, or whom the mail of <see cref="Act.CheckAddress"/> was for.
    /// </summary>
    public Person? Counterpart { get; init; }

    /// <summary>For whom <paramref name="person"/> would do it; null for themselves.</summary>
    public Person? OnBehalfOf(PersonId person) => Owner.Person is { } owner && owner.Id != person ? owner : null;
}

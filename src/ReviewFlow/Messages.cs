using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;

namespace ReviewFlow;

/// <summary>Something that happened in a quarter. Its JSON form in the ledger is stated in docs/ledger.md.</summary>
public abstract record QuarterEvent(Instant At);

/// <summary>What a link opens.</summary>
public enum LinkPurpose
{
    /// <summary>A leader's desk: read, sign, return, withdraw.</summary>
    Desk,

    /// <summary>The CEO's page of the released report.</summary>
    Report,

    /// <summary>A fit conversation, for one of the two.</summary>
    Fit,

    /// <summary>"This was not me": ends every way to act as this person, and opens nothing.</summary>
    NotMe,
}

/// <summary>What happened to one team's review.</summary>
public abstract record ReviewEvent(Instant At, TeamId Team) : QuarterEvent(At);

/// <summary>What somebody wants of one team's review.</summary>
public abstract record ReviewCommand;

/// <summary>What a leader does from a seat of theirs, or a delegate on behalf of its holder.</summary>
public abstract record SeatCommand(SeatOf Seat, Person By) : ReviewCommand
{
    /// <summary>The holder of the seat if <see cref="By"/> is a delegate; the rules find it out.</summary>
    public Person? OnBehalfOf { get; init; }
}

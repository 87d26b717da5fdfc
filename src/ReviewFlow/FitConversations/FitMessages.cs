using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.FitConversations;

/// <summary>What happened in a fit conversation. Answers are in none of them.</summary>
public abstract record FitEvent(Instant At, int Fit) : QuarterEvent(At);

/// <summary>Ops asked two people to answer.</summary>
public sealed record FitStarted(Instant At, int Fit, Person One, Person Other) : FitEvent(At, Fit);

/// <summary>
/// One of them answered; <paramref name="Commitment"/> is the salted SHA-256 of the answers, and all that the ledger
/// will ever hold of them.
/// </summary>
public sealed record FitAnswered(Instant At, int Fit, FitSide Side, string Commitment) : FitEvent(At, Fit);

/// <summary>
/// Both have answered, <paramref name="Side"/> last, so each reads the other's answers. Nobody else does.
/// </summary>
public sealed record FitRevealed(Instant At, int Fit, FitSide Side) : FitEvent(At, Fit);

/// <summary>It is over, and what both wrote is deleted. Without a side, ops ended it.</summary>
public sealed record FitEnded(Instant At, int Fit, FitSide? Side = null) : FitEvent(At, Fit);

/// <summary>What ops, or one of the two, want of a fit conversation.</summary>
public abstract record FitCommand
{
    private FitCommand() { }

    /// <summary>Ops ask two people to begin one.</summary>
    public sealed record Start(Person One, Person Other) : FitCommand;

    /// <summary>Seals a person's answers, or others in their place as long as the other has not answered.</summary>
    public sealed record Answer(int Fit, PersonId By, FitSheet Sheet) : FitCommand;

    /// <summary>Ends it and deletes what both wrote.</summary>
    /// <param name="By">One of the two; null where ops do it.</param>
    public sealed record End(int Fit, PersonId? By) : FitCommand;
}

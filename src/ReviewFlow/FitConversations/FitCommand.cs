using ReviewFlow.Pairs;
using ReviewFlow.People;

namespace ReviewFlow.FitConversations;

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

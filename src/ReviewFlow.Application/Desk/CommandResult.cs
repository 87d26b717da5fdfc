using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Desk;

/// <summary>What the desk says to a command. Whatever it says was done is on disk.</summary>
public abstract record CommandResult
{
    private CommandResult() { }

    /// <param name="Entry">The ledger entry of the first event.</param>
    public sealed record Done(Quarter Quarter, long Entry, Instant At) : CommandResult;

    /// <summary>It was so already, or this very form was sent before.</summary>
    public sealed record AlreadySo(Quarter Quarter) : CommandResult;

    public sealed record Refused(Refusal Why, string Sentence) : CommandResult
    {
        /// <summary>What is wrong, field by field; empty if the refusal is about no field.</summary>
        public ImmutableArray<FieldProblem> Fields { get; init; } = [];
    }
}

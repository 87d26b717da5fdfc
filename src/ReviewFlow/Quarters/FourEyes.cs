using System.Collections.Immutable;
using NodaTime;

namespace ReviewFlow.Quarters;

/// <summary>What an installation may want two operators for.</summary>
public enum FourEyesVerb
{
    Void,
    Close,
    Reopen,
    SeatReplace,
}

/// <summary>An operator's call of what needs two of them.</summary>
/// <param name="Command">SHA-256 of what is asked for, 64 hexadecimal digits; docs/ledger.md states over what.</param>
public sealed record FourEyesCall(FourEyesVerb Verb, string Command, string Operator, string? Reason);

/// <summary>
/// An operator asked for what needs two of them. Another one who asks for the same has it carried out.
/// </summary>
public sealed record SecondOperatorAsked(Instant At, FourEyesVerb Verb, string Command, string Operator, string? Reason)
    : QuarterEvent(At);

/// <summary>Another operator asked for the same; what it led to stands behind it.</summary>
/// <param name="AskedBy">Who asked first.</param>
public sealed record SecondOperatorAgreed(
    Instant At,
    FourEyesVerb Verb,
    string Command,
    string Operator,
    string AskedBy
) : QuarterEvent(At);

/// <summary>The first operator's call is recorded, and the second one's carries it out.</summary>
public static class FourEyes
{
    /// <summary>How long a first call waits for the second.</summary>
    public static readonly Duration Window = Duration.FromDays(7);

    /// <summary>What still waits for a second operator.</summary>
    public static IEnumerable<SecondOperatorAsked> OpenAt(Quarter quarter, Instant at) =>
        quarter.SecondOperatorAsked.Where(a => at < a.At + Window);

    /// <param name="decided">What one operator's call would lead to.</param>
    internal static Decision Decide(Quarter? quarter, FourEyesCall? call, Decision decided, Instant at)
    {
        if (call is null || quarter is null || decided is not Decision.Accepted accepted)
            return decided;
        var asked = OpenAt(quarter, at).FirstOrDefault(a => a.Command == call.Command);
        return asked switch
        {
            null => new SecondOperatorAsked(at, call.Verb, call.Command, call.Operator, call.Reason),
            _ when IsOne(asked.Operator, call.Operator) => Decision.AlreadySo,
            _ => new Decision.Accepted(
                accepted.Events.Insert(
                    0,
                    new SecondOperatorAgreed(at, call.Verb, call.Command, call.Operator, asked.Operator)
                )
            ),
        };
    }

    internal static Quarter Evolve(Quarter quarter, QuarterEvent happened) =>
        happened switch
        {
            SecondOperatorAsked e => quarter with
            {
                SecondOperatorAsked = quarter.SecondOperatorAsked.RemoveAll(a => a.Command == e.Command).Add(e),
            },
            SecondOperatorAgreed e
                when !OpenAt(quarter, e.At)
                    .Any(a => a.Command == e.Command && a.Operator == e.AskedBy && !IsOne(a.Operator, e.Operator)) =>
                throw new InvalidOperationException("No other operator asked for it."),
            SecondOperatorAgreed e => quarter with
            {
                SecondOperatorAsked = quarter.SecondOperatorAsked.RemoveAll(a => a.Command == e.Command),
            },
            _ => quarter,
        };

    private static bool IsOne(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

using System.Collections.Immutable;

namespace ReviewFlow;

/// <summary>Why a command is refused. What it means on the wire is in docs/api.md.</summary>
public enum Refusal
{
    /// <summary>There is no such quarter or team.</summary>
    Unknown,

    /// <summary>The quarter runs already, from other content.</summary>
    OtherContent,

    /// <summary>The content that was to be signed or returned has changed.</summary>
    OutOfDate,

    /// <summary>The seat is not on the path, or not this person's.</summary>
    NotYours,

    /// <summary>The pair below has not signed.</summary>
    NotYetYourTurn,

    /// <summary>The review was returned and waits for ops.</summary>
    Returned,

    /// <summary>The team is not being assessed now.</summary>
    NotAssessed,

    /// <summary>Both have sealed: the ratings are open and do not change any more.</summary>
    Revealed,

    /// <summary>Not both have sealed yet.</summary>
    NotRevealed,

    /// <summary>Something that was to be written is missing or too long.</summary>
    NotComplete,

    /// <summary>This person cannot be that leader's delegate, or not in that time.</summary>
    NoDelegate,

    /// <summary>Two people were to be named, and both are one.</summary>
    OnePerson,

    /// <summary>The fit conversation was ended and what was written in it is deleted.</summary>
    FitOver,

    /// <summary>The link with which somebody came has ended.</summary>
    LinkEnded,

    /// <summary>The browser is not proven for this person in this quarter.</summary>
    NotProven,

    /// <summary>There is no code that can be entered any more.</summary>
    CodeExpired,

    /// <summary>As many codes were sent today as may be.</summary>
    TooManyCodes,

    NothingToWithdraw,
    TeamVoided,
    QuarterVoided,
    QuarterReleased,

    /// <summary>What is only done when all is over: the quarter, or a fit conversation, still runs.</summary>
    StillRunning,

    /// <summary>The new due date is not after the old one; or a day is over that was to be free.</summary>
    NotLater,

    /// <summary>Nothing is due on a day that is free.</summary>
    FreeDay,

    /// <summary>The person was written to a moment ago.</summary>
    TooSoon,

    /// <summary>The address is known under another name.</summary>
    OtherName,

    /// <summary>
    /// A sign-off that the release needs is missing, or the report was composed from an older ledger.
    /// </summary>
    NotJointlySigned,
}

/// <summary>What a command comes to: events, nothing new, or a refusal in one plain sentence.</summary>
public abstract record Decision
{
    private Decision() { }

    public sealed record Accepted(ImmutableArray<QuarterEvent> Events) : Decision;

    public sealed record Nothing : Decision;

    public sealed record Refused(Refusal Why, string Sentence) : Decision
    {
        /// <summary>What is wrong, field by field; empty if the refusal is about no field.</summary>
        public ImmutableArray<FieldProblem> Fields { get; init; } = [];
    }

    /// <summary>It is so already; asking again is no error.</summary>
    public static Decision AlreadySo { get; } = new Nothing();

    public static implicit operator Decision(QuarterEvent happened) => new Accepted([happened]);
}

/// <summary>What is wrong with one field of a command.</summary>
/// <param name="Field">The field's name, as forms and the API name it.</param>
public sealed record FieldProblem(string Field, string Sentence);

/// <summary>How a refusal gets its sentence.</summary>
public static class RefusalSentence
{
    /// <param name="problems">At least one, in the order of the form.</param>
    public static Decision At(this Refusal why, params ImmutableArray<FieldProblem> problems) =>
        new Decision.Refused(why, problems[0].Sentence) { Fields = problems };

    /// <summary>A refusal for <paramref name="problems"/>; null if there are none.</summary>
    internal static Decision? ForAny(this Refusal why, IEnumerable<FieldProblem> problems) =>
        problems.ToImmutableArray() is { IsEmpty: false } some ? why.At(some) : null;

    public static Decision Because(this Refusal why, string sentence) => new Decision.Refused(why, sentence);
}

using ReviewFlow.Signing;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Forms;

/// <summary>What a posted form comes to.</summary>
internal abstract record FormResult
{
    private FormResult() { }

    public sealed record Whole(ReviewCommand Command) : FormResult;

    /// <summary>Something is missing or too long; in the order of the fields.</summary>
    public sealed record Wanting(IReadOnlyList<Problem> Problems) : FormResult;

    /// <summary>What it speaks of is not as it was when the page was made.</summary>
    public sealed record OutOfDate(string Sentence) : FormResult;

    public static FormResult Of(IReadOnlyList<Problem> problems, Func<ReviewCommand> command) =>
        problems.Count > 0 ? new Wanting(problems) : new Whole(command());
}

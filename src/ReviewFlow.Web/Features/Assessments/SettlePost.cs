using Microsoft.AspNetCore.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>
/// The one form after the reveal: joint ratings, shares and joint work. A leader fills in what they can say now; each
/// part that has something is carried out.
/// </summary>
internal static class SettlePost
{
    private static readonly Dictionary<string, string[]> Written = new()
    {
        [FormAction.Reconcile] = [Fields.Rating, Fields.Rationale],
        [FormAction.Account] = [Fields.Share, Fields.Change, Fields.None, Fields.Because, Fields.Why],
        [FormAction.Work] = [Fields.Meetings, Fields.Wall],
    };

    /// <summary>What was written into the other parts.</summary>
    public static IFormCollection Without(IEnumerable<string> parts, IFormCollection fields)
    {
        var recorded = parts.SelectMany(p => Written[p]).ToArray();
        return new FormCollection(
            fields
                .Where(f => !recorded.Any(r => f.Key == r || f.Key.StartsWith(r + "-", StringComparison.Ordinal)))
                .ToDictionary(f => f.Key, f => f.Value)
        );
    }

    public static FormResult Read(AssessmentPost post)
    {
        var parts = new (string Part, FormResult Result)[]
        {
            (FormAction.Reconcile, ReconcilePost.Read(post)),
            (FormAction.Account, AccountPost.Read(post)),
            (FormAction.Work, WorkPost.Read(post)),
        };
        var results = parts.Select(p => p.Result).ToArray();
        if (results.OfType<FormResult.OutOfDate>().FirstOrDefault() is { } old)
            return old;
        if (results.OfType<FormResult.Wanting>().SelectMany(w => w.Problems).ToArray() is { Length: > 0 } problems)
            return new FormResult.Wanting(problems);
        var commands = parts
            .Where(p => p.Result is FormResult.Whole)
            .Select(p => (p.Part, ((FormResult.Whole)p.Result).Command))
            .ToArray();
        return commands.Length > 0 || results.OfType<FormResult.Untouched>().Any(u => u.Repeats)
            ? new FormResult.Parts(commands) // without any, nothing is to be changed
            : new FormResult.Wanting([
                results.OfType<FormResult.Untouched>().Select(u => u.Wanted).FirstOrDefault(w => w is not null)
                    ?? new(AssessmentPageTexts.NothingFilledIn),
            ]);
    }
}

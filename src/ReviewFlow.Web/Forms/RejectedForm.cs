using Microsoft.AspNetCore.Http;
using ReviewFlow.Text;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Forms;

/// <summary>
/// What a leader had typed when a form was not carried out, and why it was not. The page that says so fills its fields
/// from it; what no field takes up any more is shown beside the reason, so that nothing typed is ever lost.
/// </summary>
/// <param name="open">Of a form of parts, those that were not recorded; null where none was.</param>
internal sealed class RejectedForm(
    string formAction,
    Post post,
    string headline,
    IReadOnlyList<Problem> problems,
    IEnumerable<string>? open = null
)
{
    private static readonly string[] PartsOfSettle = [FormAction.Reconcile, FormAction.Account, FormAction.Work];

    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);

    /// <summary>This, where the form of <paramref name="other"/> is the one that was not carried out.</summary>
    public RejectedForm? For(string other) =>
        other == formAction || (formAction == FormAction.Settle && (open ?? PartsOfSettle).Contains(other))
            ? this
            : null;

    /// <summary>What stood in a field; null where the form had no such field.</summary>
    public string? Text(string name)
    {
        if (!post.Has(name))
            return null;
        _placed.Add(name);
        return post.Text(name);
    }

    /// <summary>Whether a box was ticked or an answer chosen; only to be asked of a form that had it.</summary>
    public bool Is(string name, string value) => post.Is(name, value);

    public bool Has(string name) => post.Has(name);

    public string? ErrorAt(string field) => problems.FirstOrDefault(p => p.Field == field)?.Text;

    /// <summary>To be asked when every field is filled.</summary>
    public RefusalMessage Refusal() =>
        new(headline, problems)
        {
            Kept =
            [
                .. post
                    .Names.Where(n => Fields.HoldsWords(n) && !_placed.Contains(n))
                    .Select(post.Text)
                    .Where(t => t.Length > 0),
            ],
        };
}

/// <summary>
/// What was typed into a form, as <see cref="SafeText.Prose"/> keeps it; browsers count its lines' ends the same way.
/// </summary>
internal sealed class Post(IFormCollection fields)
{
    public IEnumerable<string> Names => fields.Keys;

    public bool Has(string name) => fields.ContainsKey(name);

    public string Text(string name) => SafeText.Prose(fields[name].ToString());

    public bool Is(string name, string value) => fields[name] == value;
}

/// <summary>What a browser sent.</summary>
internal static class PostedForm
{
    /// <exception cref="BadHttpRequestException">It is no form, or larger than any of ours.</exception>
    public static async Task<IFormCollection> PostedFields(this HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            throw new BadHttpRequestException(FormTexts.NoFormSent);
        try
        {
            var fields = await http.Request.ReadFormAsync(http.RequestAborted);
            http.Features.Set(new ReadFields(fields));
            return fields;
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException(FormTexts.FormUnreadable, e);
        }
    }
}

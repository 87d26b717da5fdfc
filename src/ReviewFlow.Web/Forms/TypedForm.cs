using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Text;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Forms;

/// <summary>
/// What a person had typed when a form was not carried out, and why it was not; or their draft of it. The page fills
/// its fields from it; what no field takes up any more is shown beside, so that nothing typed is ever lost.
/// </summary>
/// <param name="headline">What was not done; null for a draft.</param>
/// <param name="open">Of a form of parts, those that were not recorded; null where none was.</param>
internal sealed class TypedForm(
    string formAction,
    Post post,
    string? headline,
    IReadOnlyList<Problem> problems,
    IEnumerable<string>? open = null
)
{
    private static readonly string[] PartsOfSettle = [FormAction.Reconcile, FormAction.Account, FormAction.Work];

    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);
    private readonly string? _draftedAt;

    /// <param name="at">When the draft was kept, already formatted.</param>
    public TypedForm(string formAction, Draft draft, string at)
        : this(
            formAction,
            new(new FormCollection(draft.Fields.ToDictionary(f => f.Key, f => new StringValues(f.Value)))),
            headline: null,
            []
        ) => _draftedAt = at;

    /// <summary>This, where the form of <paramref name="other"/> is the one that was not carried out.</summary>
    public TypedForm? For(string other) =>
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

    /// <summary>
    /// What stood in a field of one line, as it came: with what makes it unsound, if that is why it is refused.
    /// </summary>
    public string Line(string name)
    {
        _placed.Add(name);
        return post.Line(name);
    }

    /// <summary>Whether a box was ticked or an answer chosen; only to be asked of a form that had it.</summary>
    public bool Is(string name, string value) => post.Is(name, value);

    public bool Has(string name) => post.Has(name);

    /// <summary>By field.</summary>
    public IReadOnlyDictionary<string, string> Errors =>
        problems.Where(p => p.Field is not null).DistinctBy(p => p.Field).ToDictionary(p => p.Field!, p => p.Text);

    public string? ErrorAt(string field) => problems.FirstOrDefault(p => p.Field == field)?.Text;

    /// <summary>Null for a draft. To be asked when every field is filled.</summary>
    public RefusalMessage? Refusal() => headline is null ? null : new(headline, problems) { Kept = Kept };

    /// <summary>Null for what was sent. To be asked when every field is filled.</summary>
    public DraftNote? Draft => _draftedAt is null ? null : new(_draftedAt, Kept);

    /// <summary>What no field took up. To be asked when every field is filled.</summary>
    private IReadOnlyList<string> Kept =>
        [
            .. post
                .Names.Where(n => Fields.IsTyped(n) && !_placed.Contains(n))
                .Select(post.Text)
                .Where(t => t.Length > 0),
        ];
}

/// <summary>
/// What was typed into a form, as <see cref="SafeText.Prose"/> keeps it; browsers count its lines' ends the same way.
/// </summary>
internal sealed class Post(IFormCollection fields)
{
    public IEnumerable<string> Names => fields.Keys;

    public bool Has(string name) => fields.ContainsKey(name);

    public string Text(string name) => SafeText.Prose(fields[name].ToString());

    public string Line(string name) => fields[name].ToString().Trim();

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

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Forms;

/// <summary>
/// A form that was sent and could not be carried out yet. Its fields travel on in the answer, and the same post comes
/// back with them, so nothing typed is lost on the way.
/// </summary>
/// <param name="Action">Where it posts.</param>
/// <param name="Hidden">Every field but what this page itself asks for.</param>
/// <param name="Typed">What the person wrote, so that they see that it is still there.</param>
public sealed record HeldForm(string Action, IReadOnlyList<HeldField> Hidden, IReadOnlyList<string> Typed)
{
    /// <summary>What the person typed as a code.</summary>
    public const string CodeField = "code";

    /// <summary>Pressed in place of entering a code: asks for another.</summary>
    public const string NewCodeField = "new-code";

    /// <summary>Where a held form posts, while its page does something else.</summary>
    public const string ActionField = "held-action";

    private static readonly string[] OwnFields = [CodeField, NewCodeField, ActionField];

    /// <summary>The form that this request sent; null where it sent none that can be read.</summary>
    public static HeldForm? Of(HttpContext http) =>
        http.Features.Get<ReadFields>() is { } read ? Of(http.Request.Path.Value!, read.Fields) : null;

    public static HeldForm Of(string action, IFormCollection fields) =>
        new(
            action,
            [
                .. from field in fields
                where !OwnFields.Contains(field.Key)
                from value in field.Value
                select new HeldField(field.Key, value ?? ""),
            ],
            [.. fields.Where(f => Fields.IsTyped(f.Key)).Select(f => Said(f.Value)).Where(t => t.Length > 0)]
        );

    private static string Said(StringValues value) => value.ToString().Trim();
}

public sealed record HeldField(string Name, string Value);

/// <summary>
/// The fields of this request, once somebody has read them; without those of parts that are recorded.
/// </summary>
internal sealed record ReadFields(IFormCollection Fields);

/// <summary>What has to happen before a held form is carried out.</summary>
public enum HeldUntil
{
    /// <summary>The code that was mailed is entered.</summary>
    Code,

    /// <summary>The person opens their link again in this browser.</summary>
    Link,

    /// <summary>We can reach our records again.</summary>
    Records,
}

/// <summary>A held form, and what to do now.</summary>
/// <param name="Lead">One sentence: what happened.</param>
/// <param name="Problem">What was wrong with the last try; null for none.</param>
/// <param name="Code">Where the code went; only while a code is asked for.</param>
/// <param name="MaySendLink">A fresh link can be asked for here.</param>
/// <param name="Reference">What to tell ops when something failed on our side.</param>
public sealed record HeldFormModel(
    Frame Frame,
    HeldForm Form,
    HeldUntil Until,
    string Lead,
    string? Problem = null,
    CodeRequest? Code = null,
    bool MaySendLink = false,
    string? Reference = null
) : PageModel(Frame);

/// <param name="Address">To which the code was mailed.</param>
/// <param name="Browser">The label by which ops can confirm this browser.</param>
public sealed record CodeRequest(string Address, string Browser);

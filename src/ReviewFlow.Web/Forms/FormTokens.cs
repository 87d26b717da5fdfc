using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ReviewFlow.Application.Keys;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Forms;

/// <summary>
/// One-time tokens for forms. A token belongs to the browser session that got the page and to one action; the commit
/// spends its key, so that sending the same form twice does one thing. Without a rendered form there is no token.
/// </summary>
public sealed class FormTokens(IDataProtectionProvider protection)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);
    private readonly ITimeLimitedDataProtector _seal = protection
        .CreateProtector("ReviewFlow.Links.Form")
        .ToTimeLimitedDataProtector();

    /// <param name="formAction">What the form does and to what: <c>sign-off/checkout</c>.</param>
    public string Issue(Session session, string formAction) =>
        _seal.Protect(
            JsonSerializer.Serialize(
                new Form(
                    session.TokenHash,
                    session.Browser,
                    formAction,
                    Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))
                )
            ),
            Lifetime
        );

    /// <summary>
    /// The key that the commit spends; null if the token is not one of this session's for this action, or too old.
    /// </summary>
    public string? Check(Session session, string formAction, string? token)
    {
        if (token is null)
            return null;
        try
        {
            return
                JsonSerializer.Deserialize<Form>(_seal.Unprotect(token)) is { } form
                && form == new Form(session.TokenHash, session.Browser, formAction, form.Key)
                ? "form/" + form.Key
                : null;
        }
        catch (CryptographicException e) when (e.IsHonestNo())
        {
            return null;
        }
    }

    private sealed record Form(string TokenHash, string Browser, string FormAction, string Key);
}

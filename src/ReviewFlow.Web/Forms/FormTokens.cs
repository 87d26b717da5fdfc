using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ReviewFlow.Application.Keys;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Forms;

/// <summary>
/// One-time tokens for forms. A token belongs to one person in one browser and to one action; the commit spends its
/// key, so that sending the same form twice does one thing. Without a rendered form there is no token. It outlives the
/// session: a form that was open overnight is sent once the person has come in again.
/// </summary>
public sealed class FormTokens(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("ReviewFlow.Links.Form");

    /// <param name="formAction">What the form does and to what: <c>sign-off/checkout</c>.</param>
    public string Issue(Session session, string formAction) =>
        _seal.Protect(
            JsonSerializer.Serialize(
                new Form(
                    session.Key,
                    session.Browser,
                    formAction,
                    Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))
                )
            )
        );

    /// <summary>The key that the commit spends; null if the token is not this session's for this action.</summary>
    public string? Check(Session session, string formAction, string? token) =>
        Open(token) is { } form && form == new Form(session.Key, session.Browser, formAction, form.Key)
            ? "form/" + form.Key
            : null;

    /// <summary>Whether the form was made for this session, whatever it does.</summary>
    public bool IsOf(Session session, string? token) =>
        Open(token) is { } form && form.Session == session.Key && form.Browser == session.Browser;

    private Form? Open(string? token)
    {
        if (token is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Form>(_seal.Unprotect(token));
        }
        catch (CryptographicException e) when (e.IsHonestNo())
        {
            return null;
        }
    }

    private sealed record Form(string Session, string Browser, string FormAction, string Key);
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Settings;

namespace ReviewFlow.Web.Links;

/// <summary>Which link a browser came with. Says nothing about whether the link is alive.</summary>
/// <param name="TokenHash">Of the link's token; the token itself is not kept anywhere.</param>
/// <param name="Browser">128 random bits of this browser, so that a form of one browser is no use in another.</param>
/// <param name="IsReported">The link opened nothing when it was followed, and that was recorded then.</param>
public sealed record Session(string TokenHash, string Browser, bool IsReported = false);

/// <summary>
/// The cookie that takes the token's place at once, so that the token stays in no address bar, history or referrer. It
/// is read by the server alone and is bound to this host.
/// </summary>
public sealed class SessionCookie(IDataProtectionProvider protection, ReviewFlowSettings settings)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private readonly ITimeLimitedDataProtector _seal = protection
        .CreateProtector("ReviewFlow.Links.Session")
        .ToTimeLimitedDataProtector();

    // A __Host- cookie needs https; over plain http on one's own machine the name would keep it from being stored.
    private readonly bool _secure = settings.PublicUrl.Scheme == Uri.UriSchemeHttps;

    private string Name => _secure ? "__Host-reviewflow" : "reviewflow";

    public void Write(HttpResponse response, string tokenHash, bool isReported = false)
    {
        var session = new Session(tokenHash, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), isReported);
        response.Cookies.Append(
            Name,
            _seal.Protect(JsonSerializer.Serialize(session), Lifetime),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = _secure,
                Path = "/",
                SameSite = SameSiteMode.Lax, // Strict would not be sent on the redirect that a click in a mail leads to
                IsEssential = true,
            }
        );
    }

    public Session? Read(HttpRequest request)
    {
        if (request.Cookies[Name] is not { } text)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Session>(_seal.Unprotect(text));
        }
        catch (CryptographicException e) when (e.IsHonestNo())
        {
            return null;
        }
    }
}

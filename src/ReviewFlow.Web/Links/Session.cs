using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Settings;

namespace ReviewFlow.Web.Links;

/// <summary>Which link a browser came with. Says nothing about whether the link is alive.</summary>
/// <param name="Key">Whose pages it opens; see <see cref="SessionAddress"/>.</param>
/// <param name="TokenHash">Of the link's token; the token itself is not kept anywhere.</param>
/// <param name="Browser">128 random bits of this browser for this person and quarter. They stay when the person opens
/// another link, so that forms that are open and the browser's proof stay good.</param>
/// <param name="SeenAt">When the person last used it, Unix time in milliseconds.</param>
/// <param name="IsReported">The link opened nothing when it was followed, and that was recorded then.</param>
public sealed record Session(
    string Key,
    LinkPurpose Purpose,
    string TokenHash,
    string Browser,
    long SeenAt,
    bool IsReported = false
)
{
    /// <summary>After this time without a request the link has to be opened again; the browser stays proven.</summary>
    public static readonly Duration IdleTime = Duration.FromHours(12);

    /// <summary>With what the person comes; set where the link is alive.</summary>
    [JsonIgnore]
    public Credential? By { get; init; }

    /// <summary>What the ledger knows of the browser: the SHA-256 of its number.</summary>
    [JsonIgnore]
    public string BrowserHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Browser)));

    public bool IsIdle(Instant now) => Instant.FromUnixTimeMilliseconds(SeenAt) + IdleTime <= now;
}

/// <summary>
/// One cookie for each person, quarter and purpose. It takes the token's place at once, so that the token stays in no
/// address bar, history or referrer. It is read by the server alone and is bound to this host.
/// </summary>
public sealed class SessionCookie(IDataProtectionProvider protection, ReviewFlowSettings settings, TimeProvider time)
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMinutes(10);

    /// <summary>A proven browser stays so for the quarter, so the cookie outlives the window.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    private readonly IDataProtector _seal = protection.CreateProtector("ReviewFlow.Links.Session");

    // A __Host- cookie needs https; over plain http on one's own machine the name would keep it from being stored.
    private readonly bool _secure = settings.PublicUrl.Scheme == Uri.UriSchemeHttps;

    private string Prefix => _secure ? "__Host-reviewflow-" : "reviewflow-";

    /// <summary>Begins a session, or goes on with the one that this browser has for the same person.</summary>
    public Session Open(HttpContext http, Link link, bool isReported)
    {
        var key = SessionAddress.KeyOf(link);
        var session = new Session(
            key,
            link.Purpose,
            link.TokenHash,
            Read(http.Request, key)?.Browser ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            time.Now().ToUnixTimeMilliseconds(),
            isReported
        );
        Write(http.Response, session);
        return session;
    }

    /// <summary>The session that the address of the request names.</summary>
    public Session? Read(HttpRequest request) => SessionAddress.KeyOf(request) is { } key ? Read(request, key) : null;

    /// <summary>The session that was used last, of those that open pages of this kind if there is one.</summary>
    public Session? Newest(HttpRequest request, LinkPurpose? purpose) =>
        request
            .Cookies.Keys.Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => Opened(request.Cookies[n]))
            .OfType<Session>()
            .MaxBy(s => (s.Purpose == purpose, s.SeenAt));

    /// <summary>A session that is used goes on.</summary>
    public void Refresh(HttpContext http, Session session)
    {
        var now = time.Now();
        if (
            !http.Response.HasStarted
            && now - Instant.FromUnixTimeMilliseconds(session.SeenAt) >= Duration.FromTimeSpan(RefreshEvery)
        )
            Write(http.Response, session with { SeenAt = now.ToUnixTimeMilliseconds() });
    }

    /// <summary>Forgets the person, and that the browser was proven for them.</summary>
    public void Delete(HttpContext http, Session session) =>
        http.Response.Cookies.Delete(NameOf(session.Key), Options());

    private void Write(HttpResponse response, Session session) =>
        response.Cookies.Append(
            NameOf(session.Key),
            _seal.Protect(JsonSerializer.Serialize(session)),
            Options(Lifetime)
        );

    private Session? Read(HttpRequest request, string key) =>
        Opened(request.Cookies[NameOf(key)]) is { } session && session.Key == key ? session : null;

    private Session? Opened(string? text)
    {
        if (text is null)
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

    private string NameOf(string key) => Prefix + key.Replace('/', '-');

    private CookieOptions Options(TimeSpan? maxAge = null) =>
        new()
        {
            HttpOnly = true,
            Secure = _secure,
            Path = "/",
            SameSite = SameSiteMode.Lax, // Strict would not be sent on the redirect that a click in a mail leads to
            IsEssential = true,
            MaxAge = maxAge,
        };
}

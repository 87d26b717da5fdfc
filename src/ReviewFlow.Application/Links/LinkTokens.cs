using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using ReviewFlow.Application.Keys;

namespace ReviewFlow.Application.Links;

/// <summary>Bearer tokens: 256 random bits, 43 characters of base64url. Only their SHA-256 is kept.</summary>
public sealed class LinkTokens(IDataProtectionProvider protection)
{
    private const int Length = 43;

    // An undelivered mail must carry the same link when it is sent again, so the token waits in the outbox, encrypted.
    private readonly IDataProtector _seal = protection.CreateProtector("ReviewFlow.Links.Token");

    /// <summary>A new token: its hash for the ledger's file, and itself, sealed, for the outbox.</summary>
    /// <param name="code">A code that goes with the same mail, sealed with it.</param>
    public (string Hash, string Sealed) Issue(string? code = null)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (HashOf(token), _seal.Protect(code is null ? token : $"{token} {code}"));
    }

    /// <exception cref="CryptographicException">The key it was sealed with is gone.</exception>
    public (string Token, string? Code) Open(string sealedToken) =>
        _seal.UnprotectMaced(sealedToken).Split(' ') is [var token, .. var code]
            ? (token, code.FirstOrDefault())
            : throw new CryptographicException("There is no token.");

    public static bool LooksLikeOne(string? text) => text is { Length: Length } && Base64Url.IsValid(text);

    /// <summary>SHA-256 of the token's ASCII text, 64 hexadecimal digits.</summary>
    public static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}

using System.Security.Cryptography;
using System.Text;
using ReviewFlow.Application.Keys;

namespace ReviewFlow.Application.Outbox;

/// <summary>How a mail is known outside the house: the SHA-256 of its key, which names nobody.</summary>
public static class MessageHash
{
    /// <summary>64 lower-case hexadecimal digits; the same key always gives the same.</summary>
    public static string Of(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>
    /// What a Message-ID begins with: 32 hexadecimal digits that no other installation has, as none has its signing
    /// key.
    /// </summary>
    public static string InMessageId(SigningKey installation, string key) => Of($"{installation.Id}/{key}")[..32];
}

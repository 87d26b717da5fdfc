using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace ReviewFlow.Application.Keys;

/// <summary>
/// Encrypted text whose genuineness the MAC of its row holds, not its encryption. A data protection key that is revoked
/// takes nothing away from it: what somebody typed is not lost over a key.
/// </summary>
public static class MacedText
{
    /// <exception cref="CryptographicException">It is no such text, or its key is gone.</exception>
    public static string UnprotectMaced(this IDataProtector protector, string text)
    {
        if (protector is not IPersistedDataProtector persisted)
            return protector.Unprotect(text);
        try
        {
            return Encoding.UTF8.GetString(
                persisted.DangerousUnprotect(
                    Base64Url.DecodeFromChars(text),
                    ignoreRevocationErrors: true,
                    out _,
                    out _
                )
            );
        }
        catch (FormatException e)
        {
            throw new CryptographicException(e.Message, e);
        }
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Safe;

/// <summary>
/// Seals a text for one place of the safe, under a key that is derived for this quarter and place and nothing else. So a text
/// that was moved elsewhere does not open, and what opens cookies, links and forms opens none. Every 90 days a new key of
/// the ring seals; the old ones stay in the ring for opening, however long a text lies.
/// </summary>
public sealed class SealedTexts(IDataProtectionProvider protection)
{
    public string Seal(QuarterId quarter, string place, string text) => For(quarter, place).Protect(text);

    /// <exception cref="UnusableException">It was not sealed for this place, it was changed, or its key is gone.</exception>
    public string Open(QuarterId quarter, string place, string sealedText)
    {
        try
        {
            return For(quarter, place).Unprotect(sealedText);
        }
        catch (CryptographicException e)
        {
            throw e.Trouble() ?? new UnusableException($"{quarter}: what lies sealed at {place} cannot be opened; it was changed or moved, or the key it was sealed with is gone.", e);
        }
    }

    private IDataProtector For(QuarterId quarter, string place) => protection.CreateProtector("ReviewFlow.Sealed", quarter.ToString(), place);
}

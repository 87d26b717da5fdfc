using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Sealed;

/// <summary>
/// Seals a text for one place of the sealed store, under a key that is derived for this quarter and place and nothing
/// else. So a text that was moved elsewhere does not open, and what opens cookies, links and forms opens none. Every 90
/// days a new key of the ring seals; the old ones stay in the ring for opening, however long a text lies.
/// </summary>
public sealed class SealedTextProtector(
    IDataProtectionProvider protection,
    RowMac mac,
    SecurityLog security,
    TimeProvider time
)
{
    /// <summary>The row's MAC, the moment (milliseconds since 1970), the sealed text; a space between.</summary>
    public string Seal(QuarterId quarter, string slot, string text)
    {
        var (sealedText, at) = (For(quarter, slot).Protect(text), time.Now());
        var code = mac.Of("sealed", at, quarter.ToString(), slot, sealedText);
        return string.Create(CultureInfo.InvariantCulture, $"{code} {at.ToUnixTimeMilliseconds()} {sealedText}");
    }

    /// <exception cref="OperatorException">ReviewFlow did not write this row for this place, its key is gone, or the
    /// keys cannot be read just now.</exception>
    public string Open(QuarterId quarter, string slot, string row)
    {
        if (
            row.Split(' ') is not [var code, var moment, var sealedText]
            || Moment(moment) is not { } at
            || !mac.Fits(code, "sealed", at, quarter.ToString(), slot, sealedText)
        )
        {
            security.Record(SecurityEvent.RowForged, quarter, "sealed");
            throw new IntegrityException(SealedTexts.SealedTextNotOurs.With(new { quarter, slot }));
        }
        try
        {
            return For(quarter, slot).UnprotectMaced(sealedText);
        }
        catch (CryptographicException e)
        {
            throw (OperatorException?)e.Trouble()
                ?? new IntegrityException(SealedTexts.SealedTextKeyGone.With(new { quarter, slot }), e);
        }
    }

    private static Instant? Moment(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= Instant.MaxValue.ToUnixTimeMilliseconds()
            ? Instant.FromUnixTimeMilliseconds(at)
            : null;

    private IDataProtector For(QuarterId quarter, string slot) =>
        protection.CreateProtector("ReviewFlow.Sealed", quarter.ToString(), slot);
}

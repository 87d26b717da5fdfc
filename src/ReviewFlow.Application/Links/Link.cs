using System.Globalization;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Links;

/// <summary>A mailed bearer token, known to us only by the SHA-256 of it (64 hexadecimal digits).</summary>
/// <param name="IssuedAt">How many entries the quarter's ledger had: an entry that ends the person's links ends those
/// issued before it.</param>
/// <param name="Mac">By <see cref="RowMac"/>; without a valid one it opens nothing.</param>
public sealed record Link(
    string TokenHash,
    QuarterId Quarter,
    PersonId Person,
    LinkPurpose Purpose,
    long IssuedAt,
    Instant CreatedAt,
    Instant ExpiresAt,
    string? Mac = null
)
{
    /// <summary>This link as ReviewFlow writes it.</summary>
    public Link With(RowMac mac) => this with { Mac = mac.Of("link", CreatedAt, Fields) };

    public bool IsOurs(RowMac mac) => mac.Fits(Mac, "link", CreatedAt, Fields);

    private string[] Fields =>
        [
            TokenHash,
            Quarter.ToString(),
            Person.ToString(),
            Purpose.ToString(),
            Text(IssuedAt),
            Text(ExpiresAt.ToUnixTimeMilliseconds()),
        ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The rows of the links that were mailed. They are written by <see cref="ILedger.Commit"/>.</summary>
public interface ILinks
{
    /// <summary>As it is stored; null where there is no such row.</summary>
    Task<Link?> Find(string tokenHash, CancellationToken cancellationToken);
}

/// <summary>
/// The links that ReviewFlow issued. A row that somebody else put into the database, or changed there, is none.
/// </summary>
public sealed class IssuedLinks(ILinks rows, RowMac mac, SecurityLog security)
{
    /// <summary>Alive or not; null where ReviewFlow issued no such link.</summary>
    public async Task<Link?> Find(string tokenHash, CancellationToken cancellationToken)
    {
        if (await rows.Find(tokenHash, cancellationToken) is not { } link)
            return null;
        if (link.TokenHash == tokenHash && link.IsOurs(mac))
            return link; // the row of another token grants nothing either
        security.Record(SecurityEvent.RowForged, link.Quarter, "link");
        return null;
    }
}

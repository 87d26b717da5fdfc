using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Links;

/// <summary>What a link opens.</summary>
public enum LinkPurpose
{
    /// <summary>A leader's desk: read, sign, return, withdraw.</summary>
    Desk,

    /// <summary>The CEO's page of the released report.</summary>
    Report,

    /// <summary>A fit conversation, for one of the two.</summary>
    Fit,
}

/// <summary>A mailed bearer token, known to us only by the SHA-256 of it (64 hexadecimal digits).</summary>
public sealed record Link(string TokenHash, QuarterId Quarter, PersonId Person, LinkPurpose Purpose, Instant CreatedAt, Instant ExpiresAt, Instant? RevokedAt = null)
{
    public bool IsAlive(Instant now) => RevokedAt is null && now < ExpiresAt;
}

/// <summary>The links that were mailed. They are written by <see cref="Ledger.ILedger.Commit"/>.</summary>
public interface ILinks
{
    /// <summary>Alive or not; null where no such token was ever mailed.</summary>
    Task<Link?> Find(string tokenHash, CancellationToken stop);

    /// <summary>Ends every link of a person in a quarter.</summary>
    Task Revoke(QuarterId quarter, PersonId person, Instant now, CancellationToken stop);
}

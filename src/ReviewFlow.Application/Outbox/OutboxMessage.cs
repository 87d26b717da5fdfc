using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Outbox;

/// <summary>A mail that was promised in a commit and is not lost until it is delivered.</summary>
/// <param name="Key">Stable: <c>2026-Q3/41/invitation/cto@example.com</c>. The Message-ID comes from it, so a repeat is
/// the same mail.</param>
/// <param name="Content">The composed mail as JSON; its link is put in when it leaves.</param>
/// <param name="SealedToken">The link's token, encrypted; erased on delivery.</param>
/// <param name="Attachment">SHA-256 of the report to attach; null for none.</param>
/// <param name="TraceParent">The span that owed it (W3C Trace Context), so that its delivery goes on in the same trace;
/// null where nobody listened.</param>
public sealed record OutboxMessage(
    string Key,
    QuarterId Quarter,
    Person To,
    string Content,
    string? SealedToken,
    string? Attachment,
    Instant OwedAt,
    int Attempts = 0,
    string? TraceParent = null
)
{
    /// <summary>SHA-256 of <see cref="SealedToken"/>; stays when the token is erased.</summary>
    public string? TokenDigest { get; init; }

    /// <summary>By <see cref="RowMac"/>; without a valid one it is not sent.</summary>
    public string? Mac { get; init; }

    /// <summary>This mail as ReviewFlow writes it.</summary>
    public OutboxMessage With(RowMac mac)
    {
        var digested = this with { TokenDigest = SealedToken is null ? null : LinkTokens.HashOf(SealedToken) };
        return digested with { Mac = mac.Of("mail", OwedAt, digested.Fields) };
    }

    public bool IsOurs(RowMac mac) =>
        mac.Fits(Mac, "mail", OwedAt, Fields) && (SealedToken is null || LinkTokens.HashOf(SealedToken) == TokenDigest);

    private string?[] Fields => [Key, Quarter.ToString(), To.Name, To.Email, Content, TokenDigest, Attachment];

    /// <summary>The key without the address at its end: logs and traces name no one.</summary>
    [JsonIgnore]
    public string NamelessKey => Key[..Math.Max(0, Key.LastIndexOf('/'))];

    /// <summary><c>invitation</c>, <c>released</c>, …: why it was owed.</summary>
    [JsonIgnore]
    public string Occasion => NamelessKey[(NamelessKey.LastIndexOf('/') + 1)..];

    /// <summary>
    /// Why its row cannot be read. Such a mail has its key and no content that counts: it is dead-lettered and never
    /// sent.
    /// </summary>
    [JsonIgnore]
    public string? Unreadable { get; init; }

    /// <summary>A row of which only the key is sure; the quarter is the one that the key begins with.</summary>
    public static OutboxMessage OfUnreadable(string key, string address, string why, Instant owedAt) =>
        new(key, QuarterOf(key) ?? default, new Person("", address), "", null, null, owedAt) { Unreadable = why };

    /// <summary>The quarter that a key begins with; null where it begins with none.</summary>
    public static QuarterId? QuarterOf(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is var end
        && QuarterId.TryParse(end < 0 ? key : key[..end], null, out var quarter)
            ? quarter
            : null;
}

/// <summary>The mails owed. They are written by <see cref="Ledger.ILedger.Commit"/> alone.</summary>
public interface IOutbox
{
    /// <summary>
    /// Undelivered mails whose next attempt has come, oldest first. A row that cannot be read comes as
    /// <see cref="OutboxMessage.Unreadable"/> and hides no other.
    /// </summary>
    Task<IReadOnlyList<OutboxMessage>> Due(Instant now, int most, CancellationToken cancellationToken);

    /// <summary>When the next attempt comes; null when nothing is owed.</summary>
    Task<Instant?> NextAttempt(CancellationToken cancellationToken);

    /// <summary>
    /// Since when the oldest mail is owed that is neither delivered nor dead-lettered; null when none is. For a probe:
    /// it reads no mail.
    /// </summary>
    Task<Instant?> OldestOwed(CancellationToken cancellationToken);

    Task Delivered(string key, Instant at, CancellationToken cancellationToken);

    /// <summary>The attempt failed; the next is at <paramref name="next"/>.</summary>
    Task Failed(string key, Instant next, string why, CancellationToken cancellationToken);

    /// <summary>No attempt will succeed; ops see it in the quarter's status.</summary>
    Task DeadLettered(string key, string why, CancellationToken cancellationToken);

    /// <summary>
    /// The mail of a quarter, delivered or not, whose key has this <see cref="MessageHash"/>; null if there is none.
    /// </summary>
    Task<OutboxMessage?> Find(QuarterId quarter, string messageHash, CancellationToken cancellationToken);

    Task<OutboxCount> Count(QuarterId quarter, CancellationToken cancellationToken);
}

/// <summary>How the mails of a quarter stand.</summary>
public sealed record OutboxCount(int Delivered, int Owed, IReadOnlyList<DeadLetteredMail> DeadLettered);

public sealed record DeadLetteredMail(string Key, string To, string Why)
{
    /// <summary>As <see cref="OutboxMessage.Occasion"/>.</summary>
    public string Occasion => Key.Split('/') is { Length: >= 3 } parts ? parts[2] : "";
}

/// <summary>How a mail is known outside the house: the SHA-256 of its key, which names nobody.</summary>
public static class MessageHash
{
    /// <summary>64 lower-case hexadecimal digits; the same key always gives the same.</summary>
    public static string Of(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>
    /// What a Message-ID begins with: 32 hexadecimal digits that no other installation has, as none has its first
    /// signing key. They stay the same when that key is replaced, so that a mail in flight keeps its Message-ID.
    /// </summary>
    public static string InMessageId(LedgerKeys installation, string key) =>
        Of($"{installation.InstallationId}/{key}")[..32];
}

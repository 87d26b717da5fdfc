using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using ReviewFlow.People;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// What the rows of a quarter's partition are called. Names of people, keys and places go in as their SHA-256: row keys
/// stand in addresses, and addresses in the logs of the storage account.
/// </summary>
internal static class RowKeys
{
    public const string Head = "head";

    /// <summary>The first name behind <see cref="Head"/>, which itself sorts behind every entry.</summary>
    public const string BehindHead = "head!";

    /// <summary>Before the first and behind the last row of a kind: <c>-</c> is followed by <c>.</c></summary>
    public static (string From, string To) All(string kind) => (kind + "-", kind + ".");

    /// <summary>
    /// Named by the last entry the row holds, so that the rows behind an entry are exactly those with a greater name.
    /// </summary>
    public static string Entries(long last) => string.Create(CultureInfo.InvariantCulture, $"entry-{last:0000000000}");

    /// <summary>
    /// People whom a commit introduced, by the number of the first. It sorts behind every entry and before the head.
    /// </summary>
    public static string People(int first) => string.Create(CultureInfo.InvariantCulture, $"{PeopleKind}{first:00000}");

    public const string PeopleKind = "entry-people-";

    /// <summary>The first name behind all rows of people: <c>-</c> is followed by <c>.</c></summary>
    public const string BehindPeople = "entry-people.";

    public static string Mail(string key) => "mail-" + Hash(key);

    public static string Link(PersonId person, string tokenHash) => $"{LinksOf(person)}-{tokenHash}";

    public static string LinksOf(PersonId person) => "link-" + Hash(person.ToString())[..32];

    public static string Spent(string key) => "spent-" + Hash(key);

    public static string Sealed(string slot) => "sealed-" + Hash(slot);

    /// <summary>
    /// Mails and links that were too many for rows of their own; sorts before everything that is <see cref="Owed"/>.
    /// </summary>
    public static string OverflowBatch(long version, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{Parcels}-{version:0000000000}-{part:000}");

    public const string Parcels = "owed-0";

    /// <summary>The mail whose next attempt is at <paramref name="at"/>.</summary>
    public static string Owed(Instant at, string key) => $"{OwedAt(at)}-{Hash(key)}";

    /// <summary>Behind every mail whose next attempt is at <paramref name="now"/> or before.</summary>
    public static string OwedUntil(Instant now) => OwedAt(now) + ".";

    public const string Mails = "owed-1";

    /// <summary>
    /// The moment of the next attempt that the row of an owed mail is named by; null where the name is not one of ours.
    /// </summary>
    public static Instant? OwedAt(string row)
    {
        var from = Mails.Length + 1;
        return
            row.Length >= from + 15
            && long.TryParse(row.AsSpan(from, 15), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= LastMoment
            ? Instant.FromUnixTimeMilliseconds(at)
            : null;
    }

    private static readonly long LastMoment = Instant.MaxValue.ToUnixTimeMilliseconds();

    private static string OwedAt(Instant at) =>
        string.Create(CultureInfo.InvariantCulture, $"{Mails}-{at.ToUnixTimeMilliseconds():000000000000000}");

    private static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}

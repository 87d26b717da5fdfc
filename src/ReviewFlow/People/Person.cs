using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ReviewFlow.Json;
using ReviewFlow.Text;

namespace ReviewFlow.People;

/// <summary>Somebody a roster names. Two persons are the same when their <see cref="Id"/> is.</summary>
public sealed record Person(string Name, string Email)
{
    public const int MaxNameLength = 100,
        MaxEmailLength = EmailAddress.MaxLength;

    [JsonIgnore]
    public PersonId Id => PersonId.Of(Email);

    /// <summary>One line of plain text, as rosters and forms must give it.</summary>
    public static bool IsName(string name) =>
        name.Trim() is { Length: > 0 and <= MaxNameLength } && SafeText.IsOneLine(name);

    /// <summary>
    /// An address as it is kept: sound, and its domain in ASCII. What somebody typed is read by
    /// <see cref="EmailAddress.TryRead"/>.
    /// </summary>
    public static bool IsAddress(string email) => EmailAddress.TryRead(email, out var address) && address == email;

    /// <summary>Both are called the same, whatever the spaces and the case.</summary>
    public bool IsNamesakeOf(Person other) => NameKey == other.NameKey;

    /// <summary>Both are called the same, or so much alike that one is easily taken for the other.</summary>
    public bool LooksLike(Person other) => IsNamesakeOf(other) || NameSkeleton.Of(Name) == NameSkeleton.Of(other.Name);

    public override string ToString() => Name;

    /// <summary>Equal for two spellings of one name that differ in case and spaces alone.</summary>
    internal string NameKey =>
        string.Join(' ', Name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}

/// <summary>
/// Who an address belongs to: lower case, without what plus-addressing adds (RFC 5233), so that neither case nor a
/// sub-address makes one person look like two.
/// </summary>
[JsonConverter(typeof(TextConverter<PersonId>))]
public readonly record struct PersonId : IParsable<PersonId>
{
    private readonly string _address;

    private PersonId(string address) => _address = address;

    public static PersonId Of(string email)
    {
        var address = email.Trim().ToLowerInvariant();
        var at = address.LastIndexOf('@');
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        return new(plus > 0 && plus < at ? address[..plus] + address[at..] : address);
    }

    public static PersonId Parse(string s, IFormatProvider? provider = null) => Of(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonId result)
    {
        result = s is null ? default : Of(s);
        return s is not null;
    }

    public override string ToString() => _address;
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ReviewFlow.Json;

namespace ReviewFlow.Pairs;

/// <summary>Somebody a roster names. Two persons are the same when their <see cref="Id"/> is.</summary>
public sealed record Person(string Name, string Email)
{
    [JsonIgnore]
    public PersonId Id => PersonId.Of(Email);

    public override string ToString() => Name;
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

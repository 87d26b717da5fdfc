using System.Collections.Immutable;
using ReviewFlow.Text;

namespace ReviewFlow.People;

/// <summary>
/// What is asked of everybody who is named: in a roster, as a delegate, for a fit conversation. One mailbox is one
/// person, so an address has one name. Two people may share a name; where that would let one person pass for two, ops
/// state in the roster that they are two.
/// </summary>
public static class PersonRules
{
    /// <summary>Said wherever a name is refused.</summary>
    public static string NameWanted => PersonTexts.NameFormat.With(new { max = Person.MaxNameLength });

    /// <summary>The person as they are kept, or what is wrong with the name, the address or both.</summary>
    public static (Person? Person, string? Name, string? Email) Read(string name, string email)
    {
        var wrong = Person.IsName(name) ? null : NameWanted;
        return EmailAddress.TryRead(email, out var address)
            ? (wrong is null ? new(name.Trim(), address) : null, wrong, null)
            : (null, wrong, EmailAddress.Wanted);
    }

    /// <summary>What is wrong with somebody who was named by other ways than a reader; null where nothing is.</summary>
    public static string? WhyUnsound(Person named) =>
        !Person.IsName(named.Name) ? NameWanted
        : Person.IsAddress(named.Email) ? null
        : EmailAddress.Wanted;

    /// <summary>
    /// The first of <paramref name="known"/> who has the mailbox of <paramref name="named"/> under another name.
    /// </summary>
    public static Person? OtherNameOf(Person named, IEnumerable<Person> known) =>
        known.FirstOrDefault(p => p.Id == named.Id && !p.IsNamesakeOf(named));

    /// <summary>Two addresses whose names are alike, and nobody stated that they are two people.</summary>
    public static bool MayBeOne(Person one, Person other, ImmutableArray<ImmutableArray<PersonId>> namesakes) =>
        one.Id != other.Id
        && one.LooksLike(other)
        && !namesakes.Any(group => group.Contains(one.Id) && group.Contains(other.Id));

    /// <summary>How the name of <paramref name="one"/> is like that of <paramref name="other"/>.</summary>
    /// <param name="place">Where the roster names the other; null if there is only one place to look at.</param>
    public static string Likeness(Person one, Person other, string? place = null)
    {
        if (one.IsNamesakeOf(other))
            return (place is null ? PersonTexts.SameName : PersonTexts.SameNameAt).With(
                new
                {
                    name = one.Name,
                    address = other.Email,
                    place,
                }
            );
        var (mine, theirs) = (one.Name.EnumerateRunes().ToArray(), other.Name.EnumerateRunes().ToArray());
        var at = mine.Zip(theirs).TakeWhile(pair => pair.First == pair.Second).Count();
        return (place is null ? PersonTexts.NameLooksAlike : PersonTexts.NameLooksAlikeAt).With(
            new
            {
                name = one.Name,
                otherName = other.Name,
                address = other.Email,
                character = Code(mine),
                otherCharacter = Code(theirs),
                place,
            }
        );

        string Code(System.Text.Rune[] runes) =>
            at < runes.Length ? $"U+{runes[at].Value:X4}" : PersonTexts.CharacterMissing;
    }

    internal static string HowToState(Person one, Person other) =>
        PersonTexts.StateNamesakes.With(new { earlier = other.Email, later = one.Email });
}

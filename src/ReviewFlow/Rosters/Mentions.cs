using System.Collections.Immutable;
using ReviewFlow.Json;
using ReviewFlow.People;
using ReviewFlow.Text;

namespace ReviewFlow.Rosters;

/// <summary>Everybody whom a roster names, each with their place, in the order they were read.</summary>
internal sealed class Mentions(Findings problems)
{
    private readonly List<(Person Person, ObjectReader At)> _all = [];
    private readonly HashSet<PersonId> _reported = [];

    public Person? Read(ObjectReader at)
    {
        if (PeopleReader.ReadPerson(at) is not { } person)
            return null;
        _all.Add((person, at));
        return person;
    }

    public bool Names(PersonId person) => _all.Exists(m => m.Person.Id == person);

    /// <summary>This mailbox has a problem already that two names would only say again.</summary>
    public void Reported(PersonId person) => _reported.Add(person);

    /// <summary>One mailbox is one person and has one name.</summary>
    public void CheckAddresses()
    {
        var first = new Dictionary<PersonId, (Person Person, ObjectReader At)>();
        foreach (var (person, at) in _all.Where(m => !_reported.Contains(m.Person.Id)))
        {
            if (
                first.TryAdd(person.Id, (person, at))
                || first[person.Id] is var known && known.Person.IsNamesakeOf(person)
            )
                continue;
            if (problems.IsFull)
                problems.CountOneMore();
            else
                at.ReportAt(
                    "email",
                    RosterTexts.TwoNamesForMailbox.With(
                        new
                        {
                            address = person.Email,
                            firstName = known.Person.Name,
                            place = Place(known.At.At("email")),
                            name = person.Name,
                        }
                    ),
                    RosterTexts.OneNamePerMailbox
                );
        }
    }

    /// <summary>Names that are alike are worth a look, unless ops stated that they are two people.</summary>
    public Findings CheckNames(ImmutableArray<ImmutableArray<PersonId>> namesakes)
    {
        var warnings = new Findings();
        var alike = new Dictionary<string, List<(Person Person, ObjectReader At)>>();
        foreach (var mention in _all.DistinctBy(m => m.Person.Id))
        {
            var (name, skeleton) = (mention.Person.NameKey, NameSkeleton.Of(mention.Person.Name));
            var before = alike.GetValueOrDefault(name) ?? alike.GetValueOrDefault(skeleton) ?? [];
            if (
                before.Find(m => PersonRules.MayBeOne(mention.Person, m.Person, namesakes)) is
                { Person: { } other } found
            )
                mention.At.ReportAt(
                    "name",
                    PersonRules.Likeness(mention.Person, other, Place(found.At.At("name"))),
                    PersonRules.HowToState(mention.Person, other),
                    warnings
                );
            before.Add(mention);
            alike[name] = alike[skeleton] = before;
        }
        return warnings;
    }

    private static string Place(LocatedJson at) => JsonTexts.Place.With(new { path = at.Path, line = at.Line });
}

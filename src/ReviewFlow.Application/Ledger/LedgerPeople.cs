using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Json;
using ReviewFlow.People;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Ledger;

/// <summary>
/// Whom a reference stands for. It lies beside the entries and in none of them, so that a name can be erased and the
/// chain still verifies.
/// </summary>
/// <param name="Reference"><c>p1</c>, <c>p2</c> … in the order in which the quarter first names somebody.</param>
/// <param name="Salt">256 random bits, 64 lower-case hexadecimal digits.</param>
/// <param name="Name">Empty where the ledger knows an address and no name.</param>
public sealed record PersonRow(string Reference, string Salt, string Name, string Email)
{
    /// <summary>
    /// What the ledger holds of it: the salted SHA-256 of <c>{"email", "name", "person", "quarter"}</c>.
    /// </summary>
    public string Commitment(QuarterId quarter) =>
        LedgerEntry.HashOf(
            Salt,
            CanonicalJson.Text(
                new JsonObject
                {
                    ["email"] = Email,
                    ["name"] = Name,
                    ["person"] = Reference,
                    ["quarter"] = quarter.ToString(),
                }
            )
        );

    /// <summary>The number in the reference.</summary>
    public int Number =>
        int.TryParse(Reference.AsSpan(1), CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    internal Person Person => new(Name, Email);
}

/// <summary>A reference that an event names for the first time, with what the event holds of it.</summary>
/// <param name="Row">Null where the person was erased, or is withheld.</param>
public sealed record Introduction(string Reference, string Commitment, PersonRow? Row);

/// <summary>The people of one quarter's ledger, as its entries have introduced them.</summary>
public sealed class LedgerPeople
{
    public static readonly LedgerPeople Nobody = new(
        ImmutableDictionary<string, PersonRow?>.Empty,
        ImmutableDictionary<Person, string>.Empty,
        ImmutableDictionary<PersonId, string>.Empty
    );

    private readonly ImmutableDictionary<string, PersonRow?> _rows;
    private readonly ImmutableDictionary<Person, string> _references;
    private readonly ImmutableDictionary<PersonId, string> _ids;

    private LedgerPeople(
        ImmutableDictionary<string, PersonRow?> rows,
        ImmutableDictionary<Person, string> references,
        ImmutableDictionary<PersonId, string> ids
    ) => (_rows, _references, _ids) = (rows, references, ids);

    /// <summary>The rows of the table, in the order of their references.</summary>
    public IEnumerable<PersonRow> Rows => _rows.Values.OfType<PersonRow>().OrderBy(r => r.Number);

    /// <summary>What the next person is called that the ledger names.</summary>
    public string NextReference => string.Create(CultureInfo.InvariantCulture, $"p{_rows.Count + 1}");

    /// <summary>The people of a table, before any entry is held against it.</summary>
    public static LedgerPeople Of(IEnumerable<PersonRow> rows) =>
        rows.Aggregate(Nobody, (people, row) => people.With(new Introduction(row.Reference, "", row)));

    public LedgerPeople With(IEnumerable<Introduction> introduced) =>
        introduced.Aggregate(this, (people, one) => people.With(one));

    public PersonRow? RowOf(string reference) => _rows.GetValueOrDefault(reference);

    /// <summary>Every spelling of somebody whose name is known, in the order of their references.</summary>
    public ImmutableArray<Person> SpellingsOf(PersonId person) =>
        [.. Rows.Select(r => r.Person).Where(p => p.Id == person)];

    /// <summary>Somebody who was erased still is one person, apart from all others.</summary>
    public Person this[string reference] => RowOf(reference)?.Person ?? Erased(reference);

    public string? ReferenceOf(Person person) => _references.GetValueOrDefault(person);

    public string? ReferenceOf(PersonId person) => _ids.GetValueOrDefault(person);

    /// <summary>The domain is reserved (RFC 2606), no mail goes there.</summary>
    public const string ErasedDomain = "@erased.invalid";

    /// <summary>Who stands where a name was erased.</summary>
    public static Person Erased(string reference) =>
        new(LedgerTexts.PersonErased.With(new { reference }), reference + ErasedDomain);

    private LedgerPeople With(Introduction one)
    {
        var person = one.Row?.Person ?? Erased(one.Reference);
        return new(
            _rows.SetItem(one.Reference, one.Row),
            _references.SetItem(person, one.Reference),
            _ids.ContainsKey(person.Id) ? _ids : _ids.Add(person.Id, one.Reference)
        );
    }
}

/// <summary>Turns people into references, and back, while one event is written or read on this thread.</summary>
internal sealed class PeopleScope : IDisposable
{
    [ThreadStatic]
    private static PeopleScope? current;

    private readonly PeopleScope? _outer;
    private readonly List<Introduction> _introduced = [];
    private readonly QuarterId _quarter;

    public PeopleScope(QuarterId quarter, LedgerPeople people)
    {
        (_quarter, People, _outer) = (quarter, people, current);
        current = this;
    }

    public static PeopleScope Current =>
        current ?? throw new InvalidOperationException("People are written into ledger entries only.");

    /// <summary>With those that were named for the first time.</summary>
    public LedgerPeople People { get; private set; }

    public IReadOnlyList<Introduction> Introduced => _introduced;

    public string ReferenceOf(Person person) => People.ReferenceOf(person) ?? Introduce(person);

    public string ReferenceOf(PersonId person) =>
        People.ReferenceOf(person) ?? Introduce(new Person("", person.ToString()));

    public void Dispose() => current = _outer;

    private string Introduce(Person person)
    {
        var row = new PersonRow(People.NextReference, Salt.New(), person.Name, person.Email);
        var one = new Introduction(row.Reference, row.Commitment(_quarter), row);
        _introduced.Add(one);
        People = People.With([one]);
        return row.Reference;
    }
}

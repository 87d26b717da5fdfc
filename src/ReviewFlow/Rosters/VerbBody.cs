using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Json;
using ReviewFlow.Offices;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Rosters;

/// <summary>What ops send with a verb: small JSON objects, read as strictly as a roster, every problem named.</summary>
public static class VerbBody
{
    private const int MaxPeople = 1000;

    /// <summary><c>{"reason": "…"}</c></summary>
    public static (string? Reason, Findings Problems) Reason(ReadOnlySpan<byte> utf8) =>
        Read(utf8, (at, _) => at.Prose("reason", ReasonInput.MaxLength));

    /// <summary><c>{"to": "2026-11-30", "reason": "…"}</c>; the reason may be left out.</summary>
    public static (LocalDate? To, string? Reason, Findings Problems) Extension(ReadOnlySpan<byte> utf8)
    {
        var (read, problems) = Read(utf8, (at, _) =>
            (To: at.Date("to"), Reason: at.Prose("reason", ReasonInput.MaxLength, required: false))
        );
        return (read.To, read.Reason, problems);
    }

    /// <summary><c>{"day": "2026-12-02", "reason": "…"}</c></summary>
    public static (LocalDate? Day, string? Reason, Findings Problems) Holiday(ReadOnlySpan<byte> utf8)
    {
        var (read, problems) = Read(utf8, (at, _) =>
            (Day: at.Date("day"), Reason: at.Prose("reason", ReasonInput.MaxLength))
        );
        return (read.Day, read.Reason, problems);
    }

    /// <summary><c>{"people": ["…"]}</c>, or <c>{"people": "all"}</c>, which is read as no one by name.</summary>
    public static (ImmutableArray<PersonId>? People, Findings Problems) People(ReadOnlySpan<byte> utf8)
    {
        var (read, problems) = Read(utf8, (at, _) => at.Take("people") switch
            {
                null => null,
                { Kind: JsonValueKind.String, Text: "all" } => [],
                { } list => at.Array(list, 1, MaxPeople)
                    .Select(item => PeopleReader.ReadAddress(at, item))
                    .OfType<PersonId>()
                    .ToArray(),
            });
        return (read?.ToImmutableArray(), problems);
    }

    /// <summary><c>{"office": "ceo", "holder": {"name": "…", "email": "…"}, "reason": "…"}</c></summary>
    public static (Office? Office, Person? Holder, string? Reason, Findings Problems) OfficeHolder(
        ReadOnlySpan<byte> utf8
    )
    {
        var (read, problems) = Read(utf8, (at, _) =>
            (Office: ReadOffice(at), Holder: PersonAt(at, "holder"), Reason: at.Prose("reason", ReasonInput.MaxLength))
        );
        return (read.Office, read.Holder, read.Reason, problems);
    }

    /// <summary><c>{"email": "…", "reason": "…"}</c></summary>
    public static (PersonId? Person, string? Reason, Findings Problems) PersonAndReason(ReadOnlySpan<byte> utf8)
    {
        var (read, problems) = Read(utf8, (at, _) =>
            (Person: PeopleReader.ReadAddress(at, "email"), Reason: at.Prose("reason", ReasonInput.MaxLength))
        );
        return (read.Person, read.Reason, problems);
    }

    /// <summary><c>{"email": "…", "browser": "3f9a2c", "reason": "…"}</c>; only the address is required.</summary>
    public static (PersonId? Person, string? Browser, string? Reason, Findings Problems) Vouch(ReadOnlySpan<byte> utf8)
    {
        var (read, problems) = Read(utf8, (at, _) =>
            (
                Person: PeopleReader.ReadAddress(at, "email"),
                Browser: at.Prose("browser", AccessRules.LabelLength, required: false),
                Reason: at.Prose("reason", ReasonInput.MaxLength, required: false)
            )
        );
        return (read.Person, read.Browser, read.Reason, problems);
    }

    /// <summary><c>{"one": {"name": "…", "email": "…"}, "other": {…}}</c></summary>
    public static (Person? One, Person? Other, Findings Problems) TwoPeople(ReadOnlySpan<byte> utf8)
    {
        var (read, problems) = Read(utf8, (at, _) => (One: PersonAt(at, "one"), Other: PersonAt(at, "other")));
        return (read.One, read.Other, problems);
    }

    /// <summary><c>{"reason": "…", "scorecard": {"budget": …, "outcomes": […]}}</c></summary>
    public static (SigningCommand.Amend? Amendment, Findings Problems) Amendment(
        ReadOnlySpan<byte> utf8,
        QuarterId quarter
    ) => Read(utf8, (at, problems) =>
        {
            var reason = at.Prose("reason", ReasonInput.MaxLength);
            var card = at.Object("scorecard");
            var scorecard = card is null ? null : ScorecardReader.Read(card, quarter, problems);
            card?.NothingElse();
            return reason is null || scorecard is null ? null : new SigningCommand.Amend(scorecard, reason);
        });

    private static Person? PersonAt(ObjectReader at, string name) =>
        at.Object(name) is { } person ? PeopleReader.ReadPerson(person) : null;

    private static Office? ReadOffice(ObjectReader at) =>
        at.Take("office") is { } value
            ? at.Choice(value, ("ceo", Offices.Office.Ceo), ("ops", Offices.Office.Ops))
            : null;

    private static (T? Value, Findings Problems) Read<T>(ReadOnlySpan<byte> utf8, Func<ObjectReader, Findings, T?> take)
    {
        var (json, broken) = LocatedJson.Parse(utf8);
        if (json is null)
            return (default, Findings.Of(broken!));
        var problems = new Findings();
        var at = new ObjectReader(json, problems);
        var value = take(at, problems);
        at.NothingElse();
        return (problems.Total > 0 ? default : value, problems);
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Json;
using ReviewFlow.Scorecards;
using ReviewFlow.Text;

namespace ReviewFlow.Rosters;

/// <summary>A roster, or every problem that keeps the file from being one. Never both.</summary>
/// <param name="Warnings">What keeps nothing from starting and wants a look, such as two people of one name.</param>
public sealed record RosterReading(Roster? Roster, Findings Problems, Findings Warnings);

/// <summary>Reads a roster file. Finds all problems at once; see docs/roster.md for the shape.</summary>
public static class RosterReader
{
    public const int MaxBytes = LocatedJson.MaxBytes;
    public const int MaxPairs = 500;
    public const int MaxTeams = 1000;

    public static RosterReading Read(ReadOnlySpan<byte> utf8)
    {
        var (json, broken) = LocatedJson.Parse(utf8);
        if (json is null)
            return new(null, Findings.Of(broken!), new());

        var problems = new Findings();
        var mentions = new Mentions(problems);
        var at = new ObjectReader(json, problems);
        var quarter = at.Parsed<QuarterId>("quarter", RosterTexts.QuarterFormat);
        var company = at.Text("company", 100);
        var ceo = at.Object("ceo") is { } c ? mentions.Read(c) : null;
        var ops = at.Object("ops", required: false) is { } o ? mentions.Read(o) : null;
        var calendar = at.Object("calendar") is { } k ? ReadCalendar(k) : null;
        var deadlines = at.Object("deadlines") is { } d ? ReadDeadlines(d) : null;
        var assessment = at.Take("assessment", required: false) is { } a
            ? at.Choice(a, ("joint", AssessmentMode.Joint), ("signOffOnly", AssessmentMode.SignOffOnly))
            : AssessmentMode.Joint;
        var (pairs, named) = PeopleReader.ReadPairs(at.Array("pairs", 1, MaxPairs), mentions, problems);
        var namesakes = PeopleReader.ReadNamesakes(at, mentions);
        var teams = ReadTeams(at.Array("teams", 1, MaxTeams), quarter, named, problems);
        at.NothingElse();
        mentions.CheckAddresses();
        var warnings = mentions.CheckNames(namesakes);
        if (problems.Total > 0)
            return new(null, problems.ByLine(), warnings);

        var hash = CanonicalJson.Sha256(JsonNode.Parse(WithoutMark(utf8)));
        return new(
            new(quarter!.Value, company!, ceo!, ops, calendar!, deadlines!, pairs, teams, hash, assessment!.Value)
            {
                Namesakes = namesakes,
            },
            problems,
            warnings
        );
    }

    private static WorkingCalendar? ReadCalendar(ObjectReader at)
    {
        var zone = at.Text("timeZone", 100);
        if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            at.ReportAt("timeZone", RosterTexts.NotATimeZone.With(new { zone }), RosterTexts.TimeZoneFormat);
            zone = null;
        }
        var days = Enum.GetValues<IsoDayOfWeek>()
            .Where(d => d != IsoDayOfWeek.None)
            .Select(d => (d.ToString(), d))
            .ToArray();
        var weekend = at.Array("weekend", 0, 6)
            .Select(v => at.Choice(v, days))
            .OfType<IsoDayOfWeek>()
            .ToImmutableSortedSet();
        var holidays = at.Array("holidays", 0, 366).Select(at.Date).OfType<LocalDate>().ToImmutableSortedSet();
        at.NothingElse();
        return zone is null ? null : new(zone, weekend, holidays);
    }

    private static DeadlineSettings? ReadDeadlines(ObjectReader at)
    {
        var due = at.Whole("dueAfterBusinessDays", 1, 250);
        var remind = at.Array("remindAfterBusinessDays", 0, 20)
            .Select(v => at.Whole(v, 1, 250))
            .OfType<int>()
            .ToImmutableArray();
        at.NothingElse();
        if (!remind.Zip(remind.Skip(1)).All(x => x.First < x.Second))
            at.ReportAt("remindAfterBusinessDays", RosterTexts.RemindersNotAscending, RosterTexts.RemindersAscend);
        if (due is not null && remind.Any(r => r >= due))
            at.ReportAt(
                "remindAfterBusinessDays",
                RosterTexts.ReminderNotBeforeDue,
                RosterTexts.RemindersBelowDue.With(new { due })
            );
        return due is null ? null : new(remind, due.Value);
    }

    private static ImmutableArray<TeamEntry> ReadTeams(
        IReadOnlyList<LocatedJson> items,
        QuarterId? quarter,
        HashSet<PairId> pairs,
        Findings problems
    )
    {
        var teams = ImmutableArray.CreateBuilder<TeamEntry>();
        var seen = new HashSet<TeamId>();
        foreach (var item in items)
        {
            var at = new ObjectReader(item, problems);
            var id = at.Parsed<TeamId>("id", RosterTexts.IdFormat.With(new { form = Slug.Form }));
            var name = at.Text("name", 100);
            var pair = at.Parsed<PairId>("pair", RosterTexts.PairIdExpected);
            var scorecard = ScorecardReader.Read(at, quarter, problems);
            at.NothingElse();

            if (id is not null && !seen.Add(id.Value))
                at.ReportAt("id", RosterTexts.TeamIdTaken.With(new { id }), RosterTexts.GiveEachItsOwn);
            if (pair is not null && pairs.Count > 0 && !pairs.Contains(pair.Value))
                at.ReportAt("pair", RosterTexts.PairUnknown.With(new { pair }), RosterTexts.NameListedPair);
            if (id is not null && name is not null && pair is not null && scorecard is not null)
                teams.Add(new(id.Value, name, pair.Value, scorecard));
        }
        return teams.ToImmutable();
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) =>
        utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8;
}

using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.Text;

namespace ReviewFlow.Scorecards;

/// <summary>
/// Reads <c>budget</c> and <c>outcomes</c> as a roster's team has them; see docs/roster.md for the shape.
/// </summary>
internal static class ScorecardReader
{
    public const int MaxOutcomes = 50;

    private static readonly string[] FollowUp = ["cause", "action", "actionDue"];

    /// <summary>
    /// Null where something was wrong; then the problems say what. Leaves further members of the object to the caller.
    /// </summary>
    /// <param name="quarter">Null where the quarter itself could not be read; then nothing is held against its
    /// end.</param>
    public static Scorecard? Read(ObjectReader team, QuarterId? quarter, Findings problems)
    {
        var found = problems.Total;
        var budget = team.Object("budget") is { } b ? ReadBudget(b) : null;
        var outcomes = team.Array("outcomes", 1, MaxOutcomes)
            .Select(o => ReadOutcome(new ObjectReader(o, problems), quarter))
            .ToArray();

        var seen = new HashSet<OutcomeId>();
        foreach (var (id, _, at) in outcomes)
        {
            if (id is { } known && !seen.Add(known))
                at.ReportAt(
                    "id",
                    ScorecardTexts.OutcomeIdTaken.With(new { id = known }),
                    ScorecardTexts.GiveEachItsOwn
                );
        }
        return problems.Total == found && budget is not null
            ? new(budget, [.. outcomes.Select(o => o.Outcome!)])
            : null;
    }

    private static Budget? ReadBudget(ObjectReader at)
    {
        var currency = at.Text("currency", 3);
        if (currency is not null && !(currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)))
            at.ReportAt("currency", ScorecardTexts.NotACurrency.With(new { currency }), ScorecardTexts.CurrencyFormat);
        var (planned, spent) = (at.Number("planned", 0), at.Number("spent", 0));
        at.NothingElse();
        return currency is not null && planned is not null && spent is not null
            ? new(currency, planned.Value, spent.Value)
            : null;
    }

    private static (OutcomeId? Id, Outcome? Outcome, ObjectReader At) ReadOutcome(ObjectReader at, QuarterId? quarter)
    {
        var id = at.Parsed<OutcomeId>("id", ScorecardTexts.IdFormat.With(new { form = Slug.Form }));
        var (objective, metric) = (at.Text("objective", 300), at.Text("metric", 200));
        var unit = at.Text("unit", 30);
        var better = at.Take("better") is { } b
            ? at.Choice(b, ("higher", Better.Higher), ("lower", Better.Lower))
            : null;
        var (baseline, target, actual) = (at.Number("baseline"), at.Number("target"), at.Number("actual"));
        var evidence = at.Text("evidence", 2000, required: false);
        var (cause, action, due) = (
            at.Prose("cause", 2000, required: false),
            at.Prose("action", 2000, required: false),
            at.Date("actionDue", required: false)
        );
        var (causeSide, actionSide) = (ReadSide(at, "causeSide", "cause"), ReadSide(at, "actionSide", "action"));
        at.Refuse(IsRatingOfOneSide, ScorecardTexts.RatedByOneSide, ScorecardTexts.RatingsHaveNoSide);
        at.NothingElse();

        if (
            evidence is not null
            && !(Uri.TryCreate(evidence, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
        )
            at.ReportAt("evidence", ScorecardTexts.NotAWebAddress, ScorecardTexts.WebAddressFormat);
        if (due is LocalDate done && quarter is { } q && done <= q.LastDay)
            at.ReportAt(
                "actionDue",
                ScorecardTexts.ActionDueTooEarly.With(new { date = LocalDatePattern.Iso.Format(done) }),
                ScorecardTexts.ActionDueAfter.With(new { lastDay = LocalDatePattern.Iso.Format(q.LastDay) })
            );
        if (
            id is null
            || objective is null
            || metric is null
            || unit is null
            || better is null
            || baseline is null
            || target is null
            || actual is null
        )
            return (id, null, at);
        if (better == Better.Higher ? target <= baseline : target >= baseline)
        {
            at.ReportAt(
                "target",
                better == Better.Higher ? ScorecardTexts.TargetNotAbove : ScorecardTexts.TargetNotBelow,
                ScorecardTexts.CorrectTarget
            );
            return (id, null, at);
        }

        var outcome = new Outcome(
            id.Value,
            objective,
            metric,
            unit,
            better.Value,
            baseline.Value,
            target.Value,
            actual.Value,
            evidence,
            cause,
            action,
            due
        )
        {
            CauseSide = causeSide,
            ActionSide = actionSide,
        };
        CheckFollowUp(outcome, at);
        return (id, outcome, at);
    }

    /// <summary>A cause or an action may name a side; without one it is both sides'.</summary>
    private static Seat? ReadSide(ObjectReader at, string name, string of)
    {
        if (at.Take(name, required: false) is not { } value)
            return null;
        if (!at.IsGiven(of))
            at.ReportAt(name, ScorecardTexts.SideWithoutText, ScorecardTexts.GiveTextOrDropSide);
        return at.Choice(value, ("product", Seat.Product), ("technology", Seat.Technology));
    }

    private static bool IsRatingOfOneSide(string name) =>
        name.Contains("rating", StringComparison.OrdinalIgnoreCase)
        || name.Contains("score", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is not met has cause, action and a date.</summary>
    private static void CheckFollowUp(Outcome outcome, ObjectReader at)
    {
        if (outcome.Status != OutcomeStatus.Met)
        {
            // What stands there and was refused has its problem already.
            foreach (var name in FollowUp.Where(name => !at.IsGiven(name)))
                Owed(name);
        }

        void Owed(string name) =>
            at.ReportAt(
                name,
                ScorecardTexts.NotMetIncomplete.With(
                    new
                    {
                        metric = outcome.Metric,
                        status = outcome.Status.ToString().ToLowerInvariant(),
                        field = name,
                    }
                ),
                ScorecardTexts.NotMetNeeds
            );
    }
}

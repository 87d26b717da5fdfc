using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using ReviewFlow.Text;

namespace ReviewFlow.Scorecards;

/// <summary>
/// One thing that differs between two revisions; <see cref="Before"/> or <see cref="After"/> is empty where it was not
/// there.
/// </summary>
public sealed record Change(string What, string Before, string After)
{
    /// <summary>
    /// Everything that differs: budget, order, then outcome by outcome in the order of the newer scorecard.
    /// </summary>
    public static ImmutableArray<Change> Between(Scorecard before, Scorecard after)
    {
        var old = before.Outcomes.ToDictionary(o => o.Id);
        var kept = after.Outcomes.Select(o => o.Id).ToHashSet();
        return
        [
            .. Differing(ScorecardTexts.Budget, Rows(before.Budget), Rows(after.Budget)),
            .. Reordered(before, after),
            .. after.Outcomes.SelectMany(o =>
                Differing(o.Metric, old.TryGetValue(o.Id, out var was) ? Rows(was) : Absent(Rows(o)), Rows(o))
            ),
            .. before
                .Outcomes.Where(o => !kept.Contains(o.Id))
                .SelectMany(o => Differing(o.Metric, Rows(o), Absent(Rows(o)))),
        ];
    }

    /// <summary>The order is content too: what was read as the first line may stand last.</summary>
    private static IEnumerable<Change> Reordered(Scorecard before, Scorecard after)
    {
        var common = before.Outcomes.Select(o => o.Id).Intersect(after.Outcomes.Select(o => o.Id)).ToHashSet();
        var (was, now) = (
            before.Outcomes.Where(o => common.Contains(o.Id)).ToArray(),
            after.Outcomes.Where(o => common.Contains(o.Id)).ToArray()
        );
        if (!was.Select(o => o.Id).SequenceEqual(now.Select(o => o.Id)))
            yield return new(
                ScorecardTexts.OutcomeOrder,
                string.Join(", ", was.Select(o => o.Metric)),
                string.Join(", ", now.Select(o => o.Metric))
            );
    }

    private static IEnumerable<Change> Differing(
        string of,
        (string Field, string Text)[] before,
        (string Field, string Text)[] after
    ) =>
        before
            .Zip(after)
            .Where(x => x.First.Text != x.Second.Text)
            .Select(x => new Change($"{of}: {x.First.Field}", x.First.Text, x.Second.Text));

    private static (string, string)[] Absent((string Field, string Text)[] rows) =>
        [.. rows.Select(r => (r.Field, ""))];

    private static (string, string)[] Rows(Budget b) =>
        [("planned", Figure.Money(b.Currency, b.Planned)), ("spent", Figure.Money(b.Currency, b.Spent))];

    private static (string, string)[] Rows(Outcome o) =>
        [
            ("objective", o.Objective),
            ("metric", o.Metric),
            ("better", o.Better.ToString().ToLower(CultureInfo.InvariantCulture)),
            ("baseline", Figure.Of(o.Baseline, o.Unit)),
            ("target", Figure.Of(o.Target, o.Unit)),
            ("actual", Figure.Of(o.Actual, o.Unit)),
            ("evidence", o.Evidence ?? ""),
            ("cause", o.Cause ?? ""),
            ("action", o.Action ?? ""),
            (ScorecardTexts.ActionDue, o.ActionDue is { } due ? LocalDatePattern.Iso.Format(due) : ""),
        ];
}

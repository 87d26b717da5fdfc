using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Reports.Tests;

// From two views to one: what both agree on, their shares and their joint work.
internal sealed partial class JointPlay
{
    private void Reconcile(TeamId team, IReadOnlyList<OneOutcome> outcomes)
    {
        var (round, product) = RoundOf(team, Seat.Product);
        var technology = product with { Seat = Seat.Technology };
        var gaps = outcomes.Where(o => o.Joint is not null).ToArray();
        if (gaps.Length == 0)
            return;
        ProposedRating[] last =
        [
            .. gaps.Select(o => new ProposedRating(
                OutcomeId.Parse(o.Outcome),
                o.Joint!.Value.Value,
                o.Joint.Value.Rationale
            )),
        ];
        Do(
            team,
            new AssessmentCommand.Reconcile(
                product,
                Of(product),
                round,
                [],
                [
                    .. gaps.Select(o =>
                        o.First is { } first
                            ? new ProposedRating(OutcomeId.Parse(o.Outcome), first.Value, first.Rationale)
                            : last.First(l => l.Outcome.ToString() == o.Outcome)
                    ),
                ]
            )
        );
        // The same words from the other seat are a yes; other words counter.
        Do(team, new AssessmentCommand.Reconcile(technology, Of(technology), round, [], [.. last]));
        var open = Quarter
            .Reviews[team]
            .Assessment!.Outcomes.Where(o => o.Joint is null)
            .Select(o => new Confirmation(o.Outcome, o.Proposal!.Rating.Digest()))
            .ToImmutableArray();
        if (!open.IsEmpty)
            Do(team, new AssessmentCommand.Reconcile(product, Of(product), round, open, []));
    }

    private void Account(TeamId team, IReadOnlyList<OneOutcome> outcomes)
    {
        var (round, product) = RoundOf(team, Seat.Product);
        var technology = product with { Seat = Seat.Technology };
        var owed = Quarter.Reviews[team].Assessment!.Outcomes.Where(o => o.OwesShares).Select(o => o.Outcome).ToArray();
        if (owed.Length == 0)
            return;
        Share[] products =
        [
            .. owed.Select(id =>
                Script(id).ProductShare is { } s
                    ? new Share(id, s.Text, s.Change, null)
                    : new(
                        id,
                        "We asked for too much at once.",
                        "We plan it with Technology before the quarter begins.",
                        null
                    )
            ),
        ];
        Share[] technologies =
        [
            .. owed.Select(id =>
                Script(id) switch
                {
                    { TechnologyHasNone: { } none } => new Share(id, null, null, none.Because),
                    { TechnologyShare: { } s } => new(id, s.Text, s.Change, null),
                    _ => new(
                        id,
                        "We said too late what it would take.",
                        "We estimate together, before anything is promised.",
                        null
                    ),
                }
            ),
        ];

        Do(
            team,
            new AssessmentCommand.Account(
                product,
                Of(product),
                round,
                [
                    .. products.Select(s =>
                        Script(s.Outcome).Contested is null ? s : s with { Text = "PLANTED-CONTESTED-SHARE" }
                    ),
                ],
                []
            )
        );
        Do(
            team,
            new AssessmentCommand.Account(
                technology,
                Of(technology),
                round,
                [.. technologies],
                [
                    .. Standing(Seat.Product)
                        .Select(s =>
                            Script(s.Outcome).Contested is { } why
                                ? new ShareAnswer(s.Outcome, s.Digest(), false, why)
                                : new(s.Outcome, s.Digest(), true, null)
                        ),
                ]
            )
        );
        Do(
            team,
            new AssessmentCommand.Account(
                product,
                Of(product),
                round,
                [.. products.Where(s => Script(s.Outcome).Contested is not null)],
                [
                    .. technologies.Select(s => new ShareAnswer(
                        s.Outcome,
                        s.Digest(),
                        true,
                        Script(s.Outcome).TechnologyHasNone?.Confirmed
                    )),
                ]
            )
        );
        var again = Standing(Seat.Product)
            .Where(s => Script(s.Outcome).Contested is not null)
            .Select(s => new ShareAnswer(s.Outcome, s.Digest(), true, null))
            .ToImmutableArray();
        if (!again.IsEmpty)
            Do(team, new AssessmentCommand.Account(technology, Of(technology), round, [], again));

        OneOutcome Script(OutcomeId id) =>
            outcomes.FirstOrDefault(o => o.Outcome == id.ToString()) ?? new(id.ToString());
        IEnumerable<Share> Standing(Seat seat) =>
            Quarter
                .Reviews[team]
                .Assessment!.Outcomes.Where(o => o.OwesShares)
                .Select(o => o.Share(seat)!.Share)
                .ToArray();
    }
}

using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Reports.Tests;

/// <summary>
/// What two leaders see in one outcome, and how they come to one view of it. What is left out is as the figures say,
/// with shares of few words.
/// </summary>
internal sealed record OneOutcome(string Outcome)
{
    public OutcomeStatus? Product { get; init; }
    public OutcomeStatus? Technology { get; init; }

    /// <summary>What they agree on where they differ, with the rationale.</summary>
    public (OutcomeStatus Value, string Rationale)? Joint { get; init; }

    /// <summary>
    /// What the Product seat proposes first; the Technology seat counters it with <see cref="Joint"/>.
    /// </summary>
    public (OutcomeStatus Value, string Rationale)? First { get; init; }

    public (string Text, string Change)? ProductShare { get; init; }
    public (string Text, string Change)? TechnologyShare { get; init; }

    /// <summary>Technology has no share and says why; Product says why that is so.</summary>
    public (string Because, string Confirmed)? TechnologyHasNone { get; init; }

    /// <summary>What Technology contests Product's share with; Product then writes it again.</summary>
    public string? Contested { get; init; }
}

/// <summary>A jointly assessed quarter, played by its rules command by command.</summary>
internal sealed partial class JointPlay
{
    private readonly Dictionary<(TeamId, SeatOf), RatingSheet> _sheets = [];
    private readonly List<Commit> _commits = [];
    private Quarter? _quarter;

    public JointPlay(Roster roster, Instant start)
    {
        (Id, At) = (roster.Quarter, start);
        Do(new QuarterCommand.Start(roster));
    }

    /// <summary>Some events that were decided together, on the quarter as it was.</summary>
    public sealed record Commit(Quarter? Before, ImmutableArray<QuarterEvent> Events, Instant At);

    public QuarterId Id { get; }
    public Instant At { get; set; }
    public Quarter Quarter => _quarter!;
    public IReadOnlyList<Commit> Commits => _commits;

    /// <summary>What stands in every note.</summary>
    public static string Note(SeatOf seat, OutcomeId outcome) =>
        $"PLANTED-NOTE-{seat.Pair}-{seat.Seat}-{outcome}".ToUpperInvariant();

    public void Do(QuarterCommand command)
    {
        var accepted = Assert.IsType<Decision.Accepted>(QuarterRules.Decide(_quarter, Id, command, At));
        _commits.Add(new(_quarter, accepted.Events, At));
        _quarter = QuarterRules.Evolve(_quarter, Id, accepted.Events);
    }

    public void Do(TeamId team, ReviewCommand command)
    {
        At += Duration.FromSeconds(1511);
        Do(new QuarterCommand.OfTeam(team, command));
    }

    /// <summary>Who acts from a seat at this moment: its holder, or whoever stands in for them.</summary>
    public Person Of(SeatOf seat) =>
        Quarter.DelegatesAt(At).FirstOrDefault(d => d.Leader.Id == Quarter.Pairs[seat].Id)?.Delegate
        ?? Quarter.Pairs[seat];

    public void Seal(TeamId team, Seat seat, params IEnumerable<OneOutcome> outcomes)
    {
        var (round, own) = RoundOf(team, seat);
        var salt = string.Concat(Enumerable.Repeat($"{Commits.Count % 256:x2}", 32));
        _sheets[(team, own)] = new([
            .. Quarter
                .Reviews[team]
                .Scorecard.Outcomes.Select(o => new Rating(o.Id, ViewOf(o, seat, outcomes), Note(own, o.Id), salt)),
        ]);
        var partner = Quarter.Reviews[team].Assessment!.SealOf(seat.Other()) is null
            ? null
            : _sheets[(team, own with { Seat = seat.Other() })];
        Do(team, new AssessmentCommand.Seal(own, Of(own), round, _sheets[(team, own)], partner));
    }

    /// <summary>From the first seal to one view of everything.</summary>
    public void Assess(TeamId team, JointWork work, params IReadOnlyList<OneOutcome> outcomes)
    {
        Seal(team, Seat.Product, outcomes);
        Seal(team, Seat.Technology, outcomes);
        Reconcile(team, outcomes);
        Account(team, outcomes);
        var (round, product) = RoundOf(team, Seat.Product);
        var technology = product with { Seat = Seat.Technology };
        Do(
            team,
            new AssessmentCommand.ProposeWork(
                product,
                Of(product),
                round,
                work with
                {
                    Walls = [],
                    Meetings = work.Meetings + 1,
                }
            )
        );
        Do(team, new AssessmentCommand.ProposeWork(technology, Of(technology), round, work));
        Do(team, new AssessmentCommand.ConfirmWork(product, Of(product), round, work.Digest()));
    }

    /// <summary>Every seat of the path that is still to sign, from the bottom up.</summary>
    public void Sign(TeamId team)
    {
        foreach (var pair in Quarter.Reviews[team].Path.Where(l => !l.IsComplete).Select(l => l.Pair).ToArray())
        {
            foreach (var seat in Enum.GetValues<Seat>())
            {
                var own = new SeatOf(pair, seat);
                if (Quarter.Reviews[team].SignOffOf(own) is null)
                    Do(team, new SigningCommand.SignOff(own, Of(own), Quarter.Reviews[team].Hash));
            }
        }
    }

    public void TakeOver(TeamId team, PairId above, string reason)
    {
        var stuck = Quarter.Reviews[team].Open!.Pair;
        foreach (var seat in Enum.GetValues<Seat>())
            Do(team, new TakeOverCommand.TakeOver(new(above, seat), Of(new(above, seat)), stuck, reason));
    }

    private (int Round, SeatOf Seat) RoundOf(TeamId team, Seat seat) =>
        (Quarter.Reviews[team].Assessment!.Round, new(Quarter.Reviews[team].Assessment!.Pair, seat));

    private static OutcomeStatus ViewOf(Outcome outcome, Seat seat, IEnumerable<OneOutcome> outcomes)
    {
        var script = outcomes.FirstOrDefault(o => o.Outcome == outcome.Id.ToString());
        return (seat == Seat.Product ? script?.Product : script?.Technology) ?? outcome.Status;
    }
}

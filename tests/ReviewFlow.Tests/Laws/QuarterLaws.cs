using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Quarters;
using ReviewFlow.Receipts;
using ReviewFlow.Sealing;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Laws;

/// <summary>Tells a story to the rules and answers the first law that breaks, or null.</summary>
internal sealed class QuarterLaws(RulesUnderTest rules)
{
    private readonly ReleaseOracle _oracle = new();
    private readonly TurnOracle _moves = new();
    private readonly List<QuarterEvent> _ledger = [];
    private readonly List<Quarter> _states = [];
    private Quarter? _quarter;
    private Instant _at = SampleRosters.Start;

    public static string? FirstBroken(RulesUnderTest rules, Story story) => new QuarterLaws(rules).Tell(story);

    /// <summary>Every state that the real rules come to in a story.</summary>
    public static IReadOnlyList<Quarter> States(Story story)
    {
        var laws = new QuarterLaws(RulesUnderTest.Real);
        Assert.Null(laws.Tell(story));
        return laws._states;
    }

    private string? Tell(Story story)
    {
        var mover = new Mover(story.Roster, () => _quarter!, () => story.Roster.Calendar.DateOf(_at));
        if (Try(new QuarterCommand.Start(story.Roster)) is { } early)
            return early;
        foreach (var step in story.Steps)
        {
            _at += Duration.FromHours(step.HoursLater);
            foreach (var command in mover.Commands(step))
            {
                if (Try(command) is { } broken)
                    return broken;
            }
        }
        var again = _ledger.Aggregate((Quarter?)null, (state, happened) => rules.Evolve(state, happened));
        return Plain.Text(again) == Plain.Text(_quarter) ? null : Law.FoldAgrees;
    }

    private string? Try(QuarterCommand command)
    {
        var (stage, may) = (_quarter?.Stage, _oracle.MayRelease);
        var decision = rules.Decide(_quarter, command, _at);
        if (Plain.Text(decision) != Plain.Text(rules.Decide(_quarter, command, _at)))
            return Law.Deterministic;

        var events = decision is Decision.Accepted accepted ? accepted.Events : [];
        if (stage == QuarterStage.Released && command is not QuarterCommand.Unreached && !events.IsEmpty)
            return Law.NothingAfterTheEnd;
        if (stage == QuarterStage.Voided && command is not QuarterCommand.Start && !events.IsEmpty)
            return Law.NothingAfterTheEnd;
        if (
            command is QuarterCommand.Wake
            && events.Any(e =>
                e is not (LeadersInvited or TurnsDigested or ReceiptsSent or LeaderReminded or DeadlineEscalated)
            )
        )
            return Law.TimeNeverSigns;
        if (
            command is QuarterCommand.Release release
            && events.OfType<ReportReleased>().Any() != (may && release.LedgerVersion == _oracle.Facts)
        )
            return Law.ReleaseAgrees;

        foreach (var happened in events)
        {
            if (Append(happened) is { } broken)
                return broken;
        }
        _states.Add(_quarter!);
        return (
            command is QuarterCommand.Wake && _quarter is { Stage: QuarterStage.Open } open
                ? _moves.AfterWake(open, _at, Delegates(_at))
                : null
        ) ?? AfterEach();
    }

    private string? Append(QuarterEvent happened)
    {
        if (_oracle.Accept(happened) is { } broken)
            return broken;
        var after = rules.Evolve(_quarter, happened);
        if (happened is ScorecardAmended amended && after.Reviews[amended.Team].SignOffs.Any())
            return Law.ChangedContentVoids;
        var owed = rules.Owed(_quarter, happened, after).ToImmutableArray();
        if (NoticeLaws.FirstBroken(_quarter, happened, after, owed, Delegates(happened.At)) is { } untold)
            return untold;
        if (
            _moves.Accept(
                _quarter,
                happened,
                after,
                [.. owed.OfType<Notice.YourTurn>().Select(n => n.To.Email)],
                Delegates(happened.At)
            ) is
            { } unmoved
        )
            return unmoved;
        _ledger.Add(happened);
        _quarter = after;
        return null;
    }

    private Func<string, IEnumerable<string>> Delegates(Instant at) => leader => _oracle.DelegatesOf(leader, at);

    private string? AfterEach()
    {
        if (_quarter!.Version != _oracle.Facts)
            return Law.VersionCounts;
        if (_oracle.AfterEach is { } broken)
            return broken;
        if (!Standing(_quarter).SequenceEqual(_oracle.Standing))
            return Law.StandingAgrees;
        if (!Assessments(_quarter).SequenceEqual(_oracle.Assessments))
            return Law.AssessmentAgrees;
        if (!SealedSlots.In(_quarter).Select(p => $"{p.Key}={p.Value}").SequenceEqual(_oracle.InTheSafe))
            return Law.SafeAgrees;
        // The guard answers for content and sign-offs; that a released quarter is closed is the rules' part.
        return _quarter.Stage != QuarterStage.Released && rules.Guard(_quarter).IsEmpty != _oracle.MayRelease
            ? Law.GuardAgrees
            : null;
    }

    private static IEnumerable<string> Assessments(Quarter quarter) =>
        quarter
            .InOrder.Where(r => r.Stage != Stage.Voided && r.Assessment is not null)
            .OrderBy(r => $"{r.Team}", StringComparer.Ordinal)
            .Select(AssessmentOracle.StandingOf);

    private static IEnumerable<string> Standing(Quarter quarter) =>
        quarter
            .InOrder.Where(r => r.Stage != Stage.Voided)
            .SelectMany(r => r.SignOffs.Select(s => $"{r.Team}/{s.Seat.Pair}/{s.Seat.Seat}"))
            .Order(StringComparer.Ordinal);
}

using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Laws;

/// <summary>
/// The release rule said a second time, from the list of accepted facts alone: plain sets of strings, nothing of the
/// rules' own state. Slow and simple on purpose, so that it can be believed.
/// </summary>
internal sealed partial class ReleaseOracle
{
    private readonly Dictionary<string, string?> _parentOf = [];
    private readonly Dictionary<(string Pair, string Seat), string> _holderOf = [];
    private readonly Dictionary<string, string> _pairOf = [];
    private readonly Dictionary<string, List<string>> _contentsOf = [];
    private readonly Dictionary<string, (string Team, string Content)> _announced = [];
    private readonly HashSet<string> _voided = [];
    private readonly HashSet<(string Team, string Content, string Pair, string Seat, string Person)> _signed = [];
    private readonly Dictionary<string, AssessmentOracle> _assessed = [];
    private readonly HashSet<(string Team, string Pair)> _takenOver = [];
    private readonly Dictionary<(string Team, string Pair), (string Seat, string Person, string Reason)> _wanted = [];
    private DelegateOracle _delegates = null!;
    private bool _open;
    private bool _joint;

    /// <summary>How many facts were accepted, over all runs of the quarter.</summary>
    public long Facts { get; private set; }

    public int Releases { get; private set; }

    /// <summary>Takes the next fact; answers which law it breaks, or null.</summary>
    public string? Accept(QuarterEvent fact)
    {
        Facts++;
        switch (fact)
        {
            case QuarterStarted e:
                Begin(e);
                return null;
            case ReviewOpened e:
                _pairOf[$"{e.Team}"] = $"{e.Pair}";
                if (_joint)
                    _assessed[$"{e.Team}"] = new($"{e.Team}", $"{e.Pair}");
                return Announce($"{e.Team}", e.Scorecard, e.ReviewHash);
            case ScorecardAmended e:
                Fall($"{e.Team}");
                return Announce($"{e.Team}", e.Scorecard, e.ReviewHash);
            case SignedOff e:
                return Sign(e);
            case AssessmentEvent e:
                if (e is RatingsRevealed)
                    _returned.Remove($"{e.Team}");
                return Assess(e);
            case TakeOverProposed e:
                return Want($"{e.Team}", $"{e.Pair}", e.Seat, e.By, e.OnBehalfOf, e.Reason, e.At);
            case TakeOverWithdrawn e:
                // Only who wanted it takes it back, and only while the other has not joined.
                if (
                    !_wanted.Remove(($"{e.Team}", $"{e.Pair}"), out var own)
                    || own.Seat != $"{e.Seat.Seat}"
                    || _parentOf[$"{e.Pair}"] != $"{e.Seat.Pair}"
                    || Turn($"{e.Team}") != $"{e.Pair}"
                )
                    return Law.BothTakeOver;
                return Acts(e.Seat, e.By, e.OnBehalfOf, e.At);
            case TakenOver e:
                _returned.Remove($"{e.Team}");
                return TakeOver(e);
            case DelegateNamed e:
                return _delegates.Accept(e);
            case DelegationEnded e:
                _delegates.Accept(e);
                return null;
            case SignOffWithdrawn e:
                // Who is above was asked to sign on top of this sign-off.
                foreach (var pair in PathFrom($"{e.Seat.Pair}").Skip(1))
                {
                    _signed.RemoveWhere(s => s.Team == $"{e.Team}" && s.Pair == pair);
                    _takenOver.Remove(($"{e.Team}", pair));
                    _wanted.Remove(($"{e.Team}", pair));
                }
                _wanted.Remove(($"{e.Team}", $"{e.Seat.Pair}"));
                _signed.RemoveWhere(s =>
                    s.Team == $"{e.Team}" && s.Pair == $"{e.Seat.Pair}" && s.Seat == $"{e.Seat.Seat}"
                );
                return Acts(e.Seat, e.By, e.OnBehalfOf, e.At);
            case ReviewReturned e:
                _returned[$"{e.Team}"] = Remember(e);
                _signed.RemoveWhere(s => s.Team == $"{e.Team}");
                Fall($"{e.Team}");
                return Acts(e.Seat, e.By, e.OnBehalfOf, e.At);
            case ReturnTakenBack e:
                return TakeBack(e);
            case TeamVoided e:
                _voided.Add($"{e.Team}");
                return null;
            case QuarterVoided:
                _open = false;
                return null;
            case ReportReleased:
                _open = false;
                return ++Releases > 1 ? Law.OneReleasePerRun : null;
            default:
                return null;
        }
    }

    /// <summary>Every seat of every path signed what stands now, and something is left to report on.</summary>
    public bool MayRelease
    {
        get
        {
            var teams = _pairOf.Keys.Where(t => !_voided.Contains(t)).ToArray();
            return _open
                && teams.Length > 0
                && teams.All(t => (!_joint || _assessed[t].IsConcluded) && PathFrom(_pairOf[t]).All(p => IsDone(t, p)));
        }
    }

    /// <summary>The sign-offs that stand, in the order of their text.</summary>
    public IEnumerable<string> Standing =>
        _signed
            .Where(s => s.Content == _contentsOf[s.Team][^1] && !_voided.Contains(s.Team))
            .Select(s => $"{s.Team}/{s.Pair}/{s.Seat}")
            .Order(StringComparer.Ordinal);

    /// <summary>What stands in each assessment, team by team.</summary>
    public IEnumerable<string> Assessments =>
        _assessed
            .Where(a => !_voided.Contains(a.Key))
            .OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => a.Value.Standing);

    public IEnumerable<string> InTheSafe =>
        _open
            ? _assessed
                .Where(a => !_voided.Contains(a.Key))
                .SelectMany(a => a.Value.InTheSafe)
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>What must be so when a command was carried out.</summary>
    public string? AfterEach =>
        _assessed.Values.Any(a => a.IsStuckBetweenSealAndOpening) ? Law.SecondSealOpens
        : _assessed.Values.Any(a => a.IsWhole && !a.IsConcluded) ? Law.ConcludedIsWhole
        : null;

    public IEnumerable<string> DelegatesOf(string leader, Instant at) => _delegates.For(leader, at);

    private void Begin(QuarterStarted e)
    {
        foreach (
            var forgotten in new System.Collections.IDictionary[]
            {
                _parentOf,
                _holderOf,
                _pairOf,
                _contentsOf,
                _announced,
                _assessed,
                _wanted,
                _returned,
            }
        )
            forgotten.Clear();
        _voided.Clear();
        _signed.Clear();
        _takenOver.Clear();
        (_open, Releases, _joint, _delegates) = (true, 0, e.Assessment == AssessmentMode.Joint, new(e));
        foreach (var pair in e.Pairs)
        {
            _parentOf[$"{pair.Id}"] = pair.Parent is { } parent ? $"{parent}" : null;
            _holderOf[($"{pair.Id}", "Product")] = pair.Product.Email;
            _holderOf[($"{pair.Id}", "Technology")] = pair.Technology.Email;
        }
    }

    private string? Announce(string team, Scorecard card, string hash)
    {
        _returned.Remove(team);
        if (!_contentsOf.TryGetValue(team, out var contents))
            _contentsOf[team] = contents = [];
        contents.Add($"{contents.Count + 1}: {string.Join(", ", card.Outcomes.Select(o => $"{o.Id} {o.Actual}"))}");
        return _announced.TryAdd(hash, (team, contents[^1])) ? null : Law.OneContentPerHash;
    }

    /// <summary>Everything begins again with the team's own pair.</summary>
    private void Fall(string team)
    {
        _takenOver.RemoveWhere(t => t.Team == team);
        foreach (var pair in PathFrom(_pairOf[team]))
            _wanted.Remove((team, pair));
        if (_joint)
            _assessed[team].NextRound(_pairOf[team]);
    }

    private string? Sign(SignedOff e)
    {
        var (team, pair, seat) = ($"{e.Team}", $"{e.Seat.Pair}", $"{e.Seat.Seat}");
        if (_voided.Contains(team) || !_open)
            return Law.NothingAfterTheEnd;
        if (!_announced.TryGetValue(e.Hash, out var what) || what != (team, _contentsOf[team][^1]))
            return Law.OnlyTheCurrentHash;
        if (_joint && !_assessed[team].IsConcluded)
            return Law.SignedAfterAssessed;
        if (Acts(e.Seat, e.Signer, e.OnBehalfOf, e.At) is { } broken)
            return broken;
        var path = PathFrom(_pairOf[team]).ToList();
        if (!path.Contains(pair))
            return Law.OnlyTheHolder;
        if (path.TakeWhile(p => p != pair).Any(p => !IsDone(team, p)))
            return Law.FromTheTeamUp;
        if (
            _signed.Any(s =>
                (s.Team, s.Pair, s.Content) == (team, pair, what.Content)
                && s.Seat != seat
                && s.Person == e.Signer.Email
            )
        )
            return Law.TwoSeatsTwoPeople;
        _signed.Add((team, what.Content, pair, seat, e.Signer.Email));
        return null;
    }

    private bool IsDone(string team, string pair) =>
        _takenOver.Contains((team, pair)) || (HasSigned(team, pair, "Product") && HasSigned(team, pair, "Technology"));

    private bool HasSigned(string team, string pair, string seat) =>
        _signed.Any(s => (s.Team, s.Content, s.Pair, s.Seat) == (team, _contentsOf[team][^1], pair, seat));

    private IEnumerable<string> PathFrom(string pair)
    {
        for (var at = pair; at is not null; at = _parentOf[at])
            yield return at;
    }
}

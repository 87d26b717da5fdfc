using ReviewFlow.Quarters;
using ReviewFlow.Reviews;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Tests.Laws;

/// <summary>
/// The release rule said a second time, from the list of accepted facts alone: plain sets of strings, nothing of the
/// rules' own state. Slow and simple on purpose, so that it can be believed.
/// </summary>
internal sealed class ReleaseOracle
{
    private readonly Dictionary<string, string?> _parentOf = [];
    private readonly Dictionary<(string Pair, string Seat), string> _holderOf = [];
    private readonly Dictionary<string, string> _pairOf = [];
    private readonly Dictionary<string, List<string>> _contentsOf = [];
    private readonly Dictionary<string, (string Team, string Content)> _announced = [];
    private readonly HashSet<string> _voided = [];
    private readonly HashSet<(string Team, string Content, string Pair, string Seat)> _signed = [];
    private bool _open;

    /// <summary>How many facts were accepted, over all runs of the quarter.</summary>
    public long Facts { get; private set; }

    public int Releases { get; private set; }

    /// <summary>Takes the next fact; answers which law it breaks, or null.</summary>
    public string? Accept(QuarterEvent fact)
    {
        Facts++;
        switch (fact)
        {
            case QuarterStarted e: Begin(e); return null;
            case ReviewOpened e: _pairOf[$"{e.Team}"] = $"{e.Pair}"; return Announce($"{e.Team}", e.Scorecard, e.ReviewHash);
            case ScorecardAmended e: return Announce($"{e.Team}", e.Scorecard, e.ReviewHash);
            case SignedOff e: return Sign(e);
            case SignOffWithdrawn e:
                // Who is above was asked to sign on top of this sign-off.
                foreach (var pair in PathFrom($"{e.Seat.Pair}").Skip(1)) _signed.RemoveWhere(s => s.Team == $"{e.Team}" && s.Pair == pair);
                _signed.RemoveWhere(s => s.Team == $"{e.Team}" && s.Pair == $"{e.Seat.Pair}" && s.Seat == $"{e.Seat.Seat}");
                return null;
            case ReviewReturned e: _signed.RemoveWhere(s => s.Team == $"{e.Team}"); return null;
            case TeamVoided e: _voided.Add($"{e.Team}"); return null;
            case QuarterVoided: _open = false; return null;
            case ReportReleased: _open = false; return ++Releases > 1 ? Law.OneReleasePerRun : null;
            default: return null;
        }
    }

    /// <summary>Every seat of every path signed what stands now, and something is left to report on.</summary>
    public bool MayRelease
    {
        get
        {
            var teams = _pairOf.Keys.Where(t => !_voided.Contains(t)).ToArray();
            return _open && teams.Length > 0 && teams.All(t => PathFrom(_pairOf[t]).All(p => HasSigned(t, p, "Product") && HasSigned(t, p, "Technology")));
        }
    }

    /// <summary>The sign-offs that stand, in the order of their text.</summary>
    public IEnumerable<string> Standing =>
        _signed.Where(s => s.Content == _contentsOf[s.Team][^1] && !_voided.Contains(s.Team)).Select(s => $"{s.Team}/{s.Pair}/{s.Seat}").Order(StringComparer.Ordinal);

    private void Begin(QuarterStarted e)
    {
        foreach (var forgotten in new System.Collections.IDictionary[] { _parentOf, _holderOf, _pairOf, _contentsOf, _announced }) forgotten.Clear();
        _voided.Clear();
        _signed.Clear();
        (_open, Releases) = (true, 0);
        foreach (var pair in e.Pairs)
        {
            _parentOf[$"{pair.Id}"] = pair.Parent is { } parent ? $"{parent}" : null;
            _holderOf[($"{pair.Id}", "Product")] = pair.Product.Email;
            _holderOf[($"{pair.Id}", "Technology")] = pair.Technology.Email;
        }
    }

    private string? Announce(string team, Scorecard card, string hash)
    {
        if (!_contentsOf.TryGetValue(team, out var contents)) _contentsOf[team] = contents = [];
        contents.Add($"{contents.Count + 1}: {string.Join(", ", card.Outcomes.Select(o => $"{o.Id} {o.Actual}"))}");
        return _announced.TryAdd(hash, (team, contents[^1])) ? null : Law.OneContentPerHash;
    }

    private string? Sign(SignedOff e)
    {
        var (team, pair, seat) = ($"{e.Team}", $"{e.Seat.Pair}", $"{e.Seat.Seat}");
        if (_voided.Contains(team) || !_open) return Law.NothingAfterTheEnd;
        if (!_announced.TryGetValue(e.Hash, out var what) || what != (team, _contentsOf[team][^1])) return Law.OnlyTheCurrentHash;
        if (_holderOf[(pair, seat)] != e.Signer.Email) return Law.OnlyTheHolder;
        var path = PathFrom(_pairOf[team]).ToList();
        if (!path.Contains(pair)) return Law.OnlyTheHolder;
        if (path.TakeWhile(p => p != pair).Any(p => !HasSigned(team, p, "Product") || !HasSigned(team, p, "Technology"))) return Law.FromTheTeamUp;
        if (_holderOf[(pair, "Product")] == _holderOf[(pair, "Technology")]) return Law.TwoSeatsTwoPeople;
        _signed.Add((team, what.Content, pair, seat));
        return null;
    }

    private bool HasSigned(string team, string pair, string seat) => _signed.Contains((team, _contentsOf[team][^1], pair, seat));

    private IEnumerable<string> PathFrom(string pair)
    {
        for (var at = pair; at is not null; at = _parentOf[at]) yield return at;
    }
}

using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Laws;

// A return that is taken back: everything is as it was, unless the content changed or was rated again by then.
internal sealed partial class ReleaseOracle
{
    private sealed record Before(
        string Seat,
        (string Team, string Content, string Pair, string Seat, string Person)[] Signed,
        (string Team, string Pair)[] TakenOver,
        KeyValuePair<(string Team, string Pair), (string Seat, string Person, string Reason)>[] Wanted,
        AssessmentOracle? Assessed
    );

    private readonly Dictionary<string, Before> _returned = [];

    private Before Remember(ReviewReturned e)
    {
        var team = $"{e.Team}";
        return new(
            $"{e.Seat}",
            [.. _signed.Where(s => s.Team == team)],
            [.. _takenOver.Where(t => t.Team == team)],
            [.. _wanted.Where(w => w.Key.Team == team)],
            _joint ? _assessed[team].Copy() : null
        );
    }

    private string? TakeBack(ReturnTakenBack e)
    {
        var team = $"{e.Team}";
        if (!_returned.Remove(team, out var before) || before.Seat != $"{e.Seat}")
            return Law.OnlyTheReturnerTakesBack;
        foreach (var pair in PathFrom(_pairOf[team]))
            _wanted.Remove((team, pair));
        _signed.UnionWith(before.Signed);
        _takenOver.UnionWith(before.TakenOver);
        foreach (var (key, value) in before.Wanted)
            _wanted[key] = value;
        if (before.Assessed is not null)
            _assessed[team] = before.Assessed;
        return Acts(e.Seat, e.By, e.OnBehalfOf, e.At);
    }
}

namespace ReviewFlow.Tests.Laws;

// What a return does away with can come back.
internal sealed partial class AssessmentOracle
{
    /// <summary>As it is now, whatever comes of this one.</summary>
    public AssessmentOracle Copy()
    {
        var copy = new AssessmentOracle(team, Pair)
        {
            Round = Round,
            IsConcluded = IsConcluded,
            _workProposed = _workProposed,
            _work = _work,
        };
        foreach (var (key, value) in _sealed)
            copy._sealed[key] = value;
        foreach (var (key, value) in _open)
            copy._open[key] = value;
        copy._outcomes.AddRange(_outcomes);
        foreach (var (key, value) in _joint)
            copy._joint[key] = value;
        foreach (var (key, value) in _proposed)
            copy._proposed[key] = value;
        foreach (var (key, value) in _shares)
            copy._shares[key] = value;
        return copy;
    }
}

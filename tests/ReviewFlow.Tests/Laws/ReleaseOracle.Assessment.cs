using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Laws;

// Assessment and take-over.
internal sealed partial class ReleaseOracle
{
    /// <summary>A round that comes to exactly what an earlier one came to has its hash again.</summary>
    private string? Conclude(string team, string hash)
    {
        var contents = _contentsOf[team];
        contents.Add($"{contents[^1].Split(" | ")[0]} | {_assessed[team].Content}");
        return _announced.TryAdd(hash, (team, contents[^1])) || _announced[hash] == (team, contents[^1])
            ? null
            : Law.OneContentPerHash;
    }

    private string? Assess(AssessmentEvent e)
    {
        var team = $"{e.Team}";
        if (_voided.Contains(team) || !_open)
            return Law.NothingAfterTheEnd;
        if (!_joint)
            return Law.AssessmentAgrees;
        var (seat, onBehalfOf) = e switch
        {
            RatingsSealed x => (x.Seat, x.OnBehalfOf),
            RatingsUnsealed x => (x.Seat, x.OnBehalfOf),
            JointRatingsProposed x => (x.Seat, x.OnBehalfOf),
            JointRatingsConfirmed x => (x.Seat, x.OnBehalfOf),
            SharesWritten x => (x.Seat, x.OnBehalfOf),
            SharesAnswered x => (x.Seat, x.OnBehalfOf),
            JointWorkProposed x => (x.Seat, x.OnBehalfOf),
            JointWorkConfirmed x => (x.Seat, x.OnBehalfOf),
            _ => default((SeatOf, Person?)?),
        } ?? (default, null);
        if (e is not (RatingsRevealed or AssessmentConcluded))
        {
            if ($"{seat.Pair}" != _assessed[team].Pair)
                return Law.OnlyTheHolder;
            if (Acts(seat, e.By, onBehalfOf, e.At) is { } broken)
                return broken;
        }
        if (_assessed[team].Accept(e) is { } amiss)
            return amiss;
        if (e is not AssessmentConcluded concluded)
            return null;
        _wanted.Remove((team, _assessed[team].Pair));
        return Conclude(team, concluded.ReviewHash);
    }

    private string? Acts(SeatOf seat, Person by, Person? onBehalfOf, Instant at) =>
        _delegates.Acts(_holderOf[($"{seat.Pair}", $"{seat.Seat}")], by, onBehalfOf, at);

    /// <summary>The lowest pair that has not done its part.</summary>
    private string? Turn(string team) => PathFrom(_pairOf[team]).FirstOrDefault(p => !IsDone(team, p));

    private string? Want(
        string team,
        string pair,
        SeatOf seat,
        Person by,
        Person? onBehalfOf,
        string reason,
        Instant at
    )
    {
        if (_voided.Contains(team) || !_open)
            return Law.NothingAfterTheEnd;
        if (Turn(team) != pair || _parentOf[pair] != $"{seat.Pair}")
            return Law.BothTakeOver;
        if (Acts(seat, by, onBehalfOf, at) is { } broken)
            return broken;
        _wanted[(team, pair)] = ($"{seat.Seat}", by.Email, reason);
        return null;
    }

    private string? TakeOver(TakenOver e)
    {
        var (team, pair) = ($"{e.Team}", $"{e.Pair}");
        if (
            !_wanted.TryGetValue((team, pair), out var first)
            || first.Reason != e.Reason
            || first.Seat == $"{e.Seat.Seat}"
        )
            return Law.BothTakeOver;
        if (Want(team, pair, e.Seat, e.By, e.OnBehalfOf, e.Reason, e.At) is { } broken)
            return broken;
        if (first.Person == e.By.Email)
            return Law.TwoSeatsTwoPeople;
        _wanted.Remove((team, pair));
        _takenOver.Add((team, pair));
        if (_joint && !_assessed[team].IsConcluded)
            _assessed[team].NextRound(_parentOf[pair]!);
        return null;
    }
}

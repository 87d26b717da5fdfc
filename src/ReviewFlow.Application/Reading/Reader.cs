using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Reading;

/// <summary>
/// Who reads a page: the person a link belongs to, a leader on the roster or somebody who stands in for one.
/// </summary>
/// <param name="Now">The moment they read it: a delegate's time comes and goes.</param>
public sealed record Reader(Quarter Quarter, Person Person, Instant Now)
{
    public PersonId Id => Person.Id;

    public IReadOnlyList<SeatOf> Seats => Quarter.SeatsOf(Id, Now);

    /// <summary>Holds a seat of their own; somebody who only stands in does not.</summary>
    public bool IsLeader => !Quarter.Pairs.SeatsOf(Id).IsEmpty;

    /// <summary>For whom they act at this moment, besides themselves.</summary>
    public IReadOnlyList<Delegation> StandsInFor => [.. Quarter.DelegatesAt(Now).Where(d => d.Delegate.Id == Id)];

    /// <summary>They can do it, in their own name or on behalf of the one who owes it.</summary>
    public bool Owes(Obligation open) => open.Seat is { } seat ? Seats.Contains(seat) : open.Owner.Person?.Id == Id;

    /// <summary>Everything they can do now.</summary>
    public ImmutableArray<Obligation> Open => OpenObligations.Of(Quarter, Id, Now);

    /// <summary>The teams on their paths that wait for them, in the order of the roster.</summary>
    public ImmutableArray<Review> Waiting
    {
        get
        {
            var teams = Open.SelectMany(o => o.Teams).Select(t => t.Team).ToHashSet();
            return [.. Quarter.InOrder.Where(r => teams.Contains(r.Team) && IsOnPath(r))];
        }
    }

    public bool IsOnPath(Review review) => Seats.Any(s => review.StepOf(s.Pair) is not null);

    /// <summary>
    /// For whom they act on the path of this review. Nobody sits on a path and stands in on it, nor stands in there for
    /// two.
    /// </summary>
    public Delegation? StandsInOn(Review review) =>
        StandsInFor.FirstOrDefault(d => Quarter.Pairs.SeatsOf(d.Leader.Id).Any(s => review.StepOf(s.Pair) is not null));

    /// <summary>The seat of a pair that this person holds, or stands in for; nobody has both.</summary>
    public SeatOf? SeatIn(PairId pair) => Seats.Where(s => s.Pair == pair).Select(s => (SeatOf?)s).FirstOrDefault();

    /// <summary>
    /// The seat in the pair directly above the one whose turn it is; null if they have none, or nothing can be taken
    /// over.
    /// </summary>
    public SeatOf? SeatAbove(Review review)
    {
        if (Quarter.Stage != QuarterStage.Open || review.Open is not { } open)
            return null;
        var above = review.Path.IndexOf(open) + 1;
        return above < review.Path.Length ? SeatIn(review.Path[above].Pair) : null;
    }

    /// <summary>
    /// The leader or delegate behind a link; null when the roster no longer names them, or their time is over.
    /// </summary>
    public static Reader? Leader(Quarter quarter, PersonId id, Instant now) =>
        quarter.ActorOf(id, now) is { } person ? new(quarter, person, now) : null;

    public static string Name(SeatOf seat) => $"{seat.Seat}, {Wording.Of(seat.Pair)}";
}

/// <summary>Who reads the page of a fit conversation: one of its two people, who may be nobody on the roster.</summary>
/// <param name="Fits">The conversations of this person in the quarter, with their side; at least one.</param>
public sealed record FitParticipant(
    Quarter Quarter,
    PersonId Id,
    IReadOnlyList<(FitConversation Fit, FitSide Side)> Fits
)
{
    public static FitParticipant? Of(Quarter quarter, PersonId person)
    {
        var own = quarter
            .Fits.Where(f => f.SideOf(person) is not null)
            .Select(f => (f, f.SideOf(person)!.Value))
            .ToArray();
        return own.Length == 0 ? null : new(quarter, person, own);
    }

    public string Name => Fits[^1].Fit[Fits[^1].Side].Name;
}

using ReviewFlow.Pairs;
using ReviewFlow.People;

namespace ReviewFlow.Partnerships;

/// <summary>
/// What the holder of a seat wants of the pair's partnership check. It is about the two people, so no delegate does it
/// for them.
/// </summary>
public abstract record PartnershipCommand(SeatOf Seat, Person By)
{
    /// <summary>Seals the seat's answers, or others in their place as long as the partner has not answered.</summary>
    public sealed record Answer(SeatOf Seat, Person By, PartnershipSheet Sheet) : PartnershipCommand(Seat, By);

    /// <summary>Proposes or counters the joint commitment; the partner's words again are a yes to them.</summary>
    public sealed record Propose(SeatOf Seat, Person By, Pledge Pledge) : PartnershipCommand(Seat, By);

    /// <summary>A yes to the partner's words, named by their digest.</summary>
    public sealed record Confirm(SeatOf Seat, Person By, string Digest) : PartnershipCommand(Seat, By);
}

using System.Collections.Immutable;
using ReviewFlow.Pairs;
using ReviewFlow.People;

namespace ReviewFlow.Assessments;

/// <summary>What a leader wants of a team's joint assessment.</summary>
/// <param name="Round">The round of the page it was written on.</param>
public abstract record AssessmentCommand(SeatOf Seat, Person By, int Round) : SeatCommand(Seat, By)
{
    /// <summary>
    /// Seals the seat's ratings, or seals others in their place as long as the partner has not sealed.
    /// </summary>
    /// <param name="Partner">What the partner sealed, where they did: the second seal reveals both.</param>
    public sealed record Seal(SeatOf Seat, Person By, int Round, RatingSheet Sheet, RatingSheet? Partner = null)
        : AssessmentCommand(Seat, By, Round);

    /// <summary>Takes the sealed ratings back; only as long as the partner has not sealed.</summary>
    public sealed record Unseal(SeatOf Seat, Person By, int Round) : AssessmentCommand(Seat, By, Round);

    /// <summary>Confirms what the partner proposed, and proposes or counters where the views differ.</summary>
    public sealed record Reconcile(
        SeatOf Seat,
        Person By,
        int Round,
        ImmutableArray<Confirmation> Confirmed,
        ImmutableArray<ProposedRating> Proposed
    ) : AssessmentCommand(Seat, By, Round);

    /// <summary>Writes the seat's shares in what is not met, and answers the partner's.</summary>
    public sealed record Account(
        SeatOf Seat,
        Person By,
        int Round,
        ImmutableArray<Share> Shares,
        ImmutableArray<ShareAnswer> Answers
    ) : AssessmentCommand(Seat, By, Round);

    /// <summary>Proposes or counters how the pair worked together.</summary>
    public sealed record ProposeWork(SeatOf Seat, Person By, int Round, JointWork Work)
        : AssessmentCommand(Seat, By, Round);

    /// <summary>Confirms the partner's words on it, named by their digest.</summary>
    public sealed record ConfirmWork(SeatOf Seat, Person By, int Round, string Digest)
        : AssessmentCommand(Seat, By, Round);
}

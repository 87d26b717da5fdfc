using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Assessments;

/// <summary>A joint rating that waits for the other seat's yes.</summary>
public sealed record Proposal(Seat By, ProposedRating Rating);

/// <summary>What both agreed on.</summary>
/// <param name="Rationale">Confirmed by both; exactly where the two views differed.</param>
public sealed record JointRating(OutcomeStatus Value, string? Rationale);

/// <summary>A seat's share as it stands, with the partner's answer to exactly this text.</summary>
public sealed record SharePart(Share Share, ShareAnswer? Answer = null)
{
    public bool IsConfirmed => Answer is { Confirmed: true };
    public bool IsContested => Answer is { Confirmed: false };
}

/// <summary>One outcome after both views were revealed, on the way to one.</summary>
public sealed record Reconciliation(
    OutcomeId Outcome,
    OutcomeStatus Product,
    OutcomeStatus Technology,
    Proposal? Proposal = null,
    JointRating? Joint = null,
    SharePart? ProductShare = null,
    SharePart? TechnologyShare = null
)
{
    /// <summary>Equal views are joint at once.</summary>
    public static Reconciliation Of(OutcomeId outcome, OutcomeStatus product, OutcomeStatus technology) =>
        new(outcome, product, technology, Joint: product == technology ? new(product, Rationale: null) : null);

    public bool Differed => Product != Technology;

    public OutcomeStatus View(Seat seat) => seat == Seat.Product ? Product : Technology;

    public SharePart? Share(Seat seat) => seat == Seat.Product ? ProductShare : TechnologyShare;

    public Reconciliation With(Seat seat, SharePart share) =>
        seat == Seat.Product ? this with { ProductShare = share } : this with { TechnologyShare = share };

    /// <summary>What is not met has each seat's share.</summary>
    public bool OwesShares => Joint is { Value: not OutcomeStatus.Met };

    public bool IsSettled =>
        Joint is not null
        && (!OwesShares || (ProductShare is { IsConfirmed: true } && TechnologyShare is { IsConfirmed: true }));

    /// <summary>It is this seat's move: to propose or to answer.</summary>
    public bool Awaits(Seat seat) =>
        this switch
        {
            { Joint: null } => Proposal?.By != seat,
            { OwesShares: true } => Share(seat) is null or { IsContested: true }
                || Share(seat.Other()) is { Answer: null },
            _ => false,
        };

    /// <summary>One seat alone says that it has a share.</summary>
    public bool IsOneSided => ProductShare is { } p && TechnologyShare is { } t && p.Share.IsNone != t.Share.IsNone;
}

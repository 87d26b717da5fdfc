using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>The joint assessment as the page of a team shows it to the two who assess, and to nobody else.</summary>
/// <param name="Round">Counted from 1; a return or an amendment begins the next.</param>
/// <param name="OnBehalfOf">The leader a delegate acts for; null for oneself.</param>
public abstract record AssessingModel(int Round, string? OnBehalfOf)
{
    /// <summary>Not both have sealed. Of the partner there is no field but whether they have.</summary>
    /// <param name="Form">Holds what the reader's seat has sealed, or held in the round before.</param>
    /// <param name="Unseal">Present where the reader's seat has sealed.</param>
    public sealed record Blind(int Round, string? OnBehalfOf, bool PartnerHasSealed, SealForm Form, RoundForm? Unseal)
        : AssessingModel(Round, OnBehalfOf);

    /// <summary>Both have sealed, so both views are open.</summary>
    /// <param name="Settle">One form for all that is open; null where nothing is.</param>
    /// <param name="Shares">What is owed for each joint rating that is not met; empty where nothing is.</param>
    public sealed record Revealed(
        int Round,
        string? OnBehalfOf,
        RoundForm? Settle,
        IReadOnlyList<OutcomeViews> Views,
        IReadOnlyList<OutcomeShares> Shares,
        WorkModel Work
    ) : AssessingModel(Round, OnBehalfOf);
}

/// <summary>A form of one round of an assessment.</summary>
/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
/// <param name="Round">What was written in another round is out of date.</param>
/// <param name="AwaitsYou">It is the reader's move; else the form only changes what they sent already.</param>
public sealed record RoundForm(string Action, string Token, int Round, bool AwaitsYou = true);

/// <summary>The blind rating of every outcome.</summary>
public sealed record SealForm(RoundForm Form, IReadOnlyList<RatingFields> Ratings);

public sealed record RatingFields(OutcomeModel Outcome, Choice Rating, Words Note);

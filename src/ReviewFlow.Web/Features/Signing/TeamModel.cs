using ReviewFlow.Obligations;
using ReviewFlow.Web.Features.Assessments;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.TakeOvers;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Signing;

/// <summary>One team's review, read and signed here.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Name">Team name.</param>
/// <param name="Pair">The team's own pair: <c>Marketplace</c>.</param>
/// <param name="Revision">The scorecard's revision, counted from 1.</param>
/// <param name="Hash">The review hash a sign-off is bound to; null while the team is assessed, when there is nothing to
/// sign.</param>
/// <param name="Stands">One sentence on where the review stands for this reader.</param>
/// <param name="Due">Already formatted; null when nothing is due any more.</param>
/// <param name="PastDue">The due day is over.</param>
/// <param name="Counts">Totals over <paramref name="Outcomes"/>.</param>
/// <param name="Path">The pairs that must sign: the team's own first, the root pair last.</param>
/// <param name="Outcomes">In the scorecard's order.</param>
/// <param name="Budget">The team's one shared budget.</param>
/// <param name="Changes">What changed since this leader last signed; null when they never signed or nothing
/// changed.</param>
/// <param name="Returned">The return that is not answered yet.</param>
/// <param name="SignOff">Present only when it is this leader's turn.</param>
/// <param name="Return">Present only when this leader may return the review.</param>
/// <param name="Withdraw">Present only when this leader has signed and nothing is released.</param>
/// <param name="Turn">Where this team stands among those that wait for this leader.</param>
/// <param name="Receipt">After an action.</param>
/// <param name="Refusal">After an action that was not carried out.</param>
public sealed record TeamModel(
    Frame Frame,
    string Name,
    string Pair,
    int Revision,
    ReviewHash? Hash,
    string Stands,
    string? Due,
    bool PastDue,
    Counts Counts,
    IReadOnlyList<PathLevel> Path,
    IReadOnlyList<OutcomeModel> Outcomes,
    BudgetModel Budget,
    Changes? Changes = null,
    ReturnNotice? Returned = null,
    SignOffForm? SignOff = null,
    ReasonForm? Return = null,
    ReasonForm? Withdraw = null,
    Turn? Turn = null,
    Receipt? Receipt = null,
    RefusalMessage? Refusal = null
) : PageModel(Frame)
{
    /// <summary>Whether the page has this form besides the one it is for.</summary>
    public bool Has(string? act) =>
        act switch
        {
            FormAction.Return => Return is not null,
            FormAction.Withdraw => Withdraw is not null,
            FormAction.TakeBackReturn => Returned?.TakeBack is not null,
            FormAction.Seal or FormAction.Unseal => Assessing is AssessingModel.Blind { Unseal: not null },
            FormAction.TakeOver => TakeOver is not null,
            TakeOverModel.AgreeSlot => TakeOver?.Theirs is not null,
            FormAction.WithdrawTakeOver => TakeOver?.Withdraw is not null,
            _ => false,
        };

    /// <summary>On whose behalf this reader acts here; null for oneself.</summary>
    public ActingFor? StandsIn { get; init; }

    /// <summary>Present only for both leaders of the pair directly above the one whose turn it is.</summary>
    public TakeOverModel? TakeOver { get; init; }

    /// <summary>The joint assessment; for the two who assess, as long as they do.</summary>
    public AssessingModel? Assessing { get; init; }

    /// <summary>How the pair worked together, once both have agreed on it.</summary>
    public WorkWords? Work { get; init; }

    /// <summary>For the pair alone: what went over the wall in this quarter and the ones before.</summary>
    public TrendModel? Trend { get; init; }

    /// <summary>For the pair alone: most of what will change lies with one side.</summary>
    public OneSided? OneSided { get; init; }
}

/// <param name="Actions">Over all teams that the pair assesses in the quarter.</param>
/// <param name="OnOneSide">Of these; which side is not said.</param>
public sealed record OneSided(int Actions, int OnOneSide);

/// <param name="Start">The first characters, for people to compare.</param>
/// <param name="Full">64 hexadecimal digits.</param>
public sealed record ReviewHash(string Start, string Full);

/// <summary>One pair on the signing path.</summary>
/// <param name="Pair">Its name.</param>
/// <param name="Note">Why it signs or what it waits for: <c>The team's own pair</c>, <c>Signs once Marketplace has
/// signed</c>.</param>
/// <param name="Product">The Product seat.</param>
/// <param name="Technology">The Technology seat.</param>
/// <param name="TakenOver">The joint reason when both seats of the pair above took this pair's part over.</param>
/// <param name="TakenOverBy">Who did and when: <c>Ana Chief and Dana Diaz on behalf of Tom Chief, 14 October 2026 at
/// 11:00 (Asia/Dubai)</c>.</param>
public sealed record PathLevel(
    string Pair,
    string Note,
    SeatModel Product,
    SeatModel Technology,
    string? TakenOver = null,
    string? TakenOverBy = null
);

/// <param name="Holder">Who holds the seat.</param>
/// <param name="State">Where the seat stands on the current review hash.</param>
/// <param name="SignedOn">Day and time, only when signed.</param>
/// <param name="SignedBy">The delegate who signed on behalf of the holder, if one did.</param>
/// <param name="IsReader">The person reading holds this seat.</param>
/// <param name="IsStandIn">The person reading acts here on behalf of the seat's holder.</param>
public sealed record SeatModel(
    string Holder,
    SeatState State,
    string? SignedOn = null,
    string? SignedBy = null,
    bool IsReader = false,
    bool IsStandIn = false
);

/// <summary>What differs from what this leader signed last.</summary>
/// <param name="SinceRevision">The revision they signed.</param>
/// <param name="Reason">Why it was amended, as it was written.</param>
/// <param name="Lines">At least one.</param>
public sealed record Changes(int SinceRevision, string Reason, IReadOnlyList<Change> Lines);

/// <param name="Field"><c>Checkout conversion: actual</c></param>
/// <param name="Before">Empty when it was not there.</param>
/// <param name="After">Empty when it is gone.</param>
public sealed record Change(string Field, string Before, string After);

/// <summary>A return, with its reason, shown until the scorecard is amended.</summary>
/// <param name="By"><c>Chief Technology Officer (Technology, company)</c></param>
/// <param name="When">Already formatted.</param>
/// <param name="Reason">As it was written.</param>
/// <param name="TakeBack">Present only for the seat that returned it, for as long as it can be taken back.</param>
/// <param name="StandsAgain">Whose signatures stand again then, in one sentence.</param>
public sealed record ReturnNotice(
    string By,
    string When,
    string Reason,
    ReasonForm? TakeBack = null,
    string StandsAgain = ""
);

/// <summary>Lets a leader read and sign many teams one after the other.</summary>
/// <param name="Position">Counted from 1.</param>
/// <param name="Count">How many wait for this leader.</param>
/// <param name="Previous">The team before this one, or null.</param>
/// <param name="Next">The team after this one, or null.</param>
public sealed record Turn(int Position, int Count, PageLink? Previous, PageLink? Next);

/// <summary>A form that asks for a reason, with the words around it.</summary>
public sealed record ReasonBoxModel(ReasonForm Form, string Id, string Label, string Hint, string Button);

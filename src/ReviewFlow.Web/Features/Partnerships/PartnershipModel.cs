using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Partnerships;

/// <summary>A pair's partnership check, for one of the two and for nobody else.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Pair">The pair's name: <c>Marketplace</c>.</param>
/// <param name="Partner">The other leader.</param>
/// <param name="Stands">Where the check stands, in one sentence for this reader.</param>
/// <param name="Form">Null when it is closed, or both have answered.</param>
/// <param name="Answers">What both said, statement by statement; null until both have answered.</param>
/// <param name="Pledge">Their joint commitment and the way to it; null until both have answered.</param>
/// <param name="Trend">What the two said in other quarters; empty when this is their first together.</param>
/// <param name="Receipt">After an action.</param>
/// <param name="Refusal">After an action that was not carried out.</param>
public sealed record PartnershipModel(
    Frame Frame,
    string Pair,
    string Partner,
    string Stands,
    PartnershipForm? Form,
    IReadOnlyList<BothAnswers>? Answers,
    PledgeModel? Pledge,
    IReadOnlyList<StatementTrend> Trend,
    Receipt? Receipt = null,
    RefusalMessage? Refusal = null
) : PageModel(Frame);

/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
/// <param name="Statements">In their order.</param>
/// <param name="IsAnswered">This leader has answered and may change it.</param>
public sealed record PartnershipForm(string Action, string Token, IReadOnlyList<Choice> Statements, bool IsAnswered);

/// <summary>One line of a table: what is answered (a statement, or a quarter) and both answers in words.</summary>
public sealed record BothAnswers(string Of, string Mine, string Partners);

/// <summary>One statement over the quarters, newest first.</summary>
public sealed record StatementTrend(string Statement, IReadOnlyList<BothAnswers> Quarters);

/// <summary>The one joint commitment of a pair.</summary>
/// <param name="Text">As it was agreed on or proposed; null while there is none.</param>
/// <param name="State">Who has said yes to it.</param>
/// <param name="Confirm">The yes to the partner's words; null where there is none to give.</param>
/// <param name="Propose">Words of one's own; null when it is agreed on or closed.</param>
public sealed record PledgeModel(
    string? Text,
    PledgeState State,
    ConfirmPledgeForm? Confirm,
    ProposePledgeForm? Propose
);

public enum PledgeState
{
    None,
    ProposedByYou,
    ProposedByPartner,
    Agreed,
}

/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
/// <param name="Digest">Of exactly the words on the page.</param>
public sealed record ConfirmPledgeForm(string Action, string Token, string Digest);

/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
/// <param name="Text">What stands there: nothing, the words proposed, or what the person had typed before a
/// refusal.</param>
/// <param name="Error">What is wrong with it, next to it.</param>
public sealed record ProposePledgeForm(string Action, string Token, string Text = "", string? Error = null);

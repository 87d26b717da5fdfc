namespace ReviewFlow.Web.Features.TakeOvers;

/// <summary>Take over the part of the pair below whose turn it is.</summary>
/// <param name="Pair">Its name.</param>
/// <param name="PairId">As the form posts it.</param>
/// <param name="IsAssessing">The pair below has not come to one view yet; else it has not signed.</param>
/// <param name="Theirs">What the partner proposed, and waits for this reader.</param>
/// <param name="Yours">What this reader's seat proposed, and waits for the partner.</param>
/// <param name="Token">For a reason of one's own.</param>
/// <param name="Agree">For the yes to the partner's.</param>
/// <param name="Reason">What was typed before a refusal.</param>
/// <param name="Error">What is wrong with the reason.</param>
/// <param name="Withdraw">Takes back what is in <paramref name="Yours"/>.</param>
/// <param name="AgreeError">What is wrong with the yes.</param>
public sealed record TakeOverModel(
    string Action,
    string Team,
    string Pair,
    string PairId,
    bool IsAssessing,
    string Token,
    string? OnBehalfOf = null,
    ProposedReason? Theirs = null,
    ProposedReason? Yours = null,
    string? Agree = null,
    string Reason = "",
    string? Error = null,
    string? AgreeError = null,
    WithdrawTakeOverForm? Withdraw = null
)
{
    /// <summary>The form with the yes to the partner's reason; it posts where one's own does.</summary>
    public const string AgreeSlot = "agree-to-take-over";
}

/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
public sealed record WithdrawTakeOverForm(string Action, string Token);

/// <param name="By">Who proposed it, and on whose behalf.</param>
/// <param name="When">Already formatted.</param>
/// <param name="Reason">As it was written.</param>
/// <param name="Digest">SHA-256 of it: a yes is one to exactly this reason.</param>
public sealed record ProposedReason(string By, string When, string Reason, string Digest);

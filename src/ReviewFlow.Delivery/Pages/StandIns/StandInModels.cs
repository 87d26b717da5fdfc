namespace ReviewFlow.Delivery.Pages;

public sealed partial record DeskModel
{
    /// <summary>For whom this reader acts, besides themselves.</summary>
    public IReadOnlyList<StandIn> StandsInFor { get; init; } = [];

    /// <summary>Only on a leader's own desk, and only while the quarter is open.</summary>
    public AwayModel? Away { get; init; }

    /// <summary>After an action.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>After an action that was not result out.</summary>
    public Refusal? Refusal { get; init; }
}

public sealed partial record TeamModel
{
    /// <summary>On whose behalf this reader acts here; null for oneself.</summary>
    public StandIn? StandsIn { get; init; }

    /// <summary>Present only for both leaders of the pair directly above the one whose turn it is.</summary>
    public TakeOverModel? TakeOver { get; init; }
}

/// <param name="Leader">Who is away.</param>
/// <param name="Seats">What they hold: <c>Product, Marketplace</c>.</param>
/// <param name="Until">The last day, already formatted.</param>
public sealed record StandIn(string Leader, string Seats, string Until);

/// <summary>Who stands in for a leader, and the form to name somebody.</summary>
/// <param name="Zone">In which the days begin and end.</param>
public sealed record AwayModel(string Zone, IReadOnlyList<OwnStandIn> Delegates, DelegateForm Form);

/// <summary>Somebody whom this leader named and whose time is not over.</summary>
/// <param name="Times">At least one: <c>5 to 9 October 2026, now</c>.</param>
/// <param name="Id">The address, as the form to end it posts it.</param>
public sealed record OwnStandIn(string Name, string Email, IReadOnlyList<string> Times, string Id, string Action, string Token);

/// <summary>Names a delegate. What was typed before a refusal is never lost.</summary>
/// <param name="Least">Today, <c>2026-10-05</c>: the first day that can be chosen.</param>
/// <param name="Errors">What is wrong with a field, by its id, next to it; not null after any refusal.</param>
public sealed record DelegateForm(
    string Action, string Token, string Least, string Name = "", string Email = "", string From = "", string Until = "", IReadOnlyDictionary<string, string>? Errors = null);

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
    string Action, string Team, string Pair, string PairId, bool IsAssessing, string Token, string? OnBehalfOf = null,
    ProposedReason? Theirs = null, ProposedReason? Yours = null, string? Agree = null, string Reason = "", string? Error = null, string? AgreeError = null,
    WithdrawTakeOverForm? Withdraw = null)
{
    /// <summary>It does not wait behind its summary.</summary>
    public bool IsUnfolded => Theirs is not null || Error is not null || AgreeError is not null || Reason.Length > 0;
}

/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
public sealed record WithdrawTakeOverForm(string Action, string Token);

/// <param name="By">Who proposed it, and on whose behalf.</param>
/// <param name="When">Already formatted.</param>
/// <param name="Reason">As it was written.</param>
/// <param name="Digest">SHA-256 of it: a yes is one to exactly this reason.</param>
public sealed record ProposedReason(string By, string When, string Reason, string Digest);

/// <summary>The names and ids of the fields of these forms.</summary>
public static class StandInFields
{
    public const string Name = "name", Email = "email", From = "from", Until = "until";
    public const string NameId = "delegate-name", EmailId = "delegate-email", FromId = "delegate-from", UntilId = "delegate-until";

    /// <summary>Whose delegation ends.</summary>
    public const string Who = "who";

    /// <summary>Whose part is taken over.</summary>
    public const string Pair = "pair";

    /// <summary>The digest of the partner's reason; only with a yes to it.</summary>
    public const string ReasonDigest = "reason-digest";

    public const string TakeOverReasonId = "take-over-reason", AgreeId = "take-over-agree";
}

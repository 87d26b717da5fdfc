using ReviewFlow.Delegations;

namespace ReviewFlow.Web.Features.Delegations;

/// <param name="Leader">Who is away.</param>
/// <param name="Seats">What they hold: <c>Product, Marketplace</c>.</param>
/// <param name="Until">The last day, already formatted.</param>
public sealed record ActingFor(string Leader, string Seats, string Until);

/// <summary>Who stands in for a leader, and the form to name somebody.</summary>
/// <param name="Zone">In which the days begin and end.</param>
public sealed record DelegationModel(string Zone, IReadOnlyList<NamedDelegation> Delegates, DelegateForm Form);

/// <summary>Somebody whom this leader named and whose time is not over.</summary>
/// <param name="Times">At least one: <c>5 to 9 October 2026, now</c>.</param>
/// <param name="Id">The address, as the form to end it posts it.</param>
public sealed record NamedDelegation(
    string Name,
    string Email,
    IReadOnlyList<string> Times,
    string Id,
    string Action,
    string Token
);

/// <summary>Names a delegate. What was typed before a refusal is never lost.</summary>
/// <param name="Least">Today, <c>2026-10-05</c>: the first day that can be chosen.</param>
/// <param name="Errors">What is wrong with a field, by its id, next to it; not null after any refusal.</param>
public sealed record DelegateForm(
    string Action,
    string Token,
    string Least,
    string Name = "",
    string Email = "",
    string From = "",
    string Until = "",
    IReadOnlyDictionary<string, string>? Errors = null
);

/// <summary>The names and ids of the fields of these forms.</summary>
public static class DelegationFields
{
    public const string Name = "name",
        Email = "email",
        From = "from",
        Until = DelegationRules.UntilField;
    public const string NameId = "delegate-name",
        EmailId = "delegate-email",
        FromId = "delegate-from",
        UntilId = "delegate-until";

    /// <summary>Whose delegation ends.</summary>
    public const string Who = "who";

    /// <summary>Whose part is taken over.</summary>
    public const string Pair = "pair";

    /// <summary>The digest of the partner's reason; only with a yes to it.</summary>
    public const string ReasonDigest = "reason-digest";

    public const string TakeOverReasonId = "take-over-reason",
        AgreeId = "take-over-agree";
}

/// <summary>One line to fill in, with its label and what is wrong with it.</summary>
/// <param name="Type"><c>text</c>, <c>email</c> or <c>date</c>.</param>
/// <param name="Longest">In UTF-16 code units; null for a date.</param>
/// <param name="Least">The first day that can be chosen; null for what is no date.</param>
public sealed record OneField(
    string Id,
    string Name,
    string Type,
    string Label,
    string Text,
    string? Error,
    int? Longest = null,
    string? Least = null
);

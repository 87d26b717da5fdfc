using System.Globalization;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;

namespace ReviewFlow.Delivery.Pages;

/// <summary>What a leader's form does. The names stand in addresses and in form tokens.</summary>
internal static class Deed
{
    public const string SignOff = "sign-off";
    public const string Return = "return";
    public const string Withdraw = "withdraw";

    public const string Seal = "seal";
    public const string Unseal = "unseal";
    public const string Reconcile = "reconcile";
    public const string Account = "account";
    public const string Work = "work";

    public const string Answer = "answer";
    public const string Pledge = "pledge";
    public const string Confirm = "confirm";

    public const string EndFit = "end";

    public const string FreshLink = "fresh-link";
    public const string EndLinks = "end-links";
    public const string TakeOver = "take-over";
    public const string WithdrawTakeOver = "withdraw-take-over";
    public const string Delegate = "delegate";
    public const string EndDelegation = "end-delegation";

    public static string Of(string deed, TeamId team) => $"{deed}/{team}";

    public static string Of(string deed, PairId pair) => $"partnership-{deed}/{pair}";

    public static string Of(string deed, int fit) => string.Create(CultureInfo.InvariantCulture, $"fit-{deed}/{fit}");

    public static string EndDelegationOf(PersonId stand) => $"{EndDelegation}/{stand}";
}

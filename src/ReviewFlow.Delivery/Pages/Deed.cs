using ReviewFlow.Ids;

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

    public const string FreshLink = "fresh-link";
    public const string EndLinks = "end-links";

    public static string Of(string deed, TeamId team) => $"{deed}/{team}";
}

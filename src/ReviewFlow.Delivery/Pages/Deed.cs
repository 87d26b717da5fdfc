using ReviewFlow.Ids;

namespace ReviewFlow.Delivery.Pages;

/// <summary>What a leader's form does. The names stand in addresses and in form tokens.</summary>
internal static class Deed
{
    public const string SignOff = "sign-off";
    public const string Return = "return";
    public const string Withdraw = "withdraw";
    public const string Answer = "answer";
    public const string Pledge = "pledge";
    public const string Confirm = "confirm";
    public const string FreshLink = "fresh-link";
    public const string EndLinks = "end-links";

    public static string Of(string deed, TeamId team) => $"{deed}/{team}";

    public static string Of(string deed, PairId pair) => $"partnership-{deed}/{pair}";
}

using System.Globalization;

namespace ReviewFlow.Text;

/// <summary>How figures read everywhere: pages, mails and the report.</summary>
public static class Figure
{
    /// <summary>
    /// <c>73.1%</c>, <c>1,285 ms</c>: the number as it was given, thousands apart, its unit behind it.
    /// </summary>
    public static string Of(decimal value, string unit) =>
        unit switch
        {
            "" => Number(value),
            "%" or "‰" or "°" => Number(value) + unit,
            _ => $"{Number(value)} {unit}",
        };

    /// <summary><c>USD 398,500</c></summary>
    public static string Money(string currency, decimal amount) => $"{currency} {Number(amount)}";

    /// <summary><c>USD 21,500 under plan</c>, <c>USD 12,000 over plan</c> or <c>on plan</c>.</summary>
    public static string AgainstPlan(string currency, decimal planned, decimal spent) =>
        (spent - planned) switch
        {
            0 => SharedTexts.OnPlan,
            > 0 => SharedTexts.OverPlan.With(new { amount = Money(currency, spent - planned) }),
            _ => SharedTexts.UnderPlan.With(new { amount = Money(currency, planned - spent) }),
        };

    private static string Number(decimal value) => value.ToString("#,0.###############", CultureInfo.InvariantCulture);
}

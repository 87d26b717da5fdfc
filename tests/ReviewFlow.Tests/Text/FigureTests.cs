using ReviewFlow.Text;

namespace ReviewFlow.Tests.Text;

public sealed class FigureTests
{
    public static TheoryData<decimal, string, string> Figures =>
        new()
        {
            { 73.1m, "%", "73.1%" },
            { 6.0m, "%", "6%" },
            { 1285, "ms", "1,285 ms" },
            { -1285.50m, "h", "-1,285.5 h" },
            { 2, "‰", "2‰" },
            { 21, "°", "21°" },
            { 42, "", "42" },
            { 0, "days", "0 days" },
            { -0.0m, "days", "0 days" },
            { 1_000_000_000_000_000m, "req", "1,000,000,000,000,000 req" },
            { 0.000000000001m, "s", "0.000000000001 s" },
        };

    [Theory, MemberData(nameof(Figures))]
    public void A_figure_reads_as_it_was_given_with_its_unit_behind(decimal value, string unit, string expected) =>
        Assert.Equal(expected, Figure.Of(value, unit));

    [Theory]
    [InlineData(420000, 398500, "USD 21,500 under plan")]
    [InlineData(540000, 552000, "USD 12,000 over plan")]
    [InlineData(1000, 1000, "on plan")]
    [InlineData(0, 0.5, "USD 0.5 over plan")]
    public void A_budget_is_held_against_its_plan(decimal planned, decimal spent, string expected) =>
        Assert.Equal(expected, Figure.AgainstPlan("USD", planned, spent));

    [Fact]
    public void Money_has_its_currency_in_front() => Assert.Equal("AED 398,500", Figure.Money("AED", 398500.00m));
}

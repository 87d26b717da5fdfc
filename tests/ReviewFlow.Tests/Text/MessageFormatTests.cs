using ReviewFlow.Text;

namespace ReviewFlow.Tests.Text;

public class MessageFormatTests
{
    public static TheoryData<string, object, string> Cases =>
        new()
        {
            { "No value", new { }, "No value" },
            { "{team} was returned.", new { team = "Checkout" }, "Checkout was returned." },
            { "{a} and {a}", new { a = "x" }, "x and x" },
            { "{count, plural, one {# team waits} other {# teams wait}}", new { count = 1 }, "1 team waits" },
            { "{count, plural, one {# team waits} other {# teams wait}}", new { count = 0 }, "0 teams wait" },
            { "{count, plural, one {# team waits} other {# teams wait}}", new { count = 21L }, "21 teams wait" },
            {
                "{count, plural, =0 {No team} one {# team} other {# teams}} of {pair}",
                new { count = 0, pair = "root" },
                "No team of root"
            },
            { "{count, plural, one {# team} other {# teams}}", new { count = 1285 }, "1,285 teams" },
            { "{count, plural, other {# of {team}}}", new { count = 2, team = "a {b}" }, "2 of a {b}" },
            { "Your partner's view", new { }, "Your partner's view" },
            { "it's '{team}' #1", new { team = "x" }, "it's 'x' #1" },
            { "{count}", new { count = 1_000_000 }, "1000000" },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pattern_is_filled_in(string pattern, object values, string text) =>
        Assert.Equal(text, pattern.With(values));

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{}")]
    [InlineData("{a")]
    [InlineData("{a, select, x {y}}")]
    [InlineData("{a, plural, one {x}}")]
    [InlineData("{a, plural, other x}")]
    [InlineData("{a, plural, other {x}")]
    public void A_pattern_that_cannot_be_read_says_where(string pattern) =>
        Assert.Throws<FormatException>(() => pattern.With(new { a = 1 }));

    [Fact]
    public void A_missing_value_is_named() =>
        Assert.Contains(
            "'team'",
            Assert.Throws<ArgumentException>(() => "{team}".With(new { pair = "x" })).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_not_text_is_refused() =>
        Assert.Throws<ArgumentException>(() => "{day}".With(new { day = new DateOnly(2026, 10, 1) }));

    [Fact]
    public void Names_are_found_in_every_form() =>
        Assert.Equal(["count", "a", "b"], MessageFormat.Names("{count, plural, one {{a}} other {{b} {a}}}"));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("A", new[] { "A" })]
    [InlineData("A and B", new[] { "A", "B" })]
    [InlineData("A, B and C", new[] { "A", "B", "C" })]
    public void A_list_reads_as_people_write_it(string text, string[] items) => Assert.Equal(text, Lists.And(items));
}

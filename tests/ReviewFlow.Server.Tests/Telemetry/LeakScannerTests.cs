using System.Text.Json;

namespace ReviewFlow.Server.Tests.Telemetry;

public sealed class LeakScannerTests
{
    private const string Address = "cpo@example.com",
        Name = "Zoë \"Zo\" O'Hara+",
        Token = "tKq1-planted_token-0123456789";

    private static readonly string[] All = [Address, Name, Token];

    [Theory]
    [InlineData("as it is")]
    [InlineData("in another case")]
    [InlineData("in an address")]
    [InlineData("in a form")]
    [InlineData("in JSON")]
    [InlineData("in JSON within JSON")]
    [InlineData("in an address within JSON")]
    public void What_was_planted_is_found(string how) => Assert.All(All, secret =>
        {
            var planted = how switch
            {
                "in another case" => secret.ToUpperInvariant(),
                "in an address" => $"http://127.0.0.1/l/{Uri.EscapeDataString(secret)}?x=1",
                "in a form" =>
                    $"a=1&b={Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal)}&c=2",
                "in JSON" => JsonSerializer.Serialize(new { said = secret }),
                "in JSON within JSON" => JsonSerializer.Serialize(
                    new { said = JsonSerializer.Serialize(new { said = secret }) }
                ),
                "in an address within JSON" => JsonSerializer.Serialize(
                    new { url = $"http://127.0.0.1/l/{Uri.EscapeDataString(secret)}" }
                ),
                _ => secret,
            };
            Assert.Equal([secret], LeakScanner.Find($$"""{"name":"Request","url":"{{planted}}"}""", All));
        });

    [Fact]
    public void What_names_nobody_is_not() =>
        Assert.Empty(
            LeakScanner.Find(
                """{"name":"Pages","quarter":"2026-Q3","at":"x@example.org 100%","half":"%zz \\u00"}""",
                All
            )
        );
}

using Microsoft.Extensions.Configuration;
using ReviewFlow.Application;
using ReviewFlow.Infrastructure.Mail.SendGrid;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

public sealed class SendGridSettingsTests
{
    [Fact]
    public void Everything_is_read() =>
        Assert.Equal(
            new SendGridSettings("SG.secret", new Uri("https://api.eu.sendgrid.com"), Sandbox: true, "MFkw"),
            Read(
                ("ApiKey", "SG.secret\n"),
                ("BaseUrl", "https://api.eu.sendgrid.com"),
                ("Sandbox", "true"),
                ("WebhookPublicKey", "MFkw")
            )
        );

    [Fact]
    public void A_key_is_enough() => Assert.Equal(new SendGridSettings("SG.secret"), Read(("ApiKey", "SG.secret")));

    [Theory]
    [InlineData("Sandbox", "true")]
    [InlineData("ApiKey", "")]
    public void Without_a_key_there_is_no_SendGrid(string name, string value) => Assert.Null(Read((name, value)));

    [Theory]
    [InlineData("BaseUrl", "http://mail.example.com")] // the key would travel in the clear
    [InlineData("BaseUrl", "api.sendgrid.com")]
    [InlineData("Sandbox", "perhaps")]
    public void A_setting_that_does_not_fit_is_named_and_the_key_is_not(string name, string value)
    {
        var said = Assert.ThrowsAny<OperatorException>(() => Read(("ApiKey", "SG.secret"), (name, value))).Message;
        Assert.Contains($"ReviewFlow__SendGrid__{name}", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    private static SendGridSettings? Read(params (string Name, string Value)[] settings) =>
        SendGridSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.Select(s => KeyValuePair.Create($"ReviewFlow:SendGrid:{s.Name}", (string?)s.Value))
                )
                .Build()
        );
}

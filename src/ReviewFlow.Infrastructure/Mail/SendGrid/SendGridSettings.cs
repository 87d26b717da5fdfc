using Microsoft.Extensions.Configuration;
using ReviewFlow.Application;
using ReviewFlow.Application.Settings;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Mail.SendGrid;

/// <summary>
/// Where and how mail is handed to SendGrid; section <c>ReviewFlow:SendGrid</c> of the configuration.
/// </summary>
/// <param name="ApiKey">Needs the scope <c>mail.send</c> and no other. Never logged.</param>
/// <param name="BaseUrl">Null for <c>https://api.sendgrid.com</c>; <c>https://api.eu.sendgrid.com</c> keeps mail in the
/// European Union.</param>
/// <param name="Sandbox">SendGrid checks each mail and delivers none.</param>
/// <param name="WebhookPublicKey">
/// The signed event webhook's public key as SendGrid shows it: base64 of a P-256 SubjectPublicKeyInfo in DER. Null: no
/// webhook is taken.
/// </param>
public sealed record SendGridSettings(
    string ApiKey,
    Uri? BaseUrl = null,
    bool Sandbox = false,
    string? WebhookPublicKey = null
)
{
    /// <summary>Null where no API key is configured.</summary>
    /// <exception cref="OperatorException">A setting does not fit; the message names it with an example, never its
    /// value.</exception>
    public static SendGridSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("ReviewFlow:SendGrid");
        return section["ApiKey"] is not { Length: > 0 } key
            ? null
            : new(
                key.Trim(),
                section["BaseUrl"] is { Length: > 0 } url ? BaseAddress(url) : null,
                section["Sandbox"] is { Length: > 0 } sandbox
                    && (bool.TryParse(sandbox, out var on) ? on : throw Wrong("Sandbox", SenderTexts.ExampleBoolean)),
                section["WebhookPublicKey"] is { Length: > 0 } webhook ? webhook.Trim() : null
            );
    }

    /// <summary>
    /// The key is a Key Vault reference that was not resolved. It is no key and goes nowhere; mails wait until there is
    /// one.
    /// </summary>
    public bool IsKeyMissing => SettingReader.IsUnresolved(ApiKey);

    /// <summary>Says nothing of the key, wherever it is written.</summary>
    public override string ToString() =>
        $"SendGrid at {BaseUrl?.Host ?? "its usual address"}{(Sandbox ? ", sandbox" : "")}";

    private static Uri BaseAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
            ? url
            : throw Wrong("BaseUrl", "https://api.eu.sendgrid.com");

    private static ConfigurationException Wrong(string name, string example) =>
        new(SenderTexts.SettingWrong.With(new { name, example }));
}

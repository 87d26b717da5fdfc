using MailKit.Security;
using ReviewFlow.Application;
using ReviewFlow.Application.Settings;
using ReviewFlow.Infrastructure.Mail;
using ReviewFlow.Infrastructure.Mail.SendGrid;

namespace ReviewFlow.Server.Hosting;

/// <summary>Read from environment variables such as <c>ReviewFlow__PublicUrl</c>, or from appsettings.json.</summary>
/// <param name="AnchorFolder">Where ledger heads are anchored; null for <c>anchors/</c> in the data folder.</param>
internal sealed record ServerSettings(
    ReviewFlowSettings Delivery,
    SmtpSettings? Smtp,
    SendGridSettings? SendGrid,
    string? AnchorFolder
)
{
    /// <exception cref="OperatorException">A setting is wrong. The message names it and gives an example.</exception>
    public static ServerSettings Read(IConfiguration configuration, string urls)
    {
        var section = configuration.GetSection("ReviewFlow");
        var delivery = SettingReader.Delivery(section, urls.Split(';')[0]);
        var smtp = section.GetSection("Smtp").Exists() ? ReadSmtp(section.GetSection("Smtp")) : null;
        var sendGrid = SendGridSettings.Read(configuration);
        return smtp is null || sendGrid is null
            ? new(
                delivery,
                smtp,
                sendGrid,
                section["AnchorFolder"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null
            )
            : throw new ConfigurationException(HostTexts.TwoMailSettings);
    }

    private static SmtpSettings ReadSmtp(IConfigurationSection section)
    {
        var smtp = new SmtpSettings
        {
            Host = section["Host"] is { Length: > 0 } host
                ? host
                : throw SettingReader.Wrong("Smtp:Host", section["Host"] ?? "", "smtp.example.com"),
        };
        if (section["Port"] is { } port)
            smtp = smtp with { Port = SettingReader.Number("Smtp:Port", port, 1, 65535) };
        if (section["Security"] is { } security)
            smtp = smtp with
            {
                Security =
                    Enum.TryParse<SecureSocketOptions>(security, ignoreCase: true, out var kind) && Enum.IsDefined(kind)
                        ? kind
                        : throw SettingReader.Wrong("Smtp:Security", security, "StartTls"),
            };
        if (smtp.Security == SecureSocketOptions.None && !new Uri($"smtp://{smtp.Host}").IsLoopback)
            throw SettingReader.Wrong("Smtp:Security", "None", HostTexts.SecureSmtpOnly);
        return smtp with { User = section["User"], Password = section["Password"] };
    }
}

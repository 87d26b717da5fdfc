using MailKit.Security;
using MimeKit;
using ReviewFlow.Delivery;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Delivery.Mail.SendGrid;

namespace ReviewFlow.Server.Hosting;

/// <summary>What the configuration says (environment variables such as <c>ReviewFlow__PublicUrl</c>, or appsettings.json).</summary>
internal sealed record Settings(DeliverySettings Delivery, SmtpSettings? Smtp, SendGridSettings? SendGrid)
{
    /// <exception cref="UnusableException">A setting is wrong; the message names it with an example.</exception>
    public static Settings Read(IConfiguration configuration, string urls)
    {
        var section = configuration.GetSection("ReviewFlow");
        var delivery = new DeliverySettings { PublicUrl = PublicUrl(section["PublicUrl"] ?? urls.Split(';')[0]) };
        if (section["From"] is { } from) delivery = delivery with { From = Sender(from) };
        if (section["LinkDays"] is { } days) delivery = delivery with { LinkDays = Number("LinkDays", days, 1, 400) };
        var smtp = section.GetSection("Smtp").Exists() ? ReadSmtp(section.GetSection("Smtp")) : null;
        var sendGrid = SendGridSettings.Read(configuration);
        return smtp is null || sendGrid is null
            ? new(delivery, smtp, sendGrid)
            : throw new UnusableException("Both ReviewFlow:Smtp and ReviewFlow:SendGrid are set; mail goes one way. Keep the one that is meant.");
    }

    private static Uri PublicUrl(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.PathAndQuery == "/"
            ? url
            : throw Wrong("PublicUrl", text, "https://reviews.example.com");

    private static string Sender(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal) ? text : throw Wrong("From", text, "ReviewFlow <reviews@example.com>");

    private static SmtpSettings ReadSmtp(IConfigurationSection section)
    {
        var smtp = new SmtpSettings { Host = section["Host"] is { Length: > 0 } host ? host : throw Wrong("Smtp:Host", section["Host"] ?? "", "smtp.example.com") };
        if (section["Port"] is { } port) smtp = smtp with { Port = Number("Smtp:Port", port, 1, 65535) };
        if (section["Security"] is { } security)
            smtp = smtp with { Security = Enum.TryParse<SecureSocketOptions>(security, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : throw Wrong("Smtp:Security", security, "StartTls") };
        if (smtp.Security == SecureSocketOptions.None && !new Uri($"smtp://{smtp.Host}").IsLoopback) throw Wrong("Smtp:Security", "None", "StartTls (mail leaves this machine only encrypted)");
        return smtp with { User = section["User"], Password = section["Password"] };
    }

    private static int Number(string name, string text, int least, int most) =>
        int.TryParse(text, out var number) && number >= least && number <= most ? number : throw Wrong(name, text, $"a number from {least} to {most}");

    private static UnusableException Wrong(string name, string found, string example) =>
        new($"The setting ReviewFlow:{name} is '{found}', which does not fit. Set ReviewFlow__{name.Replace(":", "__", StringComparison.Ordinal)} to something like: {example}");
}

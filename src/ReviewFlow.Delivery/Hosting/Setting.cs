using Microsoft.Extensions.Configuration;
using MimeKit;

namespace ReviewFlow.Delivery.Hosting;

/// <summary>Reads section <c>ReviewFlow</c>. What does not fit stops the start, with the setting's name and an example.</summary>
public static class Setting
{
    /// <param name="url">Where the host listens, if that can be what links begin with.</param>
    /// <exception cref="UnusableException">A setting is wrong or missing.</exception>
    public static DeliverySettings Delivery(IConfigurationSection section, string? url = null)
    {
        var delivery = new DeliverySettings { PublicUrl = PublicUrl(section["PublicUrl"] ?? url ?? "") };
        if (section["From"] is { Length: > 0 } from) delivery = delivery with { From = Sender(from) };
        if (section["LinkDays"] is { Length: > 0 } days) delivery = delivery with { LinkDays = Number("LinkDays", days, 1, 400) };
        return delivery;
    }

    public static int Number(string name, string text, int least, int most) =>
        int.TryParse(text, out var number) && number >= least && number <= most ? number : throw Wrong(name, text, $"a number from {least} to {most}");

    public static UnusableException Wrong(string name, string? found, string example) => new(string.IsNullOrEmpty(found)
        ? $"The setting ReviewFlow:{name} is missing. Set {Variable(name)} to something like: {example}"
        : $"The setting ReviewFlow:{name} is '{found}', which does not fit. Set {Variable(name)} to something like: {example}");

    private static string Variable(string name) => $"ReviewFlow__{name.Replace(":", "__", StringComparison.Ordinal)}";

    private static Uri PublicUrl(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.PathAndQuery == "/"
            ? url
            : throw Wrong("PublicUrl", text, "https://reviews.example.com");

    private static string Sender(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal) ? text : throw Wrong("From", text, "ReviewFlow <reviews@example.com>");
}

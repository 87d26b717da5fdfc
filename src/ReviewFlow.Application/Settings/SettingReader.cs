using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using MimeKit;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Operators;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Settings;

/// <summary>
/// Reads section <c>ReviewFlow</c>. What does not fit stops the start, with the setting's name and an example.
/// </summary>
public static class SettingReader
{
    /// <param name="url">Where the host listens, if that can be what links begin with.</param>
    /// <exception cref="OperatorException">A setting is wrong or missing.</exception>
    public static ReviewFlowSettings Delivery(IConfigurationSection section, string? url = null)
    {
        var delivery = new ReviewFlowSettings { PublicUrl = PublicUrl(section["PublicUrl"] ?? url ?? "") };
        if (section["From"] is { Length: > 0 } from)
            delivery = delivery with { From = Sender(from) };
        if (section["LinkDays"] is { Length: > 0 } days)
            delivery = delivery with { LinkDays = Number("LinkDays", days, 1, 400) };
        if (section["SignIn"] is { Length: > 0 } signIn)
            delivery = delivery with
            {
                SignIn =
                    Enum.TryParse<SignIn>(signIn, ignoreCase: true, out var known) && Enum.IsDefined(known)
                        ? known
                        : throw Wrong("SignIn", signIn, SettingTexts.ExampleSignIn),
            };
        if (section["FourEyes"] is { Length: > 0 } verbs)
            delivery = delivery with { FourEyes = FourEyesOf(verbs) };
        return delivery;
    }

    private static ImmutableHashSet<FourEyesVerb> FourEyesOf(string verbs) =>
        [
            .. verbs
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(verb =>
                    Enum.GetNames<FourEyesVerb>().Contains(verb, StringComparer.OrdinalIgnoreCase)
                        ? Enum.Parse<FourEyesVerb>(verb, ignoreCase: true)
                        : throw Wrong("FourEyes", verbs, SettingTexts.ExampleFourEyes)
                ),
        ];

    public static int Number(string name, string text, int least, int most) =>
        int.TryParse(text, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(name, text, SettingTexts.NumberRange.With(new { least, most }));

    public static ConfigurationException Wrong(string name, string? found, string example) =>
        new(
            found switch
            {
                null or "" => SettingTexts.SettingMissing.With(
                    new
                    {
                        name,
                        variable = Variable(name),
                        example,
                    }
                ),
                _ when IsUnresolved(found) => SettingTexts.VaultReferenceUnresolved.With(
                    new
                    {
                        name,
                        variable = Variable(name),
                        example,
                    }
                ),
                _ => SettingTexts.SettingWrong.With(
                    new
                    {
                        name,
                        found,
                        variable = Variable(name),
                        example,
                    }
                ),
            }
        );

    /// <summary>
    /// Where the platform cannot read the secret that an app setting refers to, it hands over the reference itself (App
    /// Service, "Use Key Vault references").
    /// </summary>
    public static bool IsUnresolved(string? found) =>
        found?.TrimStart().StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The key that signs ledger heads, from the setting itself. Never quoted: it is a secret.</summary>
    /// <exception cref="OperatorException">It is missing or no such key.</exception>
    public static LedgerKeys LedgerKey(IConfigurationSection section, TimeProvider? time = null)
    {
        const string name = "Ledger:SigningKey";
        var example = SettingTexts.ExampleSigningKey;
        var pem = section["Ledger:SigningKey"];
        if (string.IsNullOrWhiteSpace(pem) || IsUnresolved(pem))
            throw Wrong(name, pem?.Trim(), example);
        try
        {
            return LedgerKeys.OfPem(pem, Ring(section), time);
        }
        catch (OperatorException e)
        {
            throw new ConfigurationException(
                SettingTexts.ProblemInSetting.With(
                    new
                    {
                        problem = e.Message,
                        name,
                        variable = Variable(name),
                        example,
                    }
                ),
                e
            );
        }
    }

    /// <summary>The key of the database's rows, from the setting itself. Never quoted: it is a secret.</summary>
    /// <exception cref="OperatorException">It is missing or no such key.</exception>
    public static RowMac RowKey(IConfigurationSection section)
    {
        const string name = "Ledger:RowKey";
        var example = SettingTexts.ExampleRowKey;
        var text = section["Ledger:RowKey"];
        if (string.IsNullOrWhiteSpace(text) || IsUnresolved(text))
            throw Wrong(name, text?.Trim(), example);
        try
        {
            return RowMac.OfBase64(text, Ring(section));
        }
        catch (FormatException e)
        {
            throw Unusable(name, e, example);
        }
    }

    /// <summary>Who may call the API. It holds hashes only.</summary>
    /// <exception cref="OperatorException">It is missing, or was not made under <paramref name="mac"/>.</exception>
    public static OperatorKeys Operators(IConfigurationSection section, RowMac mac, TimeProvider time)
    {
        const string name = "Operators";
        var example = SettingTexts.ExampleOperators;
        var text = section["Operators"];
        if (string.IsNullOrWhiteSpace(text) || IsUnresolved(text))
            throw Wrong(name, text?.Trim(), example);
        try
        {
            return OperatorKeys.OfText(text, mac, time);
        }
        catch (FormatException e)
        {
            throw Unusable(name, e, example);
        }
    }

    /// <summary>Which keys there are and when each is used; null where there is one of each kind alone.</summary>
    /// <exception cref="OperatorException">It is no key ring.</exception>
    private static KeyRing? Ring(IConfigurationSection section)
    {
        const string name = "Ledger:Ring";
        try
        {
            return section[name] is { Length: > 0 } text ? KeyRing.Parse(text) : null;
        }
        catch (FormatException e)
        {
            throw Unusable(name, e, SettingTexts.ExampleRing);
        }
    }

    private static ConfigurationException Unusable(string name, FormatException e, string example) =>
        new(
            SettingTexts.SettingUnusable.With(
                new
                {
                    name,
                    problem = e.Message,
                    variable = Variable(name),
                    example,
                }
            ),
            e
        );

    private static string Variable(string name) => $"ReviewFlow__{name.Replace(":", "__", StringComparison.Ordinal)}";

    private static Uri PublicUrl(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url)
        && url.Scheme is "https" or "http"
        && url.PathAndQuery == "/"
            ? url
            : throw Wrong("PublicUrl", text, "https://reviews.example.com");

    private static string Sender(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal)
            ? text
            : throw Wrong("From", text, SettingTexts.ExampleSender);
}

/// <summary>What an act needs besides a living link.</summary>
public enum SignIn
{
    /// <summary>The first act from a browser in a quarter needs a code that is mailed at that moment.</summary>
    LinkAndCode,

    /// <summary>Nothing.</summary>
    Link,
}

/// <summary>What an installation has to say about itself; section <c>ReviewFlow</c> of the configuration.</summary>
public sealed record ReviewFlowSettings
{
    /// <summary>
    /// What links in mails begin with, such as <c>https://reviews.example.com</c>. With https the cookies are
    /// <c>__Host-</c> ones.
    /// </summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>The sender of all mail, <c>name &lt;address&gt;</c>.</summary>
    public string From { get; init; } = "ReviewFlow <reviewflow@localhost>";

    public SignIn SignIn { get; init; } = SignIn.LinkAndCode;

    /// <summary>What one operator alone does not do.</summary>
    public ImmutableHashSet<FourEyesVerb> FourEyes { get; init; } = [];

    /// <summary>How long a mailed link opens anything, in days.</summary>
    public int LinkDays { get; init; } = 60;

    /// <summary>
    /// A report above this many bytes is linked, not attached. Many mail systems take 10 MB, and base64 adds a third.
    /// </summary>
    public long MaxAttachedBytes { get; init; } = 7_000_000;
}

using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Application.Keys;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Links;

/// <summary>
/// Six-digit codes that prove a browser (OWASP ASVS 5.0, V6.6). The ledger holds the HMAC of a code, the outbox holds
/// it encrypted until it is sent; it is bound to one person, quarter and browser.
/// </summary>
public sealed class SignInCodes(RowMac mac)
{
    private const int Digits = 6;

    /// <summary>Puts into a command what the rules cannot know.</summary>
    /// <returns>The command, and the code that it sends; null where it sends none.</returns>
    public (QuarterCommand Command, string? Code) Complete(Quarter? quarter, QuarterCommand command, Instant at)
    {
        switch (command)
        {
            case QuarterCommand.SendCode c when quarter is not null:
                var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
                return (c with { Code = mac.Of("code", at, Fields(quarter.Id, c.By, code)) }, code);
            case QuarterCommand.EnterCode c when Waiting(quarter, c.By) is { } waits:
                return (c with { Fits = Fits(quarter!.Id, c, waits) }, null);
            default:
                return (command, null);
        }
    }

    /// <summary>The digits of what somebody typed or pasted, who may have copied more than them.</summary>
    public static string Typed(string text) => string.Concat(text.Where(char.IsAsciiDigit).Take(Digits + 1));

    private static WaitingBrowser? Waiting(Quarter? quarter, Credential by) =>
        quarter?.Access.Waiting.GetValueOrDefault((by.Person, by.Browser));

    // RowMac compares in constant time.
    private bool Fits(QuarterId quarter, QuarterCommand.EnterCode c, WaitingBrowser waits) =>
        mac.Fits(waits.Code, "code", waits.At, Fields(quarter, c.By, c.Typed));

    private static string[] Fields(QuarterId quarter, Credential by, string code) =>
        [quarter.ToString(), by.Person.ToString(), by.Browser, code];
}

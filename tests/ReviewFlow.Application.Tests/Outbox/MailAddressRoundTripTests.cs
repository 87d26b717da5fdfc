using CsCheck;
using MimeKit;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Settings;
using ReviewFlow.Infrastructure.Storage.Files;
using ReviewFlow.People;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Outbox;

/// <summary>
/// Every address that a roster or a form may name can be put into a message, and the message, read again, is to that
/// address.
/// </summary>
public sealed class MailAddressRoundTripTests
{
    private const int Made = 100_000;

    [Fact]
    [Trait("Set", "Full")]
    public async Task Every_address_that_the_rules_accept_is_read_back_as_itself()
    {
        using var folder = new TempFolder();
        var tokens = new LinkTokens(new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider());
        var settings = new ReviewFlowSettings
        {
            PublicUrl = new("https://reviews.example.com"),
            From = "ReviewFlow <reviews@example.com>",
        };
        using var key = LedgerKeys.OpenOrCreate(folder.Path);
        var messages = new MimeMessageBuilder(tokens, new ReportFolder(folder.Path), settings, key);
        var mail = new OutboxMessage(
            "2026-Q3/00001/invitation/x",
            SampleRosters.Q3,
            new("A Leader", ""),
            """{"Subject":"s","Html":["h"],"Text":["t"]}""",
            tokens.Issue().Sealed,
            null,
            Instant.FromUnixTimeSeconds(0)
        );

        var (tried, wrong) = (0, new List<string>());
        foreach (var address in Addresses().Where(Person.IsAddress).Take(Made))
        {
            tried++;
            if (await ReadBack(messages, mail with { To = new("A Leader", address) }) != address)
                wrong.Add(address);
        }
        Assert.Equal(Made, tried);
        Assert.True(
            wrong.Count == 0,
            $"{wrong.Count} of {Made} do not read back, such as {string.Join("  ", wrong.Take(10))}"
        );
    }

    private static async Task<string?> ReadBack(MimeMessageBuilder messages, OutboxMessage mail)
    {
        try
        {
            using var message = (await messages.Build(mail, TestContext.Current.CancellationToken))!;
            var header = message.Headers[HeaderId.To]!;
            return InternetAddressList.Parse(header).Mailboxes.Single().GetAddress(idnEncode: true);
        }
        catch (Exception e) when (e is UnbuildableException or ParseException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>
    /// Ordinary ones, and everything that a mail system, a typing error or somebody who tries makes of them; the same
    /// at each run.
    /// </summary>
    private static IEnumerable<string> Addresses()
    {
        var atom = Gen.String[Gen.Char["abcxyzABC0189"], 1, 6];
        var odd = Gen.String[Gen.Char["ab09.-_+'%!#$&*/=?^`{|}~\"\\@()[]<>,;: é"], 1, 10];
        var local = Gen.OneOf(
            atom,
            Gen.Select(atom, atom, (a, b) => $"{a}.{b}"),
            Gen.Select(atom, atom, (a, b) => $"{a}+{b}"),
            odd,
            Gen.Select(atom, odd, (a, b) => a + b),
            Gen.Select(odd, s => $"\"{s}\""),
            Gen.String[Gen.Char['a', 'z'], 60, 66]
        );
        var label = Gen.OneOf(
            Gen.String[Gen.Char["abz09"], 1, 8],
            Gen.String[Gen.Char["ab0-"], 1, 6],
            Gen.String[Gen.Char['a', 'z'], 61, 65],
            Gen.Const("xn--bcher-kva"),
            odd
        );
        var plain = Gen.String[Gen.Char["abz09"], 1, 8];
        var host = Gen.OneOf(
            Gen.Select(plain, plain, (a, b) => $"{a}.{b}"),
            Gen.Select(label, plain, (a, b) => $"{a}.{b}"),
            Gen.Select(plain, label, plain, (a, b, c) => $"{a}.{b}.{c}"),
            plain,
            Gen.Select(plain, plain, (a, b) => $"{a}.{b}."),
            Gen.Const("[192.0.2.1]"),
            Gen.Const("[IPv6:2001:db8::1]"),
            odd
        );
        var address = Gen.Select(local, host, (l, h) => $"{l}@{h}");

        var random = new PCG(1, 20261127);
        while (true)
            yield return address.Generate(random, null, out _);
    }
}

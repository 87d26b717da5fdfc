using System.Security.Cryptography;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;
using ReviewFlow.Web.Api;

namespace ReviewFlow.Server.Tests.Scenarios;

internal static class ReleasedQuarter
{
    /// <summary>
    /// The ledger verifies and ends with its only release, the CEO has that report, and no mail was sent twice.
    /// </summary>
    public static async Task AssertSound(FunctionAppHost host, QuarterDriver driver)
    {
        var end = await WaitFor(driver);
        var events = (await driver.Ledger()).Select(e => e.Event).ToArray();
        var release = Assert.IsType<ReportReleased>(events[^1]);
        Assert.Single(events.OfType<ReportReleased>());
        Assert.Equal(release.Sha256, Convert.ToHexStringLower(SHA256.HashData(Assert.Single(driver.ReportsOf("ceo")))));

        Assert.Empty(end.Mails.DeadLettered);
        var mails = host.Mails();
        Assert.Equal(end.Mails.Delivered, mails.Count);
        Assert.Equal(mails.Count, mails.Select(m => m.MessageId).Distinct().Count());
        foreach (var mail in mails)
            mail.Dispose();

        using var folder = new TempFolder();
        var verified = await CommandLine.Run(
            "ledger",
            "verify",
            folder.Write("ledger.jsonl", await driver.Export()),
            "--public-key",
            folder.Write("ledger.pub.pem", host.LedgerKey)
        );
        Assert.True(verified.Exit == ExitCodes.Success, verified.Out + verified.Error);
    }

    public static async Task<QuarterStatus> WaitFor(QuarterDriver driver)
    {
        var now = await driver.Settled();
        await Until.True(async () => (now = await driver.Settled()).Stage == "released", "the quarter is released");
        return now;
    }
}

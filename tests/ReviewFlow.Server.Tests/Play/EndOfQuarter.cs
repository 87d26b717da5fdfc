using System.Security.Cryptography;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;
using ReviewFlow.Web.Api;

namespace ReviewFlow.Server.Tests.Play;

internal static class EndOfQuarter
{
    /// <summary>
    /// The ledger verifies and ends with its only release, the CEO has that report, and no mail was sent twice.
    /// </summary>
    public static async Task Hold(FunctionAppHost host, Players players)
    {
        var end = await Released(players);
        var events = (await players.Ledger()).Select(e => e.Event).ToArray();
        var release = Assert.IsType<ReportReleased>(events[^1]);
        Assert.Single(events.OfType<ReportReleased>());
        Assert.Equal(
            release.Sha256,
            Convert.ToHexStringLower(SHA256.HashData(Assert.Single(players.ReportsOf("ceo"))))
        );

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
            folder.Write("ledger.jsonl", await players.Export()),
            "--public-key",
            folder.Write("ledger.pub.pem", host.LedgerKey)
        );
        Assert.True(verified.Exit == ExitCodes.Success, verified.Out + verified.Error);
    }

    public static async Task<QuarterStatus> Released(Players players)
    {
        var now = await players.Settled();
        await Until.True(async () => (now = await players.Settled()).Stage == "released", "the quarter is released");
        return now;
    }
}

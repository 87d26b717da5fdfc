using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Signing;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>
/// Somebody altered the ledger of one quarter where it lies. It is the first that round and sweeper come to, and the
/// one behind it must not suffer for it.
/// </summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class BrokenLedgerTests
{
    private const string Broken = "2026-Q2",
        Sound = GeneratedRosters.Quarter;
    private const int Reports = 3; // to the CEO and to both leaders

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_altered_quarter_releases_nothing_and_says_so_and_the_other_is_repaired_mailed_signed_and_released()
    {
        await using var host = await FunctionAppHost.Start(FunctionAppHost.ShortVisibilityTimeout);
        using var broken = new QuarterDriver(host, Broken);
        using var sound = new QuarterDriver(host);
        await broken.Start(OfOthers(GeneratedRosters.Create(teams: 1, pairs: 1)));
        await sound.Start(GeneratedRosters.Create(teams: 1, pairs: 1));
        await broken.SignOff("former-cpo", "team-1");
        Assert.IsType<SignedOff>((await broken.Ledger())[^1].Event);
        await AlterLastEntry(host);

        // The app remembers what the ledger added up to before, so the last sign-off is taken; the release reads all of
        // it.
        await broken.SignOff("former-cto", "team-1");
        await Until.True(
            () => host.Output.Contains($"{Broken}, entry ", StringComparison.Ordinal),
            "the log names the place that is not what was written",
            200
        );

        // In a hub that was emptied every instance is gone; whatever runs after this the sweeper has begun.
        await host.Kill();
        host.Set(FunctionAppHost.DurableTask("hubName"), "ReviewFlowAnew");
        await host.Up();
        await Says(host, $"Sweeper: the ledger of {Broken} is not as it was written; nothing was repaired there");
        await Says(host, $"Sweeper: {Sound} was missing; repaired");
        foreach (var leader in new[] { "cpo", "cto" })
            await sound.SignOff(leader, "team-1");
        await ReleasedQuarter.WaitFor(sound);
        await Says(host, $"What is due in {Broken} failed (");

        Assert.Equal(Reports, Mailed(host, Sound, "released"));
        Assert.Equal(Sound, Assert.Single(Published(host)).Split('/')[0]);
        Assert.Equal(0, Mailed(host, Broken, "released"));
        Assert.DoesNotContain($"Sweeper: {Broken} ", host.Output, StringComparison.Ordinal);
        var told = await broken.Ops.Get($"api/quarters/{Broken}", Stop);
        Assert.Equal(503, told.Status);
        Assert.Contains($"{Broken}, entry ", told.Body, StringComparison.Ordinal);
    }

    /// <summary>
    /// The same roster an earlier quarter, when others held the seats: a mail goes by its address alone.
    /// </summary>
    private static byte[] OfOthers(byte[] roster) =>
        Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(roster)
                .Replace(Sound, Broken, StringComparison.Ordinal)
                .Replace("\"cpo@", "\"former-cpo@", StringComparison.Ordinal)
                .Replace("\"cto@", "\"former-cto@", StringComparison.Ordinal)
        );

    /// <summary>One byte in the middle of the packed text of the newest entry.</summary>
    private static async Task AlterLastEntry(FunctionAppHost host)
    {
        var table = new TableClient(host.Azurite.Connection, "reviewflow");
        var rows = new List<TableEntity>();
        await foreach (
            var found in table.QueryAsync<TableEntity>(
                $"PartitionKey eq '{Broken}' and RowKey ge 'entry-' and RowKey lt 'entry.'",
                cancellationToken: Stop
            )
        )
            rows.Add(found);
        var packed = rows[^1].GetBinary("Text00");
        packed[packed.Length / 2] ^= 1;
        rows[^1]["Text00"] = packed;
        await table.UpdateEntityAsync(rows[^1], ETag.All, TableUpdateMode.Replace, Stop);
    }

    private static Task Says(FunctionAppHost host, string what) =>
        Until.True(() => host.Output.Contains(what, StringComparison.Ordinal), $"the log says: {what}", 200);

    private static int Mailed(FunctionAppHost host, string quarter, string occasion) =>
        Directory.GetFiles(host.MailFolder, $"{quarter}.*.{occasion}.*.eml").Length;

    private static IEnumerable<string> Published(FunctionAppHost host) =>
        new BlobContainerClient(host.Azurite.Connection, "reports")
            .GetBlobs(cancellationToken: Stop)
            .Select(b => b.Name);
}

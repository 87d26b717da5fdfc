using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

public sealed class BlobReportsTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly QuarterId Q3 = SampleRosters.Q3;
    private static readonly byte[] Report = Encoding.UTF8.GetBytes("%PDF-1.7 the report");
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Report));

    private readonly (string Unreleased, string Released) _names = (Azurite.Fresh(), Azurite.Fresh());
    private BlobReports _reports = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var account = (await azurite.Up()).Blobs;
        _reports = Reports(account);
        await Raw(_names.Unreleased).CreateAsync(cancellationToken: Stop);
        await Raw(_names.Released).CreateAsync(cancellationToken: Stop);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_report_lies_with_the_drafts_until_it_is_published_and_then_in_its_lasting_place()
    {
        Assert.Null(await _reports.Open(Q3, Hash, Stop));

        await _reports.Put(Q3, Hash, Report, Stop);
        Assert.Equal(Report, await _reports.Open(Q3, Hash, Stop));
        Assert.Equal([$"2026-Q3/{Hash}.pdf"], await Names(_names.Unreleased));
        Assert.Empty(await Names(_names.Released));

        await _reports.Publish(Q3, Hash, Stop);
        Assert.Equal(Report, await _reports.Open(Q3, Hash, Stop));
        Assert.Empty(await Names(_names.Unreleased));
        Assert.Equal([$"2026-Q3/{Hash}.pdf"], await Names(_names.Released));
    }

    [Fact]
    public async Task A_draft_that_cannot_be_deleted_keeps_no_report_from_being_published_and_no_other_draft_from_going()
    {
        var other = Encoding.UTF8.GetBytes("%PDF-1.7 another");
        await _reports.Put(Q3, Hash, Report, Stop);
        await _reports.Put(Q3, Convert.ToHexStringLower(SHA256.HashData(other)), other, Stop);
        var held = (await Names(_names.Unreleased)).Order(StringComparer.Ordinal).First();
        await new global::Azure.Storage.Blobs.Specialized.BlobLeaseClient(
            Raw(_names.Unreleased).GetBlobClient(held)
        ).AcquireAsync(TimeSpan.FromSeconds(60), cancellationToken: Stop);

        await _reports.Publish(Q3, Hash, Stop);

        Assert.Equal([$"2026-Q3/{Hash}.pdf"], await Names(_names.Released));
        Assert.Equal([held], await Names(_names.Unreleased));
    }

    [Fact]
    public async Task Putting_and_publishing_again_change_nothing()
    {
        for (var i = 0; i < 2; i++)
            await _reports.Put(Q3, Hash, Report, Stop);
        await _reports.Publish(Q3, Hash, Stop);
        var before = (
            await Raw(_names.Released).GetBlobClient($"2026-Q3/{Hash}.pdf").GetPropertiesAsync(cancellationToken: Stop)
        )
            .Value
            .ETag;

        await _reports.Publish(Q3, Hash, Stop);
        await _reports.Put(Q3, Hash, Report, Stop);
        await _reports.Publish(Q3, Hash, Stop);

        Assert.Equal(
            before,
            (
                await Raw(_names.Released)
                    .GetBlobClient($"2026-Q3/{Hash}.pdf")
                    .GetPropertiesAsync(cancellationToken: Stop)
            )
                .Value
                .ETag
        );
    }

    [Fact]
    public async Task A_file_that_is_not_what_its_name_says_is_refused_and_never_opened()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _reports.Put(Q3, Hash, Report.AsMemory(1), Stop));

        await Raw(_names.Released).UploadBlobAsync($"2026-Q3/{Hash}.pdf", new BinaryData("tampered"), Stop);
        Assert.Null(await _reports.Open(Q3, Hash, Stop));
    }

    [Fact]
    public async Task A_damaged_draft_is_repaired_and_a_foreign_file_in_the_lasting_place_is_not_overwritten()
    {
        await Raw(_names.Unreleased).UploadBlobAsync($"2026-Q3/{Hash}.pdf", new BinaryData("damaged"), Stop);
        await _reports.Put(Q3, Hash, Report, Stop);
        Assert.Equal(Report, await _reports.Open(Q3, Hash, Stop));

        await Raw(_names.Released).UploadBlobAsync($"2026-Q3/{Hash}.pdf", new BinaryData("foreign"), Stop);
        var refused = await Assert.ThrowsAnyAsync<OperatorException>(() => _reports.Publish(Q3, Hash, Stop));
        Assert.Contains("not overwritten", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Report, await _reports.Open(Q3, Hash, Stop));
    }

    [Fact]
    public async Task Publishing_what_is_not_there_is_told_in_one_plain_sentence() =>
        Assert.Contains(
            "not in the archive",
            (await Assert.ThrowsAnyAsync<OperatorException>(() => _reports.Publish(Q3, Hash, Stop))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Drafts_of_other_quarters_stay()
    {
        var other = QuarterId.Parse("2026-Q4");
        await _reports.Put(other, Hash, Report, Stop);
        await _reports.Put(Q3, Hash, Report, Stop);
        await _reports.Publish(Q3, Hash, Stop);

        Assert.Equal([$"2026-Q4/{Hash}.pdf"], await Names(_names.Unreleased));
    }

    [Theory]
    [InlineData(Fate.Throttled)]
    [InlineData(Fate.Unanswered)]
    [InlineData(Fate.Lost)]
    public async Task An_upload_in_bad_weather_is_written_once_and_is_no_error(Fate fate)
    {
        await using var weather = await FaultyTransport.Before((await azurite.Up()).Blobs);
        var uploads = 0;
        weather.OnOther = request =>
            request.Method == "PUT" && Interlocked.Increment(ref uploads) == 1 ? fate : Fate.Arrives;

        await Reports(weather.Address).Put(Q3, Hash, Report, Stop);

        Assert.Equal(Report, await _reports.Open(Q3, Hash, Stop));
        Assert.Equal(2, uploads);
    }

    [Fact]
    public async Task The_ledger_of_a_quarter_is_kept_once_and_can_be_checked_from_the_blob_alone()
    {
        using var folder = new TempFolder();
        using var key = LedgerKeys.OpenOrCreate(folder.Path);
        var ledger = new TableLedger(await azurite.Table(), key);
        await ledger.Commit(Commits.Started(), Stop);
        var exports = new LedgerExportBlobs(
            ledger,
            key,
            ReportContainer.OpenLocal(Azurite.Connection((await azurite.Up()).Blobs), _names.Released)
        );

        var name = await exports.Keep(Q3, Stop);
        Assert.Equal(name, await exports.Keep(Q3, Stop));
        await ledger.Commit(Commits.Of(4, Commits.Longer("more")), Stop);
        Assert.NotEqual(name, await exports.Keep(Q3, Stop));

        var text = (await Raw(_names.Released).GetBlobClient(name).DownloadContentAsync(Stop)).Value.Content.ToString();
        Assert.Equal(4, LedgerAudit.Walk(LedgerExport.Read(text.Split('\n')), key.Problem).Quarter!.Version);
    }

    private BlobReports Reports(Uri account) =>
        new(
            ReportContainer.OpenLocal(Azurite.Connection(account), _names.Unreleased),
            ReportContainer.OpenLocal(Azurite.Connection(account), _names.Released)
        );

    private BlobContainerClient Raw(string name) => new(Azurite.Connection(azurite.Up().Result.Blobs), name);

    private async Task<string[]> Names(string container)
    {
        var names = new List<string>();
        await foreach (var blob in Raw(container).GetBlobsAsync(cancellationToken: Stop))
            names.Add(blob.Name);
        return [.. names];
    }
}

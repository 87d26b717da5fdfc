using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Infrastructure.Storage.Files;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>What every store of anchors promises.</summary>
public abstract class AnchorStoreTests : IDisposable
{
    private readonly ProductFixture _house = new();

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The same store each time it is opened, as after a restart.</summary>
    protected abstract Task<IAnchorStore> Open();

    [Fact]
    public async Task Anchors_come_back_as_they_were_set_oldest_first_also_after_a_restart()
    {
        var (one, two) = (At(1), At(2));
        await (await Open()).Append([one], Stop);
        await (await Open()).Append([two], Stop);

        Assert.Equal([one, two], await (await Open()).Read(Stop));
    }

    [Fact]
    public async Task Where_none_was_ever_set_there_is_none() => Assert.Empty(await (await Open()).Read(Stop));

    [Fact]
    public async Task A_head_that_went_on_is_anchored_once_and_one_that_did_not_is_not_anchored_again()
    {
        await _house.Start(SampleRosters.OneTeam);
        using var anchors = Anchors(await Open());

        await anchors.Set([SampleRosters.Q3], Stop);
        await anchors.Set([SampleRosters.Q3], Stop);
        await _house.Do(new QuarterCommand.Extend(new(2026, 11, 30), "Two holidays were missing"));
        await anchors.Set([SampleRosters.Q3], Stop);

        var heads = (await (await Open()).Read(Stop)).Select(a => a.Head.Version).ToArray();
        Assert.Equal(2, heads.Length);
        Assert.True(heads[0] < heads[1]);
    }

    [Fact]
    public async Task An_anchor_that_another_key_signed_says_nothing()
    {
        using var stranger = LedgerKeys.OpenOrCreate(
            Directory.CreateDirectory(Path.Combine(_house.Folder, "stranger")).FullName
        );
        await (await Open()).Append([new(_house.Now, stranger.Sign(SampleRosters.Q3, 1000, new('f', 64)))], Stop);

        using var anchors = Anchors(await Open());

        Assert.Empty(await anchors.Of(SampleRosters.Q3, Stop));
    }

    public virtual void Dispose()
    {
        _house.Dispose();
        GC.SuppressFinalize(this);
    }

    private Anchor At(int version) =>
        new(
            SampleRosters.Start + Duration.FromHours(version),
            _house.Get<LedgerKeys>().Sign(SampleRosters.Q3, version, new('a', 64))
        );

    private HeadAnchors Anchors(IAnchorStore store) =>
        new(
            store,
            _house.Ledger,
            _house.Get<LedgerKeys>(),
            _house.Time,
            new SecurityLog(NullLoggerFactory.Instance, _house.Time)
        );
}

public sealed class AnchorFileTests : AnchorStoreTests
{
    private readonly TempFolder _folder = new();

    protected override Task<IAnchorStore> Open() => Task.FromResult<IAnchorStore>(AnchorFile.Open(_folder["anchors"]));

    [Fact]
    public async Task A_line_that_a_crash_cut_short_spoils_no_other()
    {
        var file = AnchorFile.Open(_folder["anchors"]);
        using var key = LedgerKeys.OpenOrCreate(_folder.Path);
        await file.Append([new(SampleRosters.Start, key.Sign(SampleRosters.Q3, 1, new('a', 64)))], Stop);
        await File.AppendAllTextAsync(file.Path, "{\"at\":\"2026-10-01T06:0", Stop);
        await file.Append([new(SampleRosters.Start, key.Sign(SampleRosters.Q3, 2, new('b', 64)))], Stop);

        Assert.Equal([1, 2], (await file.Read(Stop)).Select(a => a.Head.Version));
    }

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }
}

public sealed class AnchorBlobsTests(Azurite azurite) : AnchorStoreTests
{
    private ReviewFlow.Infrastructure.Storage.Azure.ReportContainer? _container;

    protected override async Task<IAnchorStore> Open() => new AnchorBlobs(_container ??= await azurite.Container());

    [Fact]
    public async Task Two_hosts_that_set_the_same_anchors_at_once_both_succeed()
    {
        using var folder = new TempFolder();
        using var key = LedgerKeys.OpenOrCreate(folder.Path);
        Anchor[] same = [new(SampleRosters.Start, key.Sign(SampleRosters.Q3, 1, new('a', 64)))];

        await Task.WhenAll((await Open()).Append(same, Stop), (await Open()).Append(same, Stop));

        Assert.Equal(same, await (await Open()).Read(Stop));
    }
}

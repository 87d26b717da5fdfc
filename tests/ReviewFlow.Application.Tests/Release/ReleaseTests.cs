using ReviewFlow.Application.Release;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Rendering;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Release;

public sealed class ReleaseTests : ReleaseTestBase
{
    [Fact]
    public async Task A_signed_quarter_is_released_once_however_often_it_is_woken()
    {
        using var house = await Signed(new ProductFixture());
        for (var i = 0; i < 3; i++)
            await house.DueWorkRunner.RunOnce(Stop);
        await house.DueWorkRunner.Resume(Stop);
        await house.Release.Run(SampleRosters.Q3, Stop);

        await IsReleasedOnce(house);
        Assert.Equal(
            ["ceo@example.com"],
            house
                .RecordingSender.Delivered.Where(p => p.Kind == "released" && p.To == "ceo@example.com")
                .Select(p => p.To)
        );
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(house.Folder, "reports", "2026-Q3.pdf"), Stop),
            house.RecordingSender.To("ceo@example.com").Last().Attached.Single()
        );
    }

    [Theory]
    [InlineData("Put")]
    [InlineData("Open")]
    [InlineData("Publish")]
    public async Task A_crash_on_the_way_leaves_one_release_and_one_file_after_the_next_start(string where)
    {
        using var folder = new TempFolder();
        using (
            var house = await Signed(
                new ProductFixture(folder.Path, archive: inner => new FaultyArchive(inner) { CrashesAfter = where })
            )
        )
            await Assert.ThrowsAsync<InvalidOperationException>(() => house.Release.Run(SampleRosters.Q3, Stop));

        using var after = new ProductFixture(folder.Path);
        await after.DueWorkRunner.Resume(Stop);
        await after.DueWorkRunner.RunOnce(Stop);
        await after.DueWorkRunner.RunOnce(Stop);

        await IsReleasedOnce(after);
        Assert.Single(after.RecordingSender.Delivered, p => p.Kind == "released" && p.To == "ceo@example.com");
    }

    [Fact]
    public async Task The_same_ledger_gives_the_same_bytes_whoever_draws_it_and_when()
    {
        using var folder = new TempFolder();
        var drawn = new List<byte[]>();
        byte[] Draw(ReviewFlow.Reports.Document.ReportDocument document)
        {
            drawn.Add(SkiaReport.Render(document));
            return drawn[^1];
        }
        using (
            var house = await Signed(
                new ProductFixture(folder.Path, draw: Draw, archive: inner => new FaultyArchive(inner)
                {
                    CrashesAfter = "Put",
                })
            )
        )
            await Assert.ThrowsAsync<InvalidOperationException>(() => house.Release.Run(SampleRosters.Q3, Stop));
        using var later = new ProductFixture(
            folder.Path,
            ProductFixture.ClockAt(SampleRosters.Start.Plus(NodaTime.Duration.FromDays(400))),
            draw: Draw
        );
        await later.Release.Run(SampleRosters.Q3, Stop);

        Assert.Equal(2, drawn.Count);
        Assert.Equal(drawn[0], drawn[1]);
    }

    [Fact]
    public async Task Two_that_release_at_once_release_once()
    {
        using var house = await Signed(new ProductFixture());
        using var other = new ProductFixture(house.Folder);

        await Task.WhenAll(
            new[] { house, other }.Select(h =>
                Task.Run(() => Record.ExceptionAsync(() => h.Release.Run(SampleRosters.Q3, Stop)), Stop)
            )
        ); // one may find the file in use
        await house.DueWorkRunner.Resume(Stop);

        await house.Audit();
        var release = Assert.Single((await house.Entries()).Select(e => e.Event).OfType<ReportReleased>());
        Assert.NotNull(await house.Get<IReportArchive>().Open(SampleRosters.Q3, release.Sha256, Stop));
    }

    [Fact]
    public async Task A_report_that_was_lost_keeps_only_its_own_mails_waiting()
    {
        using var house = await Signed(new ProductFixture());
        house.RecordingSender.Answer = _ => new ReviewFlow.Application.Outbox.SendResult.RetryLater("451 busy");
        await house.DueWorkRunner.RunOnce(Stop);
        var (place, away) = (
            Path.Combine(house.Folder, "reports", "2026-Q3.pdf"),
            Path.Combine(house.Folder, "away.pdf")
        );
        File.Move(place, away);
        house.RecordingSender.Answer = _ => new ReviewFlow.Application.Outbox.SendResult.Delivered();
        house.Time.Advance(TimeSpan.FromHours(2));
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.Equal(
            ["invitation", "invitation", "receipt", "receipt"],
            house.RecordingSender.Delivered.Select(p => p.Kind)
        );

        File.Move(away, place);
        house.Time.Advance(TimeSpan.FromHours(2));
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.Single(house.RecordingSender.To("ceo@example.com"), p => p.Kind == "released");
    }

    private static async Task IsReleasedOnce(ProductFixture house)
    {
        Assert.Equal(QuarterStage.Released, (await house.Audit()).Stage);
        var release = Assert.Single((await house.Entries()).Select(e => e.Event).OfType<ReportReleased>());
        Assert.Equal(
            ["2026-Q3.pdf"],
            Directory
                .EnumerateFiles(Path.Combine(house.Folder, "reports"), "*", SearchOption.AllDirectories)
                .Select(Path.GetFileName)
        );
        Assert.NotNull(await house.Get<IReportArchive>().Open(SampleRosters.Q3, release.Sha256, Stop));
    }
}

/// <summary>An archive that forgets, or behind which the power fails.</summary>
internal sealed class FaultyArchive(IReportArchive inner) : IReportArchive
{
    public bool Forgets { get; init; }
    public string? CrashesAfter { get; init; }

    public async Task Put(QuarterId quarter, string sha256, ReadOnlyMemory<byte> file, CancellationToken stop)
    {
        await inner.Put(quarter, sha256, file, stop);
        Crash("Put");
    }

    public Task Publish(QuarterId quarter, string sha256, CancellationToken stop)
    {
        Crash("Publish"); // between the release and its publication
        return inner.Publish(quarter, sha256, stop);
    }

    public async Task<byte[]?> Open(QuarterId quarter, string sha256, CancellationToken stop)
    {
        var file = await inner.Open(quarter, sha256, stop);
        Crash("Open");
        return Forgets ? null : file;
    }

    private void Crash(string at)
    {
        if (CrashesAfter == at)
            throw new InvalidOperationException("The power failed.");
    }
}

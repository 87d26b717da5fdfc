using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Release;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Rendering;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Release;

public sealed class ReleaseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task A_team_with_one_seat_missing_keeps_the_report_in_whatever_wakes_it()
    {
        using var house = await new ProductFixture().Start(SampleRosters.OneTeam);
        await house.Sign(SampleRosters.Platform, SampleRosters.Product("company"));
        for (var i = 0; i < 3; i++)
        {
            await house.Release.Run(SampleRosters.Q3, Stop);
            await house.DueWorkRunner.Resume(Stop);
            await house.DueWorkRunner.RunOnce(Stop);
            house.Time.Advance(TimeSpan.FromDays(40));
        }
        var head = (await house.Ledger.Head(SampleRosters.Q3, Stop))!;
        Assert.IsType<ReviewFlow.Application.Desk.CommandResult.Refused>(
            await house.Do(new QuarterCommand.Release(new('a', 64), 3, 1000, head.Version, head.Hash))
        );

        await IsNotReleased(house);
    }

    [Theory]
    [InlineData("UPDATE entry SET text = replace(text, 'Start early', 'Start later') WHERE version = 2")]
    [InlineData("UPDATE head SET signature = 'AAAA'")]
    [InlineData("DELETE FROM entry WHERE version = 3")]
    [InlineData("DELETE FROM head")]
    public async Task A_ledger_that_was_tampered_with_releases_nothing(string sql)
    {
        using var house = await Signed(new ProductFixture());
        using (var knife = new SqliteConnection($"Data Source={house.Database};Pooling=False"))
        {
            await knife.OpenAsync(Stop);
            using var cut = knife.CreateCommand();
            cut.CommandText = sql;
            Assert.Equal(1, await cut.ExecuteNonQueryAsync(Stop));
        }

        await Assert.ThrowsAsync<LedgerBrokenException>(() => house.Release.Run(SampleRosters.Q3, Stop));
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.DoesNotContain(house.RecordingSender.Delivered, p => p.Kind == "released");
        Assert.False(File.Exists(Path.Combine(house.Folder, "reports", "2026-Q3.pdf")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("%PDF-1.7\n%%EOF")]
    public async Task A_file_that_is_no_report_is_not_released(string drawn)
    {
        using var house = await Signed(new ProductFixture(draw: _ => System.Text.Encoding.UTF8.GetBytes(drawn)));

        await Assert.ThrowsAsync<UnusableException>(() => house.Release.Run(SampleRosters.Q3, Stop));
        await house.DueWorkRunner.RunOnce(Stop);
        await IsNotReleased(house);
    }

    [Fact]
    public async Task A_file_that_the_archive_does_not_give_back_is_not_released()
    {
        using var house = await Signed(
            new ProductFixture(archive: inner => new FaultyArchive(inner) { Forgets = true })
        );

        await Assert.ThrowsAsync<UnusableException>(() => house.Release.Run(SampleRosters.Q3, Stop));
        await IsNotReleased(house);
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
        Assert.Equal(["invitation", "invitation"], house.RecordingSender.Delivered.Select(p => p.Kind));

        File.Move(away, place);
        house.Time.Advance(TimeSpan.FromHours(2));
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.Single(house.RecordingSender.To("ceo@example.com"), p => p.Kind == "released");
    }

    private static async Task<ProductFixture> Signed(ProductFixture house)
    {
        await house.Start(SampleRosters.OneTeam);
        foreach (var seat in Enum.GetValues<Seat>())
            await house.Sign(SampleRosters.Platform, new(PairId("company"), seat));
        return house;
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

    private static async Task IsNotReleased(ProductFixture house)
    {
        Assert.Equal(QuarterStage.Open, (await house.Audit()).Stage);
        Assert.False(File.Exists(Path.Combine(house.Folder, "reports", "2026-Q3.pdf")));
        Assert.DoesNotContain(house.RecordingSender.Delivered, p => p.Kind == "released");
    }

    private static PairId PairId(string id) => ReviewFlow.PairId.Parse(id);
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

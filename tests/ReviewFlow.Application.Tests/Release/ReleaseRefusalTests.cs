using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Release;

/// <summary>What keeps a report in: a missing signature, a changed ledger, a file that is no report.</summary>
public sealed class ReleaseRefusalTests : ReleaseTestBase
{
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
            await house.Do(new QuarterCommand.Release(new('a', 64), 3, 1000, head.Version, head.Hash, [], new('b', 64)))
        );

        await IsNotReleased(house);
    }

    [Theory]
    [InlineData("UPDATE entry SET event = replace(event, 'Start early', 'Start later') WHERE version = 2")]
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

        await Assert.ThrowsAnyAsync<OperatorException>(() => house.Release.Run(SampleRosters.Q3, Stop));
        await house.DueWorkRunner.RunOnce(Stop);
        await IsNotReleased(house);
    }

    [Fact]
    public async Task A_file_that_the_archive_does_not_give_back_is_not_released()
    {
        using var house = await Signed(
            new ProductFixture(archive: inner => new FaultyArchive(inner) { Forgets = true })
        );

        await Assert.ThrowsAnyAsync<OperatorException>(() => house.Release.Run(SampleRosters.Q3, Stop));
        await IsNotReleased(house);
    }

    private static async Task IsNotReleased(ProductFixture house)
    {
        Assert.Equal(QuarterStage.Open, (await house.Audit()).Stage);
        Assert.False(File.Exists(Path.Combine(house.Folder, "reports", "2026-Q3.pdf")));
        Assert.DoesNotContain(house.RecordingSender.Delivered, p => p.Kind == "released");
    }
}

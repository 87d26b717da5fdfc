using Microsoft.Extensions.Logging.Abstractions;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.DueWork;

/// <summary>
/// A fault of every kind at every step of one quarter: the others are woken, released and swept, and all mails go.
/// </summary>
public sealed class QuarterFaultIsolationTests : TwoQuartersTestBase
{
    public static TheoryData<string, string> Steps => Faults.At(nameof(ILedger.ReadToHead), nameof(ILedger.Commit));

    /// <summary>Only anchors ask for the head alone; the daily check sets one that was missed.</summary>
    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task A_report_is_released_and_published_whatever_keeps_its_anchor_from_being_set(string fault)
    {
        var isBroken = true;
        using var house = await TwoQuarters(() => isBroken, nameof(ILedger.Head), fault);
        await SignQ2(house);
        house.Time.Advance(TimeSpan.FromHours(1));

        await house.DueWorkRunner.RunOnce(Stop);

        Assert.Contains(house.RecordingSender.To("ceo@example.com"), p =>
            p.Key.StartsWith("2026-Q2/", StringComparison.Ordinal) && p.Kind == "released"
        );
        Assert.True(File.Exists(Path.Combine(house.Folder, "reports", "2026-Q2.pdf")));
        isBroken = false;
        await house.Get<LedgerSelfCheck>().Run(Stop);
        Assert.Contains(await house.Get<IAnchorStore>().Read(Stop), a => a.Quarter == Q2);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Whatever_one_quarter_throws_the_other_is_woken_and_released_and_the_mails_go(
        string step,
        string fault
    )
    {
        var isBroken = false;
        using var house = await TwoQuarters(() => isBroken, step, fault);
        await house.DueWorkRunner.RunOnce(Stop);
        await house.SignAll();
        isBroken = true;
        house.Time.Advance(TimeSpan.FromDays(14));

        for (var i = 0; i < 2; i++)
            Assert.True(await house.DueWorkRunner.RunOnce(Stop) > house.Now);
        Assert.Equal(QuarterStage.Released, (await house.Quarter()).Stage);
        Assert.Contains(house.RecordingSender.To("ceo@example.com"), p =>
            p.Key.StartsWith("2026-Q3/", StringComparison.Ordinal) && p.Kind == "released"
        );
        Assert.DoesNotContain(house.RecordingSender.Delivered, p =>
            p.Key.StartsWith("2026-Q2/", StringComparison.Ordinal) && p.Kind is ("escalated" or "released")
        );

        isBroken = false;
        house.Time.Advance(TimeSpan.FromHours(1));
        await house.DueWorkRunner.RunOnce(Stop);
        var expected = step == nameof(ILedger.Head) ? "released" : "escalated";
        Assert.Contains(house.RecordingSender.Delivered, p =>
            p.Key.StartsWith("2026-Q2/", StringComparison.Ordinal) && p.Kind == expected
        );
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task The_mails_go_where_it_cannot_even_be_read_which_quarters_are_due(string fault)
    {
        using var house = await new ProductFixture(ledger: inner =>
            Faulty.Around<ILedger>(inner, (method, _) => method == nameof(ILedger.Awake) ? Faults.Of(fault) : null)
        ).Start(SampleRosters.ThreePairs);
        await Assert.ThrowsAnyAsync<Exception>(() => house.DueWorkRunner.RunOnce(Stop));
        await Assert.ThrowsAnyAsync<Exception>(() => house.DueWorkRunner.RunShared(Stop));
        Assert.Equal(6, house.RecordingSender.Delivered.Count);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Where_orchestrations_remind_the_other_quarter_is_woken_as_well(string step, string fault)
    {
        var isBroken = false;
        using var house = await TwoQuarters(() => isBroken, step, fault);
        await house.DueWorkRunner.RunShared(Stop);
        isBroken = true;
        house.Time.Advance(TimeSpan.FromDays(14));

        Assert.True(await house.DueWorkRunner.RunShared(Stop) > house.Now);
        Assert.Contains(house.RecordingSender.Delivered, p =>
            p.Key.StartsWith("2026-Q3/", StringComparison.Ordinal) && p.Kind == "escalated"
        );
    }

    [Fact]
    public async Task A_publication_that_failed_is_finished_without_a_restart()
    {
        var isBroken = true;
        using var house = await new ProductFixture(archive: inner =>
            Faulty.Around<IReportArchive>(inner, (method, _) =>
                isBroken && method == nameof(IReportArchive.Publish) ? new IOException("disk") : null
            )
        ).Start(SampleRosters.OneTeam);
        await house.SignAll();
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.Equal(QuarterStage.Released, (await house.Quarter()).Stage);
        Assert.False(File.Exists(Path.Combine(house.Folder, "reports", "2026-Q3.pdf")));

        isBroken = false;
        house.Time.Advance(TimeSpan.FromMinutes(6));
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.True(File.Exists(Path.Combine(house.Folder, "reports", "2026-Q3.pdf")));
        Assert.Null(await house.DueWorkRunner.RunOnce(Stop));
    }

    [Theory]
    [InlineData("wake")]
    [InlineData("head")]
    public async Task A_row_that_names_no_quarter_hides_no_other(string table)
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        using (
            var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={house.Database};Pooling=False")
        )
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                table == "wake"
                    ? "INSERT INTO wake VALUES ('nonsense', 0)"
                    : "INSERT INTO head VALUES ('nonsense', 1, 1, '', 0, '', '', NULL)";
            command.ExecuteNonQuery();
        }
        await house.DueWorkRunner.Resume(Stop);
        house.Time.Advance(TimeSpan.FromDays(14));
        await house.DueWorkRunner.RunOnce(Stop);
        Assert.Contains(house.RecordingSender.Delivered, p => p.Kind == "escalated");
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task The_courier_lives_whatever_a_round_throws(string fault)
    {
        var (rounds, result) = (0, new TaskCompletionSource());
        using var house = await new ProductFixture(ledger: inner =>
            Faulty.Around<ILedger>(inner, (method, _) =>
                method == nameof(ILedger.Quarters) && ++rounds <= 2 ? Faults.Of(fault) : null
            )
        ).Start(SampleRosters.OneTeam);
        house.RecordingSender.Answer = n =>
        {
            if (n == 2)
                result.SetResult();
            return new SendResult.Delivered();
        };
        using var courier = new DueWorkService(
            house.DueWorkRunner,
            house.Get<LocalWorkSignal>(),
            house.Time,
            NullLogger<DueWorkService>.Instance
        );
        await courier.StartAsync(Stop);
        var quarter = await house.Quarter();
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!result.Task.IsCompleted)
        {
            await house.Get<LocalWorkSignal>().Committed(quarter, quarter, queuedMail: true);
            await every.WaitForNextTickAsync(Stop);
        }
        await courier.StopAsync(Stop);
        Assert.Equal(2, house.RecordingSender.Delivered.Count);
    }

    private static async Task SignQ2(ProductFixture house)
    {
        foreach (var seat in new[] { SampleRosters.Product("company"), SampleRosters.Technology("company") })
        {
            var hash = (await house.Desk.Get(Q2, Stop))!.Reviews[SampleRosters.Platform].Hash;
            Assert.IsType<CommandResult.Done>(
                await house.Desk.Execute(
                    Q2,
                    new QuarterCommand.OfTeam(
                        SampleRosters.Platform,
                        new Signing.SigningCommand.SignOff(seat, SampleRosters.Holder(seat), hash)
                    ),
                    key: null,
                    Stop
                )
            );
        }
    }
}

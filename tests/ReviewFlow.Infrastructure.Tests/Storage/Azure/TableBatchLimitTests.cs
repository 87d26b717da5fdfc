using ReviewFlow.Application.Desk;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>Batches at what an entity group transaction takes: 100 rows and 4 MiB.</summary>
public sealed class TableBatchLimitTests(Azurite azurite) : CommandQueueTestBase(azurite)
{
    [Fact]
    public async Task Sixty_four_who_sign_at_once_on_one_instance_are_at_most_eight_transactions()
    {
        var teams = await Begin(64);
        var quarter = await House.Quarter();
        var before = Transactions();

        var answers = await All(teams.Select(t => Task.Run(Sign(quarter.Reviews[t], Seat.Product, $"form/{t}"), Stop)));

        Assert.All(answers, a => Assert.IsType<CommandResult.Done>(a));
        Assert.InRange(Transactions() - before, 1, 8);

        // The first of two says where the links lie
        int Transactions() => Ledger.Written.Sum(c => c.Links.Count > 0 ? 2 : 1);
    }

    [Fact]
    public async Task As_many_forms_as_a_batch_takes_are_one_transaction()
    {
        var teams = await Begin(ReviewDesk.MaxBatch);
        var quarter = await House.Quarter();
        var written = Ledger.Written.Count;

        var asked = await InOneBatch([.. teams.Select(t => Sign(quarter.Reviews[t], Seat.Product, $"form/{t}"))]);

        Assert.All(await All(asked), a => Assert.IsType<CommandResult.Done>(a));
        Assert.Equal(written + 2, Ledger.Written.Count);
        Assert.Equal(ReviewDesk.MaxBatch, Ledger.Written[^1].Keys.Count);
        Assert.Equal(teams, (await Events<SignedOff>()).Select(e => e.Team));
    }

    [Fact]
    public async Task Forms_that_need_two_rows_each_are_two_transactions()
    {
        var teams = await Begin(90, joint: true);
        var quarter = await House.Quarter();
        var written = Ledger.Written.Count;

        var asked = await InOneBatch([
            .. teams.Select(t => new Func<Task<CommandResult>>(() =>
                House.Do(
                    t,
                    JointQuarter.Seal(
                        quarter.Reviews[t],
                        Seat.Product,
                        JointQuarter.Sheet(quarter.Reviews[t], "mp", "Mine")
                    ),
                    $"form/{t}"
                )
            )),
        ]);

        Assert.All(await All(asked), a => Assert.IsType<CommandResult.Done>(a));
        Assert.Equal(written + 3, Ledger.Written.Count);
        await House.Audit();
    }

    [Fact]
    public async Task Texts_of_more_than_four_megabytes_are_divided_and_each_is_recorded_once()
    {
        await Begin(1);
        var leaders = (await House.Quarter()).Pairs.Leaders.ToArray();
        var written = Ledger.Written.Count;
        // Noise is on the wire about as long as it was: six of them are 5.4 MB
        var asked = await InOneBatch([
            .. leaders.Select(l => new Func<Task<CommandResult>>(() =>
                House.Do(new QuarterCommand.Unreached(l.Id, Commits.Noise(900_000)), $"form/{l.Id}")
            )),
        ]);

        Assert.All(await All(asked), a => Assert.IsType<CommandResult.Done>(a));
        Assert.Equal(written + 3, Ledger.Written.Count);
        Assert.Equal(leaders.Select(l => l.Id), (await Events<LeaderUnreached>()).Select(e => e.Leader));
        await House.Audit();
    }
}

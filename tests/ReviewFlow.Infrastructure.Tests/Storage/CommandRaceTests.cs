using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>A batch among other processes, cancelled callers, and stores that fail in the middle.</summary>
public abstract class CommandRaceTests(Azurite? azurite) : CommandQueueTestBase(azurite)
{
    [Fact]
    public async Task What_another_process_commits_first_is_seen_and_the_batch_is_decided_again()
    {
        var teams = await Begin(8);
        var quarter = await House.Quarter();
        var other = Other();
        var races = 0;
        Ledger.Before = async commit =>
        {
            if (commit.Keys.Count == 0 || races++ > 0)
                return;
            Assert.IsType<CommandResult.Done>(
                await other.Sign(teams[0], SampleRosters.Product("market"), "form/other")
            );
            Assert.IsType<CommandResult.Done>(
                await other.Sign(teams[1], SampleRosters.Product("market"), $"form/{teams[1]}")
            );
        };

        var answers = await All(
            await InOneBatch([.. teams.Select(t => Sign(quarter.Reviews[t], Seat.Product, $"form/{t}"))])
        );

        Assert.Equal(2, races);
        Assert.All(answers.Take(2), a => Assert.IsType<CommandResult.AlreadySo>(a));
        Assert.All(answers.Skip(2), a => Assert.IsType<CommandResult.Done>(a));
        Assert.Equal(teams, (await Events<SignedOff>()).Select(e => e.Team));
        await House.Audit();
    }

    [Fact]
    public async Task A_form_that_another_process_took_is_so_already_and_its_neighbours_are_recorded()
    {
        var teams = await Begin(3);
        var quarter = await House.Quarter();
        var seat = SampleRosters.Product("market");
        var other = Other();
        Assert.IsType<CommandResult.Done>(await other.Sign(teams[0], seat, "form/1"));

        var answers = await All(
            await InOneBatch(
                Sign(quarter.Reviews[teams[1]], Seat.Product, "form/2"),
                () =>
                    House.Do(
                        teams[0],
                        new SigningCommand.Withdraw(seat, SampleRosters.Holder(seat), "Too early"),
                        "form/1"
                    ),
                Sign(quarter.Reviews[teams[2]], Seat.Product, "form/3")
            )
        );

        Assert.IsType<CommandResult.Done>(answers[0]);
        Assert.IsType<CommandResult.AlreadySo>(answers[1]);
        Assert.IsType<CommandResult.Done>(answers[2]);
        Assert.Empty(await Events<SignOffWithdrawn>());
        Assert.Equal(teams, (await Events<SignedOff>()).Select(e => e.Team));
    }

    [Fact]
    public async Task Two_processes_with_sixty_four_commands_each_record_every_one_once()
    {
        var teams = await Begin(32);
        var other = Other();
        var quarter = await House.Quarter();

        var answers = await All(
            from house in new[] { House, other }
            from team in teams
            from seat in Both
            let of = new SeatOf(PairId.Parse("market"), seat)
            select Task.Run(
                () =>
                    house.Do(
                        team,
                        new SigningCommand.SignOff(of, SampleRosters.Holder(of), quarter.Reviews[team].Hash),
                        $"form/{team}/{seat}"
                    ),
                Stop
            )
        );

        Assert.Equal(
            (64, 64),
            (answers.Count(a => a is CommandResult.Done), answers.Count(a => a is CommandResult.AlreadySo))
        );
        Assert.Equal(64, (await Events<SignedOff>()).Select(e => (e.Team, e.Seat)).Distinct().Count());
        Assert.Equal(64, (await Events<SignedOff>()).Length);
        await House.Audit();
    }

    [Fact]
    public async Task Who_goes_away_while_waiting_is_not_carried_out_and_who_was_taken_is_answered()
    {
        var teams = await Begin(3);
        var quarter = await House.Quarter();
        var held = new TaskCompletionSource();
        var taken = new TaskCompletionSource();
        Ledger.Before = commit =>
        {
            if (commit.Keys.Count == 0)
                return Task.CompletedTask;
            taken.TrySetResult();
            return held.Task;
        };
        using var early = new CancellationTokenSource();
        using var late = new CancellationTokenSource();
        var seat = SampleRosters.Product("market");
        Task<CommandResult> Ask(int team, CancellationToken cancellationToken) =>
            House.Desk.Execute(
                Q3,
                new QuarterCommand.OfTeam(
                    teams[team],
                    new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), quarter.Reviews[teams[team]].Hash)
                ),
                $"form/{team}",
                cancellationToken
            );

        var asked = await InOneBatch(
            () => Ask(0, Stop),
            () =>
            {
                var cancelled = Ask(1, early.Token);
                early.Cancel();
                return cancelled;
            },
            () => Ask(2, late.Token)
        );
        await taken.Task;
        await late.CancelAsync();
        held.SetResult();

        Assert.IsType<CommandResult.Done>(await asked[0]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked[1]);
        Assert.IsType<CommandResult.Done>(await asked[2]);
        Assert.Equal([teams[0], teams[2]], (await Events<SignedOff>()).Select(e => e.Team));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ask(1, early.Token));
    }

    [Fact]
    public async Task A_form_about_many_teams_that_is_cut_off_in_the_middle_finishes_the_rest_when_it_is_sent_again()
    {
        var teams = await Begin(120);
        var quarter = await House.Quarter();
        Func<Task<CommandResult>>[] commands =
        [
            .. teams.Select(t => Sign(quarter.Reviews[t], Seat.Product, $"form/{t}")),
        ];
        var commits = 0;
        Ledger.Before = commit =>
            commit.Keys.Count > 0 && commits++ > 0
                ? Task.FromException(new DependencyUnavailableException("The disk is full."))
                : Task.CompletedTask;

        var cut = await InOneBatch(commands);
        await Assert.ThrowsAnyAsync<OperatorException>(() => Task.WhenAll(cut));
        var done = cut.Count(a => a.IsCompletedSuccessfully);
        Assert.InRange(done, 1, teams.Length - 1);
        Assert.Equal(done, (await Events<SignedOff>()).Length);

        Ledger.Before = _ => Task.CompletedTask;
        var again = await All(await InOneBatch(commands));

        Assert.Equal(done, again.Count(a => a is CommandResult.AlreadySo));
        Assert.Equal(teams.Length - done, again.Count(a => a is CommandResult.Done));
        Assert.Equal(teams, (await Events<SignedOff>()).Select(e => e.Team));
    }

    [Fact]
    public async Task A_store_that_is_away_fails_the_batch_at_once_and_the_next_one_goes_through()
    {
        var teams = await Begin(8);
        var quarter = await House.Quarter();
        Func<Task<CommandResult>>[] commands =
        [
            .. teams.Select(t => Sign(quarter.Reviews[t], Seat.Product, $"form/{t}")),
        ];
        var tried = 0;
        Ledger.Before = commit =>
        {
            if (commit.Keys.Count == 0)
                return Task.CompletedTask;
            tried++;
            return Task.FromException(new DependencyUnavailableException("The table does not answer."));
        };

        var asked = await InOneBatch(commands);
        foreach (var one in asked)
            await Assert.ThrowsAnyAsync<OperatorException>(() => one);
        Assert.Equal(1, tried);

        Ledger.Before = _ => Task.CompletedTask;
        Assert.All(await All(await InOneBatch(commands)), a => Assert.IsType<CommandResult.Done>(a));
    }

    [Fact]
    public async Task A_ledger_that_is_not_what_was_written_is_told_to_everybody_who_waits()
    {
        var teams = await Begin(3);
        var quarter = await House.Quarter();
        Ledger.Before = commit =>
            commit.Keys.Count > 0
                ? Task.FromException(new LedgerBrokenException(Q3, 1, "It is not what was written."))
                : Task.CompletedTask;

        foreach (
            var one in await InOneBatch([.. teams.Select(t => Sign(quarter.Reviews[t], Seat.Product, $"form/{t}"))])
        )
            await Assert.ThrowsAsync<LedgerBrokenException>(() => one);
        Assert.Empty(await Events<SignedOff>());
    }
}

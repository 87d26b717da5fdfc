using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>What the queue of a quarter promises to each of those who act at the same moment.</summary>
public abstract class CommandQueueTests(Azurite? azurite) : CommandQueueTestBase(azurite)
{
    [Fact]
    public async Task Sixty_four_who_sign_at_once_are_two_commits_in_the_order_they_came()
    {
        var teams = await Begin(32);
        var quarter = await House.Quarter();
        var written = Ledger.Written.Count;

        var wanted = teams.SelectMany(t => Both.Select(s => (Team: t, Seat: s))).ToArray();
        var asked = await InOneBatch([.. wanted.Select(w => Sign(quarter.Reviews[w.Team], w.Seat, $"form/{w}"))]);
        var done = (await All(asked)).Select(a => Assert.IsType<CommandResult.Done>(a)).ToArray();

        Assert.Equal(written + 2, Ledger.Written.Count); // the one that held the queue, and these
        Assert.Equal(wanted, (await Events<SignedOff>()).Select(e => (e.Team, e.Seat.Seat)));
        var entries = await House.Entries();
        Assert.All(wanted.Zip(done), pair =>
            Assert.Equal(
                pair.First,
                entries[(int)pair.Second.Entry - 1].Event is SignedOff e ? (e.Team, e.Seat.Seat) : default
            )
        );
        Assert.Equal(64, done.Select(d => d.Entry).Distinct().Count());
        Assert.Equal((await House.Audit()).Version, done[^1].Quarter.Version);
        Assert.Distinct((await House.Outbox.Due(House.Now, 1000, Stop)).Select(m => m.Key));
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_batch_is_committed_not_even_who_is_refused()
    {
        var teams = await Begin(2);
        var quarter = await House.Quarter();
        var old = quarter.Reviews[teams[0]] with { Revisions = quarter.Reviews[teams[1]].Revisions };
        var second = new TaskCompletionSource();
        Ledger.Before = commit => commit.Keys.Count > 0 ? second.Task : Task.CompletedTask;

        var asked = await InOneBatch(
            Sign(quarter.Reviews[teams[0]], Seat.Product, "form/1"),
            Sign(quarter.Reviews[teams[0]], Seat.Product),
            () =>
                House.Do(
                    teams[1],
                    new SigningCommand.SignOff(
                        SampleRosters.Product("market"),
                        SampleRosters.Holder(SampleRosters.Product("market")),
                        new('0', 64)
                    )
                )
        );
        // A reader who comes now finds what is committed, and still nobody was answered.
        Assert.Empty((await House.Quarter()).Reviews[teams[0]].SignOffs);
        Assert.All(asked, a => Assert.False(a.IsCompleted));

        second.SetResult();
        var answers = await All(asked);
        Assert.IsType<CommandResult.Done>(answers[0]);
        Assert.IsType<CommandResult.AlreadySo>(answers[1]);
        Assert.Equal(Refusal.OutOfDate, Assert.IsType<CommandResult.Refused>(answers[2]).Why);
    }

    [Fact]
    public async Task One_form_twice_in_a_batch_writes_once_whatever_it_says_the_second_time()
    {
        var teams = await Begin(1);
        var review = (await House.Quarter()).Reviews[teams[0]];
        var seat = SampleRosters.Product("market");

        var answers = await All(
            await InOneBatch(
                Sign(review, Seat.Product, "form/1"),
                () =>
                    House.Do(
                        teams[0],
                        new SigningCommand.Withdraw(seat, SampleRosters.Holder(seat), "Too early"),
                        "form/1"
                    ),
                Sign(review, Seat.Technology, "form/2")
            )
        );

        Assert.IsType<CommandResult.Done>(answers[0]);
        Assert.IsType<CommandResult.AlreadySo>(answers[1]);
        Assert.IsType<CommandResult.Done>(answers[2]);
        Assert.Equal(2, (await Events<SignedOff>()).Length);
        Assert.Empty(await Events<SignOffWithdrawn>());
    }

    [Fact]
    public async Task A_second_seal_finds_what_the_partner_sealed_in_the_same_batch()
    {
        var teams = await Begin(2, joint: true);
        var quarter = await House.Quarter();
        var (one, other) = (quarter.Reviews[teams[0]], quarter.Reviews[teams[1]]);
        var (product, technology) = (
            JointQuarter.Sheet(one, "mp", "Product"),
            JointQuarter.Sheet(one, "pp", "Technology")
        );
        var (first, last) = (JointQuarter.Sheet(other, "mm", "First"), JointQuarter.Sheet(other, "xx", "Last"));

        var answers = await All(
            await InOneBatch(
                () => House.Do(teams[0], JointQuarter.Seal(one, Seat.Product, product), "form/1"),
                () => House.Do(teams[1], JointQuarter.Seal(other, Seat.Product, first), "form/2"),
                () => House.Do(teams[0], JointQuarter.Seal(one, Seat.Technology, technology), "form/3"),
                () => House.Do(teams[1], JointQuarter.Unseal(other, Seat.Product), "form/4"),
                () => House.Do(teams[1], JointQuarter.Seal(other, Seat.Product, last), "form/5")
            )
        );

        Assert.All(answers, a => Assert.IsType<CommandResult.Done>(a));
        var revealed = Assert.Single(await Events<RatingsRevealed>());
        Assert.Equal((product, technology), (revealed.Product, revealed.Technology));
        Assert.Null(await Lies(teams[0], Seat.Product));
        Assert.Null(await Lies(teams[0], Seat.Technology));
        Assert.Equal(last, await House.Get<SealedContent>().Find(await House.Quarter(), teams[1], Seat.Product, Stop));
        await House.Audit();
    }

    [Fact]
    public async Task What_lies_spoiled_in_the_sealed_store_fails_who_needs_it_and_no_neighbour()
    {
        var teams = await Begin(2, joint: true);
        var quarter = await House.Quarter();
        foreach (var team in teams)
            await House.Do(team, Sealed(quarter.Reviews[team], Seat.Product));
        await Ledger.Commit(
            new(Q3, (await House.Quarter()).Version, [], [], [], WakeAt: null, Keys: [])
            {
                SealedWrites = [new(SealedSlots.Of(teams[0], Seat.Product), "spoiled")],
            },
            Stop
        );

        var asked = await InOneBatch(
            () => House.Do(teams[0], Sealed(quarter.Reviews[teams[0]], Seat.Technology), "form/1"),
            () => House.Do(teams[1], Sealed(quarter.Reviews[teams[1]], Seat.Technology), "form/2")
        );

        await Assert.ThrowsAnyAsync<OperatorException>(() => asked[0]);
        Assert.IsType<CommandResult.Done>(await asked[1]);
        Assert.Equal(teams[1], Assert.Single(await Events<RatingsRevealed>()).Team);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task What_the_store_refuses_of_one_command_fails_that_one_alone(int which)
    {
        var teams = await Begin(8);
        var quarter = await House.Quarter();
        await Spoil();
        List<Func<Task<CommandResult>>> commands =
        [
            .. teams.Select(t => Sign(quarter.Reviews[t], Seat.Product, $"form/{t}")),
        ];
        commands.Insert(which, () =>
            House.Do(new QuarterCommand.Unreached(quarter.Pairs.Leaders.First().Id, Refused), "form/refused")
        );

        var asked = await InOneBatch([.. commands]);

        await Assert.ThrowsAnyAsync<OperatorException>(() => asked[which]);
        Assert.All(await All(asked.Where(a => a != asked[which])), a => Assert.IsType<CommandResult.Done>(a));
        Assert.Equal(teams, (await Events<SignedOff>()).Select(e => e.Team));
        await House.Audit();
        await Unspoil();
        Assert.IsType<CommandResult.Done>(
            await House.Do(new QuarterCommand.Unreached(quarter.Pairs.Leaders.First().Id, "550"), "form/refused")
        );
    }

    /// <summary>A reason that the store does not take, once <see cref="Spoil"/> was called.</summary>
    private protected abstract string Refused { get; }

    private protected abstract Task Spoil();

    private protected abstract Task Unspoil();

    private static AssessmentCommand.Seal Sealed(Review review, Seat seat) =>
        JointQuarter.Seal(review, seat, JointQuarter.Sheet(review, "mp", $"By {seat}"));

    private Task<string?> Lies(TeamId team, Seat seat) =>
        House.Get<ISealedStore>().Find(Q3, SealedSlots.Of(team, seat), Stop);
}

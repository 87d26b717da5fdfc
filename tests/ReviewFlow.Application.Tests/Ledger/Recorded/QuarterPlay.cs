using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;

namespace ReviewFlow.Application.Tests.Ledger.Recorded;

/// <summary>The steps of a quarter's leaders and of ops; each must be done.</summary>
internal sealed class QuarterPlay(ProductFixture house)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ProductFixture House => house;

    public static Person Of(string pair, Seat seat) => SampleRosters.Holder(new(PairId.Parse(pair), seat));

    public async Task Do(QuarterCommand command)
    {
        var answer = await house.Do(command);
        Assert.True(answer is CommandResult.Done, $"{command}: {answer}");
    }

    /// <summary>As an operator where two are needed.</summary>
    /// <param name="hash">What is asked for.</param>
    public async Task Void(string name, string hash, string reason)
    {
        var call = new OperatorCall(name, new(FourEyesVerb.Void, hash, name, reason));
        var answer = await house.Desk.Execute(house.Id, new QuarterCommand.Void(reason), null, Stop, ops: call);
        Assert.True(answer is CommandResult.Done, $"{name}: {answer}");
    }

    public Task Do(TeamId team, ReviewCommand command) => Do(new QuarterCommand.OfTeam(team, command));

    public async Task<Review> Review(TeamId team) => (await house.Quarter()).Reviews[team];

    /// <summary>Lets time pass, and does what is due: invites, reminds, escalates, releases.</summary>
    public async Task Pass(TimeSpan time)
    {
        house.Time.Advance(time);
        await house.DueWorkRunner.RunOnce(Stop);
    }

    /// <param name="ratings">A letter per outcome: m, p or x (missed).</param>
    public async Task Seal(TeamId team, Seat seat, string ratings, Person? by = null)
    {
        var review = await Review(team);
        await Do(team, JointQuarter.Seal(review, seat, JointQuarter.Sheet(review, ratings, "As I see it,"), by));
    }

    /// <summary>The right steps from the reveal to the conclusion.</summary>
    public async Task Conclude(TeamId team)
    {
        while (JointQuarter.Next(await Review(team)) is { } next)
            await Do(team, next);
    }

    public async Task Assess(TeamId team, string product = "pp", string technology = "pp")
    {
        await Seal(team, Seat.Product, product);
        await Seal(team, Seat.Technology, technology);
        await Conclude(team);
    }

    public async Task Sign(TeamId team, string pair, Seat seat, Person? by = null) =>
        await Do(
            team,
            new SigningCommand.SignOff(new(PairId.Parse(pair), seat), by ?? Of(pair, seat), (await Review(team)).Hash)
        );

    public async Task SignBoth(TeamId team, params string[] pairs)
    {
        foreach (var pair in pairs)
        {
            foreach (var seat in Enum.GetValues<Seat>())
                await Sign(team, pair, seat);
        }
    }

    public async Task Return(TeamId team, string pair, Seat seat, string reason) =>
        await Do(
            team,
            new SigningCommand.Return(new(PairId.Parse(pair), seat), Of(pair, seat), (await Review(team)).Hash, reason)
        );

    public async Task Amend(TeamId team, decimal actual, string reason) =>
        await Do(team, new SigningCommand.Amend((await Review(team)).Card(actual), reason));

    public async Task Release()
    {
        await house.Release.Run(house.Id, Stop);
        Assert.Equal(QuarterStage.Released, (await house.Audit()).Stage);
    }

    public async Task<string> Export() =>
        LedgerExport.Lines(await house.Entries(), (await house.Ledger.Head(house.Id, Stop))!);
}

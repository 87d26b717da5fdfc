using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.DueWork;

/// <summary>One quarter or instance that cannot be repaired keeps the sweep from no other.</summary>
public sealed class SweepFaultIsolationTests : TwoQuartersTestBase
{
    [Theory]
    [MemberData(nameof(SweepSteps))]
    public async Task Whatever_one_quarter_does_to_a_sweep_the_others_are_repaired_and_the_round_is_rung_for(
        string step,
        string fault
    )
    {
        var isBroken = false;
        using var house = await TwoQuarters(
            () => isBroken && step == nameof(ILedger.ReadToHead),
            nameof(ILedger.ReadToHead),
            fault,
            outbox =>
                Faulty.Around<IOutbox>(outbox, (method, _) =>
                    isBroken && step == method && method == nameof(IOutbox.NextAttempt) ? Faults.Of(fault) : null
                )
        );
        using var late = new ProductFixture(house.Folder, time: house.Time, ledger: inner =>
            Faulty.Around<ILedger>(inner, (method, args) =>
                Breaks(method, args, nameof(ILedger.ReadToHead)) && isBroken && step == method ? Faults.Of(fault) : null
            )
        );
        isBroken = true;
        house.Time.Advance(TimeSpan.FromHours(1)); // the invitations wait, and nobody delivers

        var repaired = new List<QuarterId>();
        var sweep = step == nameof(IOutbox.NextAttempt) ? house.Get<Sweep>() : late.Get<Sweep>();
        Assert.True(
            await sweep.Run(
                quarter =>
                {
                    if (step == "repair" && quarter.Id == Q2)
                        throw Faults.Of(fault);
                    repaired.Add(quarter.Id);
                    return Task.CompletedTask;
                },
                Stop
            )
        );
        Assert.Contains(SampleRosters.Q3, repaired);
        Assert.Equal(step == nameof(IOutbox.NextAttempt), repaired.Contains(Q2));
    }

    public static TheoryData<string, string> SweepSteps =>
        Faults.At(nameof(ILedger.ReadToHead), nameof(IOutbox.NextAttempt), "repair");

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task Whatever_one_instance_does_the_others_are_repaired(string fault)
    {
        using var house = new ProductFixture();
        var repaired = new List<string>();
        await house
            .Get<Sweep>()
            .Each(
                Instances(),
                i => i,
                instance =>
                {
                    if (instance == "2026-Q3~two")
                        throw Faults.Of(fault);
                    repaired.Add(instance);
                    return Task.CompletedTask;
                },
                Stop
            );
        Assert.Equal(["2026-Q3~one", "2026-Q3~three"], repaired);

        static async IAsyncEnumerable<string> Instances()
        {
            await Task.CompletedTask;
            foreach (var name in new[] { "2026-Q3~one", "2026-Q3~two", "2026-Q3~three" })
                yield return name;
        }
    }

    [Fact]
    public async Task A_sweep_ends_when_it_is_told_to()
    {
        using var stopping = new CancellationTokenSource();
        using var house = await TwoQuarters(() => false, "", "");
        var seen = 0;
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            house
                .Get<Sweep>()
                .Run(
                    async _ =>
                    {
                        seen++;
                        await stopping.CancelAsync();
                        stopping.Token.ThrowIfCancellationRequested();
                    },
                    stopping.Token
                )
        );
        Assert.Equal(1, seen);
    }
}

using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.DueWork;

/// <summary>Two quarters, of which the first fails as it is told.</summary>
public abstract class TwoQuartersTestBase
{
    public static TheoryData<string> AllFaults => Faults.All;

    private protected static readonly QuarterId Q2 = QuarterId.Parse("2026-Q2");

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Q2, which fails as it is told, comes before Q3.</summary>
    private protected static async Task<ProductFixture> TwoQuarters(
        Func<bool> isBroken,
        string step,
        string fault,
        Func<IOutbox, IOutbox>? outbox = null
    )
    {
        var house = new ProductFixture(
            ledger: inner =>
                Faulty.Around<ILedger>(inner, (method, args) =>
                    isBroken() && Breaks(method, args, step) ? Faults.Of(fault) : null
                ),
            more: s =>
            {
                if (outbox is not null)
                    s.AddSingleton<SqliteOutbox>().AddSingleton(p => outbox(p.GetRequiredService<SqliteOutbox>()));
            }
        );
        await house.Desk.Execute(
            Q2,
            new QuarterCommand.Start(SampleRosters.OneTeam with { Quarter = Q2 }),
            key: null,
            Stop
        );
        return await house.Start(SampleRosters.ThreePairs);
    }

    private protected static bool Breaks(string method, object?[] args, string step) =>
        method == step && (args[0] is QuarterId id ? id : (args[0] as Commit)?.Quarter) == Q2;
}

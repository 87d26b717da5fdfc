using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Settings;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Infrastructure.Storage.Files;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Signing;
using ReviewFlow.Testing.Azure;
using ReviewFlow.Web.Hosting;

namespace ReviewFlow.Benchmarks;

/// <summary>The desk of one instance over Table Storage.</summary>
internal static class AzuriteRun
{
    /// <summary>
    /// How many transactions write what <paramref name="leaders"/> sign at the same instant; null where the emulator
    /// cannot be had.
    /// </summary>
    public static async Task<int?> Transactions(int leaders)
    {
        var folder = Directory.CreateTempSubdirectory("reviewflow-benchmark-");
        var (azurite, _) = await AzuriteProcess.OnDisk(folder.FullName);
        if (azurite is null)
            return null;
        await using var running = azurite;
        var table = LedgerTable.OpenLocal(azurite.Connection, "ledger");
        await table.Create(CancellationToken.None);
        await using var services = Services(table, folder.FullName);
        var desk = services.GetRequiredService<ReviewDesk>();
        var roster = RosterReader.Read(GeneratedRosters.Create(1 + leaders, leaders + 1)).Roster!;
        await desk.Execute(roster.Quarter, new QuarterCommand.Start(roster), key: null, CancellationToken.None);
        var quarter = (await desk.Get(roster.Quarter, CancellationToken.None))!;

        var before = Written(azurite);
        var answers = await Task.WhenAll(
            quarter
                .InOrder.Where(r => r.Pair != roster.Pairs[0].Id)
                .Select(review => new SeatOf(review.Pair, Seat.Product))
                .Select(seat =>
                    desk.Execute(
                        quarter.Id,
                        new QuarterCommand.OfTeam(
                            quarter.InOrder.Single(r => r.Pair == seat.Pair).Team,
                            new SigningCommand.SignOff(
                                seat,
                                quarter.Pairs[seat],
                                quarter.InOrder.Single(r => r.Pair == seat.Pair).Hash
                            )
                        ),
                        $"form/{seat}",
                        CancellationToken.None
                    )
                )
        );
        if (answers.Count(a => a is CommandResult.Done) != leaders)
            throw new InvalidOperationException("A sign-off was not recorded.");
        return Written(azurite) - before;
    }

    private static int Written(AzuriteProcess azurite) =>
        azurite.Requests.Count(l =>
            l.Contains("\"POST ", StringComparison.Ordinal) && l.Contains("$batch HTTP", StringComparison.Ordinal)
        );

    private static ServiceProvider Services(LedgerTable table, string folder)
    {
        var services = new ServiceCollection().AddLogging();
        ReviewFlowApp.AddTo(services);
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "protection")));
        return services
            .AddSingleton(table)
            .AddSingleton<ILedger, TableLedger>()
            .AddSingleton<IOutbox, TableOutbox>()
            .AddSingleton<ILinks, TableLinks>()
            .AddSingleton<ISealedStore, TableSealedStore>()
            .AddSingleton<IAnchorStore>(AnchorFile.Open(Path.Combine(folder, "anchors")))
            .AddSingleton(LedgerKeys.OpenOrCreate(folder))
            .AddSingleton(RowMac.OpenOrCreate(folder))
            .AddSingleton(new ReviewFlowSettings { PublicUrl = new("http://localhost/"), From = "reviews@example.com" })
            .BuildServiceProvider();
    }
}

using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>A desk over a real store, whose batches the test forms, and a second process on the same store.</summary>
public abstract class CommandQueueTestBase(Azurite? azurite) : IAsyncLifetime
{
    private readonly List<ProductFixture> _houses = [];
    private TableShelf? _shelf;
    private HeldLedger? _ledger;

    private protected static readonly QuarterId Q3 = SampleRosters.Q3;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected ProductFixture House => _houses[0];

    private protected HeldLedger Ledger => _ledger!;

    public async ValueTask InitializeAsync()
    {
        _shelf = azurite is null ? null : await TableShelf.Fresh(azurite);
        _houses.Add(Open(folder: null, held: true));
    }

    public ValueTask DisposeAsync()
    {
        for (var i = _houses.Count - 1; i >= 0; i--)
            _houses[i].Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Another process over the same store and keys.</summary>
    private protected ProductFixture Other()
    {
        _houses.Add(Open(House.Folder, held: false));
        return _houses[^1];
    }

    private ProductFixture Open(string? folder, bool held) => new(folder, more: services =>
        {
            _shelf?.Furnish(services);
            if (!held)
                return;
            if (_shelf is not null)
                services.AddSingleton<TableLedger>();
            else
                services.AddSingleton<ReviewFlow.Infrastructure.Storage.Sqlite.SqliteLedger>();
            services.AddSingleton<ILedger>(s =>
                _ledger = new(
                    _shelf is not null
                        ? s.GetRequiredService<TableLedger>()
                        : s.GetRequiredService<ReviewFlow.Infrastructure.Storage.Sqlite.SqliteLedger>()
                )
            );
        });

    /// <summary>A quarter of <paramref name="count"/> teams of one pair; the root pair signs behind it.</summary>
    private protected async Task<TeamId[]> Begin(int count, bool joint = false)
    {
        (string, string)[] teams = [.. Enumerable.Range(0, count).Select(i => (Name(i), "market"))];
        await House.Start(joint ? JointQuarter.Of(teams) : RosterReader.Read(SampleRosters.File(teams)).Roster!);
        return [.. Enumerable.Range(0, count).Select(i => TeamId.Parse(Name(i)))];

        static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"team-{i:000}");
    }

    /// <summary>
    /// While one commit is held, all of <paramref name="commands"/> queue in this order; then they are the next batch.
    /// </summary>
    private protected async Task<Task<CommandResult>[]> InOneBatch(params Func<Task<CommandResult>>[] commands)
    {
        Ledger.Hold();
        var opener = House.Do(new QuarterCommand.Extend(new(2026, 10, 20 + _openers++), "to hold the queue"));
        await Ledger.Reached;
        var asked = commands.Select(command => command()).ToArray();
        Ledger.Release();
        Assert.IsType<CommandResult.Done>(await opener);
        return asked;
    }

    private int _openers;

    private protected Func<Task<CommandResult>> Sign(Review review, Seat seat, string? key = null)
    {
        var of = new SeatOf(PairId.Parse("market"), seat);
        return () => House.Do(review.Team, new SigningCommand.SignOff(of, SampleRosters.Holder(of), review.Hash), key);
    }

    private protected async Task<T[]> Events<T>() => [.. (await House.Entries()).Select(e => e.Event).OfType<T>()];

    private protected static Task<CommandResult[]> All(IEnumerable<Task<CommandResult>> asked) =>
        Task.WhenAll(asked).WaitAsync(TimeSpan.FromMinutes(2), Stop);

    private protected static Seat[] Both => [Seat.Product, Seat.Technology];
}

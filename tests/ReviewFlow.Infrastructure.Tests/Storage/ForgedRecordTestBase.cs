using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Desk;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Azure;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>A product, and somebody who can write its database and holds no key.</summary>
public abstract class ForgedRecordTestBase : IAsyncLifetime
{
    private protected const string Cpo = "product.company@example.com",
        Cto = "technology.company@example.com",
        Stolen = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private protected static readonly QuarterId Q3 = SampleRosters.Q3,
        Q4 = QuarterId.Parse("2026-Q4");

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected RunningProduct Product { get; private set; } = null!;

    private protected IForger Forger { get; private set; } = null!;

    internal abstract Task<(Action<IServiceCollection>? Store, Func<RunningProduct, IForger> Forger)> Open();

    private protected static Task<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)> InSqlite() =>
        Task.FromResult<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)>(
            (null, product => new SqliteForger(product.Folder))
        );

    private protected static async Task<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)> InTables(
        Azurite azurite
    )
    {
        var shelf = await TableShelf.Fresh(azurite);
        return (shelf.Furnish, _ => new TableForger(shelf.Table));
    }

    public async ValueTask InitializeAsync()
    {
        var (store, forger) = await Open();
        Product = await RunningProduct.WithQuarter(SampleRosters.OneTeamFile, more: store);
        Forger = forger(Product);
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task Done(QuarterCommand command) =>
        Assert.IsType<CommandResult.Done>(await Product.Get<ReviewDesk>().Execute(Q3, command, key: null, Stop));

    private protected async Task<string> Answer(string path, HttpStatusCode expected)
    {
        using var ops = Product.Ops();
        using var response = await ops.GetAsync(path, Stop);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Stop);
    }
}

using CsCheck;
using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>A real ledger that somebody edits in the database.</summary>
public abstract class LedgerTamperingTestBase : IAsyncLifetime
{
    private protected ProductFixture Fixture { get; } = new();

    private protected SqliteConnection Knife { get; private set; } = null!;

    private protected EntryLine[] Rows { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await Fixture.Start(SampleRosters.ThreePairs);
        await Fixture.Sign(SampleRosters.Checkout, SampleRosters.Product("market"));
        await Fixture.Do(
            SampleRosters.Checkout,
            new SigningCommand.Return(
                SampleRosters.Technology("market"),
                SampleRosters.Holder(SampleRosters.Technology("market")),
                (await Fixture.Quarter()).Reviews[SampleRosters.Checkout].Hash,
                "Look again"
            )
        );
        await Fixture.Do(SampleRosters.Checkout, new SigningCommand.Amend(SampleRosters.Card(70), "A wrong figure"));
        await Fixture.SignAll();
        var signed = await Fixture.State();
        await Fixture.Do(
            new QuarterCommand.Release(
                new('a', 64),
                3,
                1000,
                signed.Version,
                signed.Hash,
                [],
                ReleaseHash.Of(signed, edition: 1, reason: null, [])
            )
        );
        Rows = [.. (await Fixture.Entries()).Select(e => e.Line)];

        Knife = new($"Data Source={Fixture.Database};Pooling=False");
        await Knife.OpenAsync(TestContext.Current.CancellationToken);
        Cut(
            "PRAGMA synchronous = OFF; CREATE TEMP TABLE kept_entry AS SELECT * FROM main.entry; CREATE TEMP "
                + "TABLE kept_head AS SELECT * FROM main.head; CREATE TEMP TABLE kept_person AS SELECT * FROM "
                + "main.person"
        );
    }

    public ValueTask DisposeAsync()
    {
        Knife.Dispose();
        Fixture.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected Task Finds(long place, string sql, params object[] values) => Finds([place], sql, values);

    /// <summary>
    /// Cuts, audits as the release does, and heals. The place 0 stands for the quarter as a whole or its end.
    /// </summary>
    private protected async Task Finds(long[] places, string sql, params object[] values)
    {
        Assert.NotEqual(0, Cut(sql, values));
        var found = await Record.ExceptionAsync(Fixture.Audit);
        var broken = Assert.IsType<LedgerBrokenException>(found);
        if (places is not [0])
            Assert.Contains(
                broken.Version,
                places.Append(broken.Message.Contains("head", StringComparison.Ordinal) ? Rows.Length : -1)
            );
        Assert.StartsWith("2026-Q3", broken.Message, StringComparison.Ordinal);
        Cut(
            "DELETE FROM entry; INSERT INTO entry SELECT * FROM kept_entry; DELETE FROM head; INSERT INTO "
                + "head SELECT * FROM kept_head; DELETE FROM person; INSERT INTO person SELECT * FROM kept_person"
        );
    }

    private protected int Cut(string sql, params object[] values)
    {
        using var command = Knife.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command.ExecuteNonQuery();
    }

    private protected static readonly string[] Columns = ["text", "hash", "salt", "event"];

    private protected static string ValueOf(EntryLine row, string column) =>
        column switch
        {
            "text" => row.Text,
            "hash" => row.Hash,
            "salt" => row.Salt,
            _ => row.Event,
        };
}

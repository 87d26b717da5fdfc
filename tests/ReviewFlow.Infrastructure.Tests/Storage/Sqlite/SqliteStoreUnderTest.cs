using System.Text;
using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Keys;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

internal sealed class SqliteStoreUnderTest : StoreUnderTest
{
    private readonly TempFolder _folder = new();
    private SqliteFile? _file;
    private LedgerKeys? _key;

    public override Task<Store> Fresh()
    {
        (_file, _key) = (new SqliteFile(_folder["reviewflow.db"]), LedgerKeys.OpenOrCreate(_folder.Path));
        return Task.FromResult(
            new Store(
                new SqliteLedger(_file, _key),
                new SqliteOutbox(_file),
                new SqliteLinks(_file),
                new SqliteSealedStore(_file),
                _key.Problem
            )
        );
    }

    public override async Task<bool> Keeps(string text)
    {
        await _file!.Checkpoint(TestContext.Current.CancellationToken);
        return Bytes(_folder["reviewflow.db"]).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0
            || Bytes(_folder["reviewflow.db-wal"]).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }

    public override Task Spoil(string key, Spoiled what)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["reviewflow.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = what switch
        {
            Spoiled.Quarter => "UPDATE mail SET quarter = 'no quarter' WHERE key = $1",
            Spoiled.OwedAt => "UPDATE mail SET owed_at = 9223372036854775807 WHERE key = $1",
            _ => "UPDATE mail SET content = CAST(x'ff00fe' AS TEXT) WHERE key = $1",
        };
        command.Parameters.AddWithValue("$1", key);
        Assert.Equal(1, command.ExecuteNonQuery());
        return Task.CompletedTask;
    }

    private static ReadOnlySpan<byte> Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    protected override void Dispose(bool disposing)
    {
        _file?.Dispose();
        _key?.Dispose();
        _folder.Dispose();
    }
}

using Microsoft.Data.Sqlite;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

public sealed class SqliteCommandQueueTests() : CommandQueueTests(null)
{
    private protected override string Refused => "552 refused by the database";

    private protected override Task Spoil() =>
        Run(
            "CREATE TRIGGER refuses BEFORE INSERT ON entry WHEN NEW.event LIKE '%552 refused by the database%' "
                + "BEGIN SELECT RAISE(ABORT, 'not this one'); END"
        );

    private protected override Task Unspoil() => Run("DROP TRIGGER refuses");

    private async Task Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={House.Database};Pooling=False");
        await connection.OpenAsync(Stop);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Stop);
    }
}

public sealed class SqliteCommandRaceTests() : CommandRaceTests(null);

using Microsoft.Data.Sqlite;
using NodaTime;

namespace ReviewFlow.Infrastructure.Storage.Sqlite;

/// <summary>Statements with numbered parameters <c>$1, $2, …</c></summary>
internal static class Sql
{
    public static int Run(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    public static List<T> Rows<T>(
        this SqliteConnection connection,
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<object?> values
    )
    {
        using var command = Prepare(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public static string? TextOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static Instant Moment(this SqliteDataReader row, int column) =>
        Instant.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static Instant? MomentOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Moment(column);

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] is Instant moment ? moment.ToUnixTimeMilliseconds() : values[i];
            command.Parameters.AddWithValue($"${i + 1}", value ?? DBNull.Value);
        }
        return command;
    }
}

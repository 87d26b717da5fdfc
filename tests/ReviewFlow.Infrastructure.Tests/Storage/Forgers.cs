using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>Writes a store's rows directly, as somebody with its password could.</summary>
internal interface IForger
{
    Task Append(LedgerEntry entry, LedgerHead head);

    Task Change(LedgerEntry entry, string happened);

    /// <summary>Leaves the entries up to <paramref name="version"/>, and the head as it was then.</summary>
    Task SetBack(long version, LedgerHead? head);

    Task Write(Link link);

    Task Write(OutboxMessage mail);
}

internal sealed class SqliteForger(string folder) : IForger
{
    public Task Append(LedgerEntry entry, LedgerHead head) =>
        Run(
            "INSERT INTO entry (quarter, version, text, hash, salt, event) VALUES ($1, $2, $3, $4, $5, $6); "
                + "UPDATE head SET version = $2, hash = $4 WHERE quarter = $1",
            entry.Quarter.ToString(),
            entry.Version,
            entry.Text,
            head.Hash,
            entry.Line.Salt,
            entry.Line.Event
        );

    public Task Change(LedgerEntry entry, string happened) =>
        Run(
            "UPDATE entry SET event = $3 WHERE quarter = $1 AND version = $2",
            entry.Quarter.ToString(),
            entry.Version,
            happened
        );

    public Task SetBack(long version, LedgerHead? head) =>
        Run(
            "DELETE FROM entry WHERE version > $1; DELETE FROM head; INSERT INTO head SELECT $2, 1, $1, $3, "
                + "$4, $5, $6, NULL WHERE $1 > 0",
            version,
            head?.Quarter.ToString(),
            head?.Hash,
            head?.At.ToUnixTimeMilliseconds(),
            head?.KeyId,
            head?.Signature
        );

    public Task Write(Link link) =>
        Run(
            "INSERT OR REPLACE INTO link VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            link.TokenHash,
            link.Quarter.ToString(),
            link.Person.ToString(),
            link.Purpose.ToString(),
            link.IssuedAt,
            link.CreatedAt.ToUnixTimeMilliseconds(),
            link.ExpiresAt.ToUnixTimeMilliseconds(),
            link.Mac
        );

    public Task Write(OutboxMessage mail) =>
        Run(
            "UPDATE mail SET name = $2, address = $3, token = $4, mac = $5 WHERE key = $1",
            mail.Key,
            mail.To.Name,
            mail.To.Email,
            mail.SealedToken,
            mail.Mac
        );

    private async Task Run(string sql, params object?[] values)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "reviewflow.db")};Pooling=False"
        );
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this file's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}

/// <summary>Names and contents of rows as docs/ledger.md states them.</summary>
internal sealed class TableForger(TableClient table) : IForger
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task Append(LedgerEntry entry, LedgerHead head)
    {
        await table.AddEntityAsync(
            new TableEntity(entry.Quarter.ToString(), NameOf(entry.Version))
            {
                ["First"] = entry.Version,
                ["Text00"] = TableShelf.Pack(Line(entry, entry.Line.Event)),
            },
            Stop
        );
        await Merge(new(head.Quarter.ToString(), "head") { ["Version"] = head.Version, ["Hash"] = head.Hash });
    }

    public async Task Change(LedgerEntry entry, string happened)
    {
        var row = (await Rows(entry.Quarter)).First(r => string.CompareOrdinal(r.RowKey, NameOf(entry.Version)) >= 0);
        var lines = Encoding.UTF8.GetString(TableShelf.Unpacked((byte[])row["Text00"])).Split('\n');
        var at = Array.FindIndex(lines, l => l.StartsWith($"{entry.Version}\t", StringComparison.Ordinal));
        lines[at] = Line(entry, happened);
        row["Text00"] = TableShelf.Pack(string.Join('\n', lines));
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Stop);
    }

    public async Task SetBack(long version, LedgerHead? head)
    {
        foreach (
            var row in (await Rows(SampleRosters.Q3)).Where(r => string.CompareOrdinal(r.RowKey, NameOf(version)) > 0)
        )
            await table.DeleteEntityAsync(row, cancellationToken: Stop);
        if (head is null)
            await table.DeleteEntityAsync(SampleRosters.Q3.ToString(), "head", cancellationToken: Stop);
        else
            await Merge(
                new(head.Quarter.ToString(), "head")
                {
                    ["Version"] = head.Version,
                    ["Hash"] = head.Hash,
                    ["At"] = head.At.ToUnixTimeMilliseconds(),
                    ["Signature"] = head.Signature,
                }
            );
    }

    public async Task Write(Link link)
    {
        await table.UpsertEntityAsync(
            new TableEntity(link.Quarter.ToString(), LinkName(link))
            {
                ["TokenHash"] = link.TokenHash,
                ["Person"] = link.Person.ToString(),
                ["Purpose"] = link.Purpose.ToString(),
                ["IssuedAt"] = link.IssuedAt,
                ["CreatedAt"] = link.CreatedAt.ToUnixTimeMilliseconds(),
                ["ExpiresAt"] = link.ExpiresAt.ToUnixTimeMilliseconds(),
                ["Mac"] = link.Mac,
            },
            TableUpdateMode.Replace,
            Stop
        );
        await Point(link.TokenHash, LinkName(link));
    }

    /// <summary>Has a token lead to a row that is there.</summary>
    public Task Point(string tokenHash, string name) =>
        table.UpsertEntityAsync(
            new TableEntity("tokens", tokenHash) { ["Quarter"] = SampleRosters.Q3.ToString(), ["Row"] = name },
            TableUpdateMode.Replace,
            Stop
        );

    public async Task Write(OutboxMessage mail)
    {
        var row = (
            await table.GetEntityAsync<TableEntity>(
                mail.Quarter.ToString(),
                $"mail-{Hash(mail.Key)}",
                cancellationToken: Stop
            )
        ).Value;
        (row["Name"], row["Address"], row["Token"]) = (mail.To.Name, mail.To.Email, mail.SealedToken);
        if (mail.Mac is null)
            row.Remove("Mac");
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Stop);
    }

    public static string LinkName(Link link) => $"link-{Hash(link.Person.ToString())[..32]}-{link.TokenHash}";

    private async Task<List<TableEntity>> Rows(QuarterId quarter)
    {
        var rows = new List<TableEntity>();
        await foreach (
            var row in table.QueryAsync<TableEntity>(
                $"PartitionKey eq '{quarter}' and RowKey ge 'entry-' and RowKey lt 'entry-people-'",
                cancellationToken: Stop
            )
        )
            rows.Add(row);
        return rows;
    }

    private Task Merge(TableEntity row) =>
        table.UpdateEntityAsync(row, global::Azure.ETag.All, TableUpdateMode.Merge, Stop);

    private static string Line(LedgerEntry entry, string happened) =>
        $"{entry.Version}\t{entry.Hash}\t{entry.Line.Salt}\t{entry.Text}\t{happened}";

    private static string NameOf(long version) => $"entry-{version:0000000000}";

    private static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}

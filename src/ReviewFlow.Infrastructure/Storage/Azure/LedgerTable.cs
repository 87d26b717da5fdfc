using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using ReviewFlow.Application;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// The one table of Azure Table Storage that holds ledger, mails owed and links: a partition per quarter, so that what
/// belongs to one commit goes into one entity-group transaction. Two small partitions beside them only say where to
/// look: <c>quarters</c> lists the partitions, <c>tokens</c> names the row of each link. They are written before what
/// they point to, so at worst they point to nothing. A third, <c>data</c>, holds the data version.
/// </summary>
public sealed partial class LedgerTable
{
    private const string QuarterList = "quarters";
    private const string TokenList = "tokens";
    private readonly ConcurrentDictionary<QuarterId, bool> _listed = new();

    private readonly TableClient _client;
    private readonly IReadOnlyList<TableMigration> _migrations;
    private readonly TimeProvider _time;

    public LedgerTable(TableClient client)
        : this(client, Migrations) { }

    internal LedgerTable(TableClient client, IReadOnlyList<TableMigration> migrations, TimeProvider? time = null) =>
        (_client, _migrations, _time) = (client, migrations, time ?? TimeProvider.System);

    public string Name => _client.Name;

    /// <param name="account"><c>https://NAME.table.core.windows.net</c></param>
    public static LedgerTable Open(Uri account, string name, TokenCredential credential) =>
        new(new TableClient(account, name, credential, new TableClientOptions().WithStorageRetry()));

    /// <summary>Azurite on this machine. A storage account is opened with an identity, never with a key.</summary>
    /// <exception cref="OperatorException">The connection string names something else than this machine.</exception>
    public static LedgerTable OpenLocal(string connection, string name)
    {
        var client = new TableClient(connection, name, new TableClientOptions().WithStorageRetry());
        return client.Uri.IsLoopback
            ? new(client)
            : throw new ConfigurationException(
                StorageTexts.ConnectionStringOnlyForAzurite.With(new { host = client.Uri.Host })
            );
    }

    /// <summary>
    /// Makes the table where it is missing; for a fresh Azurite. Nobody has to check whether it was made: the one who
    /// comes next does.
    /// </summary>
    public async Task Create(CancellationToken cancellationToken)
    {
        await Guarded(() => _client.CreateIfNotExistsAsync(cancellationToken), Doing.Reading, cancellationToken);
        await RequireVersion(cancellationToken);
    }

    internal Task<TableEntity?> Find(
        QuarterId quarter,
        string row,
        CancellationToken cancellationToken,
        params string[] select
    ) => Find(quarter.ToString(), row, cancellationToken, select);

    /// <summary>
    /// Rows from <paramref name="from"/> until before <paramref name="to"/>, in order, however many pages they come in.
    /// </summary>
    internal Task<List<TableEntity>> Range(
        QuarterId quarter,
        string from,
        string to,
        CancellationToken cancellationToken,
        params string[] select
    ) =>
        Range(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {quarter.ToString()} and RowKey ge {from} and RowKey lt {to}"
            ),
            int.MaxValue,
            cancellationToken,
            select
        );

    internal async Task<TableEntity?> First(
        QuarterId quarter,
        string from,
        string to,
        CancellationToken cancellationToken
    ) =>
        (
            await Range(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {quarter.ToString()} and RowKey ge {from} and RowKey lt {to}"
                ),
                1,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>One entity-group transaction. What was sent is not taken back: it has no cancellation.</summary>
    /// <exception cref="RequestFailedException">404, 409 or 412: a row is not there, there already, or not at the
    /// version it was read at. Nothing of this try was written; an earlier try whose answer was lost may have
    /// been.</exception>
    internal async Task<IReadOnlyList<Response>> Write(IEnumerable<TableTransactionAction> actions) =>
        (
            await Checked(
                () => _client.SubmitTransactionAsync(actions, CancellationToken.None),
                Doing.Writing,
                CancellationToken.None
            )
        ).Value;

    /// <summary>Every quarter that may have a partition, oldest first.</summary>
    internal async Task<IReadOnlyList<QuarterId>> Listed(CancellationToken cancellationToken) =>
        [
            .. (
                await Range(
                    TableClient.CreateQueryFilter($"PartitionKey eq {QuarterList}"),
                    int.MaxValue,
                    cancellationToken
                )
            )
                .Where(r => QuarterId.TryParse(r.RowKey, null, out _))
                .Select(r => QuarterId.Parse(r.RowKey))
                .Order(),
        ];

    internal async Task List(QuarterId quarter)
    {
        if (_listed.ContainsKey(quarter))
            return;
        await Checked(
            () =>
                _client.UpsertEntityAsync(
                    new TableEntity(QuarterList, quarter.ToString()),
                    TableUpdateMode.Replace,
                    CancellationToken.None
                ),
            Doing.Writing,
            CancellationToken.None
        );
        _listed[quarter] = true;
    }

    /// <summary>Where each link will be found. Tokens are random, so an entry is never another link's.</summary>
    internal async Task List(IEnumerable<Application.Links.Link> links)
    {
        foreach (var some in links.Chunk(100))
            await Write(
                some.Select(l => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace,
                    new TableEntity(TokenList, l.TokenHash)
                    {
                        ["Quarter"] = l.Quarter.ToString(),
                        ["Row"] = RowKeys.Link(l.Person, l.TokenHash),
                    }
                ))
            );
    }

    /// <summary>The links are gone; nobody has to look for them.</summary>
    internal async Task Unlist(IEnumerable<string> tokenHashes)
    {
        foreach (var hash in tokenHashes)
            await Checked(
                () => _client.DeleteEntityAsync(TokenList, hash, ETag.All, CancellationToken.None),
                Doing.Writing,
                CancellationToken.None
            );
    }

    internal async Task<(QuarterId Quarter, string Row)?> WhereIs(
        string tokenHash,
        CancellationToken cancellationToken
    ) =>
        await Find(TokenList, tokenHash, cancellationToken) is { } row
            ? (QuarterId.Parse(row.GetString("Quarter")), row.GetString("Row"))
            : null;

    private async Task<TableEntity?> Find(
        string partition,
        string row,
        CancellationToken cancellationToken,
        params string[] select
    ) =>
        await Checked(
            () =>
                _client.GetEntityIfExistsAsync<TableEntity>(
                    partition,
                    row,
                    select.Length == 0 ? null : select,
                    cancellationToken
                ),
            Doing.Reading,
            cancellationToken
        )
            is { HasValue: true } found
            ? found.Value
            : null;

    private Task<List<TableEntity>> Range(
        string filter,
        int most,
        CancellationToken cancellationToken,
        params string[] select
    ) =>
        Checked(
            async () =>
            {
                var rows = new List<TableEntity>();
                await foreach (
                    var row in _client.QueryAsync<TableEntity>(
                        filter,
                        maxPerPage: Math.Min(most, 1000),
                        select.Length == 0 ? null : select,
                        cancellationToken
                    )
                )
                {
                    rows.Add(row);
                    if (rows.Count >= most)
                        break;
                }
                return rows;
            },
            Doing.Reading,
            cancellationToken
        );

    /// <summary>Every access to the data comes through here.</summary>
    private async Task<T> Checked<T>(Func<Task<T>> call, Doing doing, CancellationToken cancellationToken)
    {
        await RequireVersion(cancellationToken);
        return await Guarded(call, doing, cancellationToken);
    }

    private enum Doing
    {
        Reading,
        Writing,
    }
}

using System.Globalization;
using Azure.Data.Tables;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// The entries of one commit: a line each with version, hash, salt, entry and event between tabs, packed into as few
/// rows as they need. Canonical JSON has neither tabs nor line breaks.
/// </summary>
internal static class EntryRows
{
    public static IEnumerable<TableEntity> Of(QuarterId quarter, IReadOnlyList<LedgerEntry> entries, string writeId) =>
        CompressedText
            .Fit(entries, some =>
                string.Join(
                    '\n',
                    some.Select(e =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{e.Version}\t{e.Hash}\t{e.Line.Salt}\t{e.Text}\t{e.Line.Event}"
                        )
                    )
                )
            )
            .Select(p =>
                new TableEntity(quarter.ToString(), RowKeys.Entries(p.Items[^1].Version))
                {
                    ["First"] = p.Items[0].Version,
                    ["WriteId"] = writeId,
                }.With(p.Bytes)
            );

    /// <exception cref="LedgerBrokenException">The row is not what was written.</exception>
    public static IEnumerable<EntryLine> Read(QuarterId quarter, TableEntity row)
    {
        try
        {
            return
            [
                .. row.Unpack()
                    .Split('\n')
                    .Select(line => line.Split('\t'))
                    .Select(part => new EntryLine(
                        long.Parse(part[0], CultureInfo.InvariantCulture),
                        part[3],
                        part[1],
                        part[2],
                        part[4]
                    )),
            ];
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or InvalidOperationException
                        or FormatException
                        or IndexOutOfRangeException
                        or OverflowException
            )
        {
            throw new LedgerBrokenException(
                quarter,
                row.GetInt64("First") ?? 0,
                StorageTexts.EntryUnreadable.With(new { row = row.RowKey, problem = e.Message })
            );
        }
    }
}

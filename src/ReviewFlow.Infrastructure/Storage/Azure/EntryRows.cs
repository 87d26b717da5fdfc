using System.Globalization;
using Azure.Data.Tables;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// The entries of one commit: a line <c>version hash text</c> each, packed into as few rows as they need. Canonical
/// JSON has no line breaks.
/// </summary>
internal static class EntryRows
{
    public static IEnumerable<TableEntity> Of(QuarterId quarter, IReadOnlyList<LedgerEntry> entries, string writeId) =>
        CompressedText
            .Fit(entries, some =>
                string.Join(
                    '\n',
                    some.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Version} {e.Hash} {e.Text}"))
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
    public static IEnumerable<LedgerEntry> Read(QuarterId quarter, TableEntity row)
    {
        try
        {
            return
            [
                .. row.Unpack()
                    .Split('\n')
                    .Select(line => line.Split(' ', 3))
                    .Select(part =>
                        LedgerEntry.Parse(quarter, long.Parse(part[0], CultureInfo.InvariantCulture), part[2], part[1])
                    ),
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

using Azure;
using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>The signed head and the next wake-up. Its ETag is the version that a commit expects.</summary>
internal static class HeadRow
{
    /// <summary>Of the span that wrote the row; no part of the record.</summary>
    public const string TraceParent = nameof(TraceParent);

    public static TableTransactionAction Write(
        LedgerHead head,
        Instant? wakeAt,
        string? traceParent,
        ETag? before,
        string writeId
    )
    {
        var row = new TableEntity(head.Quarter.ToString(), RowKeys.Head)
        {
            ["Format"] = head.Format,
            ["Version"] = head.Version,
            ["Hash"] = head.Hash,
            ["At"] = head.At.ToUnixTimeMilliseconds(),
            ["KeyId"] = head.KeyId,
            ["Signature"] = head.Signature,
            ["WriteId"] = writeId,
        };
        if (wakeAt is { } at)
            row["WakeAt"] = at.ToUnixTimeMilliseconds();
        if (traceParent is not null)
            row[TraceParent] = traceParent;
        return before is { } seen
            ? new(TableTransactionActionType.UpdateReplace, row, seen)
            : new(TableTransactionActionType.Add, row);
    }

    /// <exception cref="LedgerBrokenException">The row lacks what every head has, or has it in another
    /// type.</exception>
    public static LedgerHead Read(QuarterId quarter, TableEntity row)
    {
        try
        {
            return new(
                row.GetInt32("Format") ?? 0,
                quarter,
                row.GetInt64("Version") ?? 0,
                row.GetString("Hash") ?? "",
                row.MomentOrNull("At") ?? default,
                row.GetString("KeyId") ?? "",
                row.GetString("Signature") ?? ""
            );
        }
        catch (InvalidOperationException e)
        {
            throw new LedgerBrokenException(quarter, 0, StorageTexts.HeadUnreadable.With(new { problem = e.Message }));
        }
    }

    public static Instant? WakeAt(TableEntity row) => row.Moment("WakeAt");

    public static Instant? Moment(this TableEntity row, string property) =>
        row.GetInt64(property) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null;
}

using System.Text;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Ledger;

/// <summary>
/// A quarter's ledger as JSON lines: one <c>{"entry": …, "hash"}</c> per entry, then one <c>{"head": …}</c>. Each line
/// is canonical JSON, so the text that is hashed is the value of <c>entry</c> as it stands.
/// </summary>
public static class LedgerExport
{
    public static string Lines(IEnumerable<LedgerEntry> entries, LedgerHead head)
    {
        var lines = new StringBuilder();
        foreach (var entry in entries)
            lines.Append("{\"entry\":").Append(entry.Text).Append(",\"hash\":\"").Append(entry.Hash).Append("\"}\n");
        return lines.Append(CanonicalJson.Text(new JsonObject { ["head"] = head.ToJson() })).Append('\n').ToString();
    }

    /// <summary>Reads what <see cref="Lines"/> wrote.</summary>
    /// <exception cref="FormatException">It is not an export.</exception>
    public static (QuarterId Quarter, IReadOnlyList<LedgerEntry> Entries, LedgerHead? Head) Read(
        IEnumerable<string> lines
    )
    {
        try
        {
            var (entries, head) = (new List<LedgerEntry>(), default(LedgerHead));
            foreach (var json in lines.Where(l => l.Length > 0).Select(l => JsonNode.Parse(l)!.AsObject()))
            {
                if (json["entry"] is { } entry)
                    entries.Add(
                        LedgerEntry.Parse(
                            QuarterId.Parse(Text(entry, "quarter")),
                            (long)entry["version"]!,
                            CanonicalJson.Text(entry),
                            Text(json, "hash")
                        )
                    );
                else if (json["head"] is { } signed)
                    head = LedgerHead.FromJson(signed);
                else
                    throw new FormatException("A line is neither an entry nor the head.");
            }
            return (
                head?.Quarter ?? entries.FirstOrDefault()?.Quarter ?? throw new FormatException("The file is empty."),
                entries,
                head
            );
        }
        catch (Exception e)
            when (e
                    is System.Text.Json.JsonException
                        or InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
            )
        {
            throw new FormatException($"The file is not a ledger export: {e.Message}", e);
        }
    }

    private static string Text(JsonNode at, string name) =>
        (string?)at[name] ?? throw new FormatException($"'{name}' is missing.");
}

using System.CommandLine;
using ReviewFlow.Delivery;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Ledger.Sqlite;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Hosting;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>ledger verify</c>: walks every quarter's ledger, or an exported one, and names the first place that is not what was written.</summary>
internal static class LedgerCommand
{
    public static Command Build()
    {
        var export = new Argument<FileInfo?>("FILE") { Description = "An exported ledger (JSON lines); without it, the ledgers of the data folder", Arity = ArgumentArity.ZeroOrOne };
        var data = new Option<string>("--data") { Description = "The data folder", DefaultValueFactory = _ => "data" };
        var key = new Option<FileInfo?>("--public-key") { Description = "keys/ledger.pub.pem, to check an export away from its data folder" };
        var verify = new Command("verify", "Find any edit, deletion, reorder or truncation") { export, data, key };
        verify.SetAction((parsed, stop) => PlainWords.Try(async () =>
        {
            var folder = DataFolder.At(parsed.GetValue(data)!);
            using var signer = SigningKey.OpenPublic(parsed.GetValue(key)?.FullName ?? Path.Combine(folder.Keys, "ledger.pub.pem"));
            if (parsed.GetValue(export) is { } file)
            {
                var (id, entries, head) = ReadExport(file);
                Show(LedgerAudit.Walk(id, entries, head, signer.Verifies));
            }
            else
            {
                await VerifyFolder(folder, signer, stop);
            }
            return Exits.Fine;
        }));
        return new Command("ledger", "Check the ledger") { verify };
    }

    public static async Task VerifyFolder(DataFolder folder, SigningKey signer, CancellationToken stop)
    {
        using var file = SqliteFile.OpenToRead(folder.Database);
        var ledger = new SqliteLedger(file, signer);
        var quarters = await ledger.Quarters(stop);
        if (quarters.Count == 0) AnsiConsole.MarkupLine("There is no quarter in this ledger.");
        foreach (var id in quarters) Show(await Walk(ledger, signer, id, stop));
    }

    public static async Task<Quarter> Walk(SqliteLedger ledger, SigningKey signer, QuarterId id, CancellationToken stop) =>
        LedgerAudit.Walk(id, await ledger.Read(id, 0, stop), await ledger.Head(id, stop), signer.Verifies);

    private static (QuarterId, IReadOnlyList<LedgerEntry>, LedgerHead?) ReadExport(FileInfo file)
    {
        try
        {
            return LedgerExport.Read(File.ReadLines(file.FullName));
        }
        catch (FormatException e)
        {
            throw new UnusableException(e.Message, e);
        }
    }

    private static void Show(Quarter quarter) =>
        AnsiConsole.MarkupLineInterpolated($"[green]{quarter.Id}: {quarter.Version} entries, each as it was written; the head's signature holds.[/]");
}

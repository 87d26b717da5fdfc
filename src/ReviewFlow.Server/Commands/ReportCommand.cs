using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Quarters;
using ReviewFlow.Reports;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>report verify FILE</c> checks a report's hash, its sign-offs and the ledger entry it names.</summary>
internal static class ReportCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("FILE") { Description = CommandTexts.ReportFile };
        var data = new Option<string>("--data")
        {
            Description = CommandTexts.ReportData,
            DefaultValueFactory = _ => "data",
        };
        var verify = new Command("verify", CommandTexts.ReportVerify) { file, data };
        verify.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(() =>
                    Verify(parsed.GetValue(file)!.FullName, DataFolder.At(parsed.GetValue(data)!), cancellationToken)
                )
        );
        return new Command("report", CommandTexts.Report) { verify };
    }

    public static async Task<int> Verify(string path, DataFolder folder, CancellationToken cancellationToken)
    {
        var content = await File.ReadAllBytesAsync(path, cancellationToken);
        using var signer = LedgerKeys.OpenPublic(KeyRingFile.PathIn(folder.Keys));
        using var file = SqliteFile.OpenToRead(folder.Database);
        var problem = await Problem(
            content,
            new SqliteLedger(file, signer),
            signer,
            await LedgerCommand.AnchorsOf(folder).Read(cancellationToken),
            cancellationToken
        );
        if (problem is null)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[green]{CommandTexts.ReportGenuine.With(new { file = Path.GetFileName(path) })}[/]"
            );
            return ExitCodes.Success;
        }
        CommandRunner.PrintError(problem);
        return ExitCodes.Refused;
    }

    private static async Task<string?> Problem(
        byte[] content,
        ILedger ledger,
        LedgerKeys signer,
        IReadOnlyList<Anchor> anchors,
        CancellationToken cancellationToken
    )
    {
        if (ReportFile.Verify(content) is Verdict.Unsound unsound)
            return unsound.Problem;
        if (
            ReportFile.Read(content) is not { } stamp
            || !QuarterId.TryParse(stamp.Quarter, CultureInfo.InvariantCulture, out var id)
        )
            return CommandTexts.ReportWithoutQuarter;

        var tail = await ledger.ReadToHead(id, 0, cancellationToken);
        var quarter = LedgerSelfCheck.Walk(
            id,
            tail,
            signer.Problem,
            [.. anchors.Where(a => a.Quarter == id && signer.Verifies(a.Head))]
        );
        if (quarter.Release is not { } release)
            return CommandTexts.ReportNotReleased.With(new { quarter = id.ToString() });
        if (release.Sha256 != Convert.ToHexStringLower(SHA256.HashData(content)))
            return CommandTexts.ReportAltered.With(new { quarter = id.ToString() });

        // The report was composed from the ledger up to this entry.
        var entries = tail.Entries.Where(e => e.Version <= stamp.LedgerVersion).ToArray();
        if (release.LedgerVersion != stamp.LedgerVersion || entries[^1].Hash != stamp.LedgerHash)
            return CommandTexts.ReportOfOtherLedger;
        return ReleaseGuard.Check(QuarterRules.Evolve(null, id, entries.Select(e => e.Event))!) is [var obstacle, ..]
            ? obstacle.Sentence
            : null;
    }
}

using System.CommandLine;
using System.Globalization;
using ReviewFlow.Application;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Files;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary>
/// <c>ledger verify</c> names the first entry that was altered; <c>ledger restored</c> records a restored backup.
/// </summary>
internal static class LedgerCommand
{
    public static Command Build()
    {
        var export = new Argument<FileInfo?>("FILE")
        {
            Description = CommandTexts.LedgerExport,
            Arity = ArgumentArity.ZeroOrOne,
        };
        var data = new Option<string>("--data")
        {
            Description = CommandTexts.DataOption,
            DefaultValueFactory = _ => "data",
        };
        var anchors = new Option<DirectoryInfo?>("--anchors") { Description = CommandTexts.LedgerAnchors };
        var key = new Option<FileInfo?>("--public-key") { Description = CommandTexts.LedgerPublicKey };
        var verify = new Command("verify", CommandTexts.LedgerVerify) { export, data, key, anchors };
        verify.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    var folder = DataFolder.At(parsed.GetValue(data)!);
                    var anchored = parsed.GetValue(anchors) is { } named
                        ? new AnchorFile(named.FullName)
                        : AnchorsOf(folder);
                    using var signer = LedgerKeys.OpenPublic(
                        parsed.GetValue(key)?.FullName ?? KeyRingFile.PathIn(folder.Keys)
                    );
                    if (parsed.GetValue(export) is { } file)
                    {
                        var exported = ReadExport(file);
                        var verified = LedgerAudit.Walk(exported, signer.Problem);
                        LedgerAudit.HoldAnchors(
                            exported.Quarter,
                            verified.Quarter,
                            exported.Hashes,
                            (await SignedBy(signer, anchored, cancellationToken)).Where(a =>
                                a.Quarter == exported.Quarter
                            )
                        );
                        Show(exported, verified);
                    }
                    else
                    {
                        return await VerifyFolder(folder, signer, anchored, cancellationToken);
                    }
                    return ExitCodes.Success;
                })
        );
        return new Command("ledger", CommandTexts.Ledger) { verify, LedgerRedaction.Build(), Restored() };
    }

    private static Command Restored() =>
        new VerbCommand(
            parsed => $"{QuarterCommands.Address(parsed)}/restored",
            parsed => Task.FromResult(QuarterCommands.Reasoned(parsed)),
            CommandTexts.RestoreRecorded,
            CommandTexts.RestoreAlreadyRecorded
        ).On(
            new Command("restored", CommandTexts.LedgerRestored)
            {
                QuarterCommands.Quarter,
                QuarterCommands.Reason,
                ApiClient.Server,
                ApiClient.Key,
                ApiClient.Json,
            }
        );

    /// <summary>
    /// Checks the quarters in order and stops at the first that was altered or is older than its anchor. What was made
    /// with a revoked key is named at the end.
    /// </summary>
    public static async Task<int> VerifyFolder(
        DataFolder folder,
        LedgerKeys signer,
        AnchorFile anchored,
        CancellationToken cancellationToken
    )
    {
        using var file = SqliteFile.OpenToRead(folder.Database);
        var (ledger, all) = (new SqliteLedger(file, signer), await anchored.Read(cancellationToken));
        var (anchors, heads) = (all.Where(a => signer.Verifies(a.Head)).ToArray(), new List<LedgerHead>());
        QuarterId[] quarters =
        [
            .. (await ledger.Quarters(cancellationToken)).Concat(anchors.Select(a => a.Quarter)).Distinct().Order(),
        ];
        if (quarters.Length == 0)
            AnsiConsole.WriteLine(CommandTexts.LedgerEmpty);
        foreach (var id in quarters)
        {
            Anchor[] held = [.. anchors.Where(a => a.Quarter == id)];
            var tail = await ledger.ReadToHead(id, 0, cancellationToken);
            var quarter = LedgerSelfCheck.Walk(id, tail, h => signer.IsRevoked(h) ? null : signer.Problem(h), held);
            heads.Add(tail.Head!);
            if (!signer.IsRevoked(tail.Head!))
                Show(quarter);
        }
        var used = RevokedKeys.Used(new KeyRingFile(folder.Keys).Read(), signer, heads, all, file).ToArray();
        foreach (var sentence in used)
            CommandRunner.PrintError(sentence);
        return used.Length > 0 ? ExitCodes.Refused : ExitCodes.Success;
    }

    /// <summary>The server's configuration file is not read: an anchor folder that is set there is not found.</summary>
    public static AnchorFile AnchorsOf(DataFolder folder) =>
        new(
            Environment.GetEnvironmentVariable("ReviewFlow__AnchorFolder") is { Length: > 0 } named
                ? named
                : folder.Anchors
        );

    private static async Task<IReadOnlyList<Anchor>> SignedBy(
        LedgerKeys signer,
        AnchorFile file,
        CancellationToken cancellationToken
    ) => [.. (await file.Read(cancellationToken)).Where(a => signer.Verifies(a.Head))];

    public static ExportedLedger ReadExport(FileInfo file)
    {
        try
        {
            return LedgerExport.Read(File.ReadLines(file.FullName));
        }
        catch (FormatException e)
        {
            throw new ConfigurationException(e.Message, e);
        }
    }

    public static void Show(ExportedLedger exported, VerifiedExport verified)
    {
        if (verified.Quarter is { } quarter)
            Show(quarter);
        else
            AnsiConsole.MarkupLineInterpolated(
                $"[green]{CommandTexts.LedgerPartlyShown.With(
                    new
                    {
                        quarter = exported.Quarter,
                        count = exported.Lines.Length,
                        number = exported.Lines.Length.ToString("N0", CultureInfo.InvariantCulture),
                        withheld = verified.Withheld,
                    }
                )}[/]"
            );
        if (verified.Erased > 0)
            AnsiConsole.MarkupLineInterpolated(
                $"[yellow]{CommandTexts.LedgerErased.With(new { count = verified.Erased })}[/]"
            );
        if (verified.Nameless > 0)
            AnsiConsole.MarkupLineInterpolated(
                $"[yellow]{CommandTexts.LedgerNameless.With(new { count = verified.Nameless })}[/]"
            );
    }

    private static void Show(Quarter quarter)
    {
        var id = quarter.Id.ToString();
        var number = quarter.Version.ToString("N0", CultureInfo.InvariantCulture);
        var unaltered = CommandTexts.LedgerUnaltered.With(
            new
            {
                quarter = id,
                count = quarter.Version,
                number,
            }
        );
        AnsiConsole.MarkupLineInterpolated($"[green]{unaltered}[/]");
        foreach (var lost in quarter.Lost.OrderBy(l => l.AnchoredAt))
        {
            var values = new
            {
                quarter = id,
                version = lost.Version,
                time = lost.AnchoredAt.ToString(),
            };
            AnsiConsole.MarkupLineInterpolated($"[yellow]{CommandTexts.LedgerLost.With(values)}[/]");
        }
    }
}

using System.CommandLine;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.People;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;

namespace ReviewFlow.Server.Commands;

/// <summary>
/// <c>ledger redact</c>: an export that may be handed out. Offline; what is not what was written is not handed on.
/// </summary>
internal static class LedgerRedaction
{
    private static readonly Argument<FileInfo> Export = new("FILE") { Description = CommandTexts.LedgerExport };
    private static readonly Option<long[]> Entry = new("--entry") { Description = CommandTexts.LedgerRedactEntry },
        Only = new("--only-entry") { Description = CommandTexts.LedgerRedactOnly };
    private static readonly Option<string[]> Person = new("--person") { Description = CommandTexts.LedgerRedactPerson };
    private static readonly Option<FileInfo?> PublicKey = new("--public-key")
    {
        Description = CommandTexts.LedgerPublicKey,
    };
    private static readonly Option<FileInfo> Output = new("--output", "-o")
    {
        Description = CommandTexts.LedgerRedactOutput,
        Required = true,
    };
    private static readonly Option<string> Data = new("--data")
    {
        Description = CommandTexts.DataOption,
        DefaultValueFactory = _ => "data",
    };

    public static Command Build()
    {
        var command = new Command("redact", CommandTexts.LedgerRedact)
        {
            Export,
            Entry,
            Only,
            Person,
            Output,
            PublicKey,
            Data,
        };
        command.Validators.Add(given =>
        {
            var (some, only) = (given.GetResult(Entry) is not null, given.GetResult(Only) is not null);
            if ((some && only) || !(some || only || given.GetResult(Person) is not null))
                given.AddError(CommandTexts.LedgerRedactAll);
        });
        command.SetAction((parsed, stop) => CommandRunner.Run(() => Redact(parsed, stop)));
        return command;
    }

    private static async Task<int> Redact(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var signer = LedgerKeys.OpenPublic(
            parsed.GetValue(PublicKey)?.FullName ?? LedgerKeys.PublicPathIn(DataFolder.At(parsed.GetValue(Data)!).Keys)
        );
        var whole = LedgerCommand.ReadExport(parsed.GetValue(Export)!);
        LedgerAudit.Walk(whole, signer.Problem);
        var redacted = LedgerExport.Redacted(whole, Withheld(parsed, whole), Nameless(parsed, whole));
        var output = parsed.GetValue(Output)!;
        await using (var file = new StreamWriter(output.Open(FileMode.CreateNew, FileAccess.Write)))
            await file.WriteAsync(redacted.AsMemory(), cancellationToken);

        var written = LedgerCommand.ReadExport(output);
        LedgerCommand.Show(written, LedgerAudit.Walk(written, signer.Problem));
        return ExitCodes.Success;
    }

    private static HashSet<long> Withheld(ParseResult parsed, ExportedLedger whole)
    {
        var (some, only) = (parsed.GetValue(Entry) ?? [], parsed.GetValue(Only) ?? []);
        foreach (var version in some.Concat(only).Where(v => v < 1 || v > whole.Lines.Length))
            throw new ConfigurationException(
                CommandTexts.LedgerRedactNoEntry.With(new { quarter = whole.Quarter, version })
            );
        return only.Length == 0 ? [.. some] : [.. whole.Lines.Select(l => l.Version).Except(only)];
    }

    private static HashSet<string> Nameless(ParseResult parsed, ExportedLedger whole)
    {
        var nameless = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in parsed.GetValue(Person) ?? [])
        {
            var rows = whole.People.Rows.Where(r =>
                r.Reference == person || PersonId.Of(r.Email) == PersonId.Of(person)
            );
            if (!rows.Any())
                throw new ConfigurationException(
                    CommandTexts.LedgerRedactNoPerson.With(new { person = VisibleText.Short(person) })
                );
            nameless.UnionWith(rows.Select(r => r.Reference));
        }
        return nameless;
    }
}

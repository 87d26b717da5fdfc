using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>keys list | rotate | revoke | accept | adopt</c>, beside a running server.</summary>
internal static class KeysCommand
{
    private const string Protection = KeyPrinter.Protection;

    private static readonly Option<string> Data = new("--data")
    {
        Description = CommandTexts.DataOption,
        DefaultValueFactory = _ => "data",
    };

    public static Command Build() => new("keys", CommandTexts.Keys) { List(), Rotate(), Revoke(), Accept(), Adopt() };

    private static Command List()
    {
        var command = new Command("list", CommandTexts.KeysList) { Data };
        command.SetAction((parsed, _) => CommandRunner.Run(() => Task.FromResult(KeyPrinter.List(FolderOf(parsed)))));
        return command;
    }

    private static Command Rotate()
    {
        var kind = new Argument<string>("KIND") { Description = CommandTexts.KeysKind };
        kind.AcceptOnlyFromAmong("ledger", "mac", Protection, "pdf");
        var from = new Option<Instant?>("--from") { Description = CommandTexts.KeysFrom, CustomParser = Moment };
        var command = new Command("rotate", CommandTexts.KeysRotate) { kind, from, Data };
        command.SetAction(
            (parsed, _) =>
                CommandRunner.Run(() =>
                    Task.FromResult(Rotate(FolderOf(parsed), parsed.GetValue(kind)!, parsed.GetValue(from)))
                )
        );
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("ID") { Description = CommandTexts.KeysId };
        var since = new Option<Instant?>("--since")
        {
            Description = CommandTexts.KeysSince,
            CustomParser = Moment,
            Required = true,
        };
        var reason = new Option<string?>("--reason") { Description = CommandTexts.ReasonOption };
        var command = new Command("revoke", CommandTexts.KeysRevoke) { id, since, reason, Data };
        command.SetAction(
            (parsed, _) =>
                CommandRunner.Run(() =>
                    Task.FromResult(
                        Revoke(
                            FolderOf(parsed),
                            parsed.GetValue(id)!,
                            parsed.GetValue(since)!.Value,
                            parsed.GetValue(reason)
                        )
                    )
                )
        );
        return command;
    }

    private static Command Accept()
    {
        var command = new Command("accept", CommandTexts.KeysAccept)
        {
            QuarterCommands.Quarter,
            QuarterCommands.Reason,
            Data,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(() =>
                    Accept(
                        FolderOf(parsed),
                        parsed.GetValue(QuarterCommands.Quarter)!,
                        parsed.GetValue(QuarterCommands.Reason)!,
                        cancellationToken
                    )
                )
        );
        return command;
    }

    private static Command Adopt()
    {
        var command = new Command("adopt", CommandTexts.KeysAdopt) { Data };
        command.SetAction(
            (parsed, _) =>
                CommandRunner.Run(() =>
                {
                    var data = FolderOf(parsed);
                    new KeyRotation(data.Keys, TimeProvider.System).Adopt();
                    return Task.FromResult(KeyPrinter.List(data));
                })
        );
        return command;
    }

    private static DataFolder FolderOf(ParseResult parsed) => DataFolder.At(parsed.GetValue(Data)!);

    private static int Rotate(DataFolder data, string kind, Instant? from)
    {
        if (kind == "pdf")
        {
            CommandRunner.PrintError(CommandTexts.NoPdfKeys);
            return ExitCodes.BadInput;
        }
        if (kind == Protection)
        {
            if (from is not null)
            {
                CommandRunner.PrintError(CommandTexts.ProtectionKeysAtOnce);
                return ExitCodes.BadInput;
            }
            using var protection = new ProtectionKeys(data);
            var id = ProtectionKeys.IdOf(protection.Rotate(DateTimeOffset.UtcNow));
            AnsiConsole.WriteLine(CommandTexts.ProtectionKeyRotated.With(new { id }));
            return ExitCodes.Success;
        }
        KeyPrinter.Next(new KeyRotation(data.Keys, TimeProvider.System).Rotate(KeyKinds.Parse(kind), from));
        return ExitCodes.Success;
    }

    private static int Revoke(DataFolder data, string id, Instant since, string? reason)
    {
        if (since > TimeProvider.System.Now())
        {
            CommandRunner.PrintError(CommandTexts.RevokedInFuture);
            return ExitCodes.BadInput;
        }
        if (Directory.Exists(data.Protection))
        {
            using var protection = new ProtectionKeys(data);
            if (protection.Find(id) is { } key)
            {
                protection.Revoke(key, reason);
                AnsiConsole.WriteLine(CommandTexts.ProtectionKeyRevoked.With(new { id }));
                return ExitCodes.Success;
            }
        }
        var next = new KeyRotation(data.Keys, TimeProvider.System).Revoke(id, since, reason);
        AnsiConsole.WriteLine(CommandTexts.KeyRevokedSince.With(new { id, since = Clock.Milliseconds.Format(since) }));
        if (next is not null)
            KeyPrinter.Next(next);
        return ExitCodes.Success;
    }

    /// <summary>The chain is walked first: what is accepted is one head, and what it stands for is whole.</summary>
    private static async Task<int> Accept(
        DataFolder data,
        string quarter,
        string reason,
        CancellationToken cancellationToken
    )
    {
        if (!QuarterId.TryParse(quarter, CultureInfo.InvariantCulture, out var id))
            throw new ConfigurationException(CommandTexts.QuarterNotReadable.With(new { quarter }));
        using var keys = LedgerKeys.OpenPublic(KeyRingFile.PathIn(data.Keys));
        using var file = SqliteFile.OpenToRead(data.Database);
        var (entries, head) = await new SqliteLedger(file, keys).ReadToHead(id, 0, cancellationToken);
        if (head is null || !keys.IsRevoked(head))
        {
            CommandRunner.PrintError(CommandTexts.NothingToAccept.With(new { quarter }));
            return ExitCodes.Refused;
        }
        LedgerAudit.Walk(id, entries, head, h => keys.IsRevoked(h) ? null : keys.Problem(h));
        new KeyRotation(data.Keys, TimeProvider.System).Accept(head, reason);
        AnsiConsole.WriteLine(
            CommandTexts.HeadAccepted.With(
                new
                {
                    quarter,
                    version = head.Version,
                    hash = head.Hash,
                }
            )
        );
        return ExitCodes.Success;
    }

    private static Instant? Moment(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true } moment)
            return Instant.FromUnixTimeMilliseconds(moment.Value.ToUnixTimeMilliseconds());
        given.AddError(CommandTexts.MomentNotReadable.With(new { text }));
        return null;
    }
}

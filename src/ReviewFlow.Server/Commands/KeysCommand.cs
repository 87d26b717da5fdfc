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

/// <summary><c>keys list | rotate | revoke | accept</c> on the keys of a folder, beside a running server.</summary>
internal static class KeysCommand
{
    private const string Protection = "protection";

    private static readonly Option<string> Data = new("--data")
    {
        Description = CommandTexts.DataOption,
        DefaultValueFactory = _ => "data",
    };

    public static Command Build() => new("keys", CommandTexts.Keys) { List(), Rotate(), Revoke(), Accept() };

    private static Command List()
    {
        var command = new Command("list", CommandTexts.KeysList) { Data };
        command.SetAction((parsed, _) => CommandRunner.Run(() => Task.FromResult(List(FolderOf(parsed)))));
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

    private static DataFolder FolderOf(ParseResult parsed) => DataFolder.At(parsed.GetValue(Data)!);

    private static int List(DataFolder data)
    {
        var now = TimeProvider.System.Now();
        foreach (var key in new KeyRotation(data.Keys, TimeProvider.System).RequireRing().Keys)
            Print(key.Kind.Name(), key.Id, key.Created, StateOf(key, now));
        if (!Directory.Exists(data.Protection))
            return ExitCodes.Success;
        using var protection = new ProtectionKeys(data);
        foreach (var key in protection.All)
        {
            var until = Shown(Instant.FromDateTimeOffset(key.ExpirationDate));
            Print(
                Protection,
                ProtectionKeys.IdOf(key),
                Instant.FromDateTimeOffset(key.CreationDate),
                key.IsRevoked ? CommandTexts.KeyRevoked : CommandTexts.KeyEncryptsUntil.With(new { time = until })
            );
        }
        return ExitCodes.Success;
    }

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
        PrintNext(new KeyRotation(data.Keys, TimeProvider.System).Rotate(KeyKinds.Parse(kind), from));
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
            PrintNext(next);
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

    private static string StateOf(RingKey key, Instant now) =>
        key switch
        {
            { RevokedSince: { } since } => CommandTexts.KeyStateRevoked.With(new { time = Shown(since) }),
            { Retired: { } retired } when retired <= now => CommandTexts.KeyStateRetired.With(
                new { time = Shown(retired) }
            ),
            _ when key.Created > now => CommandTexts.KeyStateComing,
            _ => CommandTexts.KeyStateCurrent,
        };

    private static void PrintNext(RingKey key) =>
        AnsiConsole.WriteLine(
            CommandTexts.KeyRotated.With(
                new
                {
                    kind = key.Kind.Name(),
                    id = key.Id,
                    from = Clock.Milliseconds.Format(key.Created),
                }
            )
        );

    private static void Print(string kind, string id, Instant created, string state) =>
        AnsiConsole.WriteLine($"{kind, -11}{id}  {Shown(created)}  {state}");

    private static string Shown(Instant at) =>
        InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm").Format(at);

    private static Instant? Moment(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true } moment)
            return Instant.FromUnixTimeMilliseconds(moment.Value.ToUnixTimeMilliseconds());
        given.AddError(CommandTexts.MomentNotReadable.With(new { text }));
        return null;
    }
}

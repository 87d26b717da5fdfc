using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary>Prints keys, a line each.</summary>
internal static class KeyPrinter
{
    public const string Protection = "protection";

    /// <summary>Every key with its kind, id, time and state.</summary>
    public static int List(DataFolder data)
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

    public static void Next(RingKey key) =>
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
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

public sealed class KeysCommandTests(DemoFolder demo) : IDisposable
{
    private const string Beginning = "2020-01-01T00:00:00Z",
        Quarter = "2026-Q3";

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_running_server_takes_a_revocation_and_what_ops_vouch_for_without_a_restart()
    {
        await using var server = new ServerProcess(_folder["data"]) { IsSample = true };
        await server.Start();
        var (ledger, mac) = (Current(server.Data, KeyKind.Ledger), Current(server.Data, KeyKind.Mac));
        var since = Clock.Milliseconds.Format(TimeProvider.System.Now());

        foreach (var key in new[] { ledger, mac })
            Assert.Equal(0, (await Keys(server.Data, "revoke", key, "--since", since, "--reason", "Lost laptop")).Exit);
        Assert.Equal((0, ""), await Void("The first one"));
        Assert.NotEqual(ledger, HeadKey(server.Data));
        Assert.Equal((0, ""), await Verify(server.Data));

        var second = Current(server.Data, KeyKind.Ledger);
        Assert.Equal(0, (await Keys(server.Data, "revoke", second, "--since", since)).Exit);
        Assert.Equal(
            (
                1,
                $"The ledger key {second} is revoked since {since}, and the heads of {Quarter} and 0 anchors were "
                    + "signed with it after that.\n"
            ),
            await Verify(server.Data)
        );
        var refused = await Restored();
        Assert.Contains($"the key {second}, which is revoked since", refused.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await Keys(server.Data, "accept", Quarter, "--reason", "Held against the report")).Exit);
        Assert.Equal((0, ""), await Verify(server.Data));
        Assert.DoesNotContain("revoked", (await Restored()).Error, StringComparison.Ordinal);
        Assert.Equal(1, (await Keys(server.Data, "accept", Quarter, "--reason", "Again")).Exit);

        async Task<(int, string)> Void(string reason)
        {
            var ran = await Ops("quarter", "void", Quarter, "--reason", reason);
            return (ran.Exit, ran.Error);
        }

        Task<ProcessResult> Restored() => Ops("ledger", "restored", Quarter, "--reason", "None was");

        Task<ProcessResult> Ops(params string[] command) =>
            CommandLine.Run([("REVIEWFLOW_KEY", server.OpsKey)], [.. command, "--server", server.Address.ToString()]);
    }

    [Fact]
    public async Task Every_head_anchor_and_row_of_a_revoked_key_is_named_in_one_sentence_each()
    {
        var data = demo.CopyTo(_folder["data"]);
        var (ledger, mac) = (Current(data, KeyKind.Ledger), Current(data, KeyKind.Mac));
        Assert.Equal((0, ""), await Verify(data));

        Assert.Equal(0, (await Keys(data, "revoke", mac, "--since", Beginning)).Exit);
        var rows = await Verify(data);
        Assert.Equal(1, rows.Exit);
        Assert.Matches(
            $"^The MAC key {mac} is revoked since 2020-01-01T00:00:00.000Z, and \\d+ links, \\d+ mails and \\d+ sealed "
                + "texts were written under it after that\\.\n$",
            rows.Error
        );

        Assert.Equal(0, (await Keys(data, "revoke", ledger, "--since", Beginning)).Exit);
        var all = await Verify(data);
        Assert.Equal(1, all.Exit);
        Assert.Contains($"and the heads of {Quarter} and ", all.Error, StringComparison.Ordinal);
        Assert.Equal(2, all.Error.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task The_list_shows_every_kind_with_its_time_within_80_columns()
    {
        var data = demo.CopyTo(_folder["data"]);
        var (old, mac) = (Current(data, KeyKind.Ledger), Current(data, KeyKind.Mac));
        Assert.Equal(0, (await Keys(data, "rotate", "ledger", "--from", "2090-01-01T00:00:00Z")).Exit);
        Assert.Equal(0, (await Keys(data, "revoke", mac, "--since", Beginning, "--reason", "Lost laptop")).Exit);
        var made = await Keys(data, "rotate", "protection");
        Assert.Contains("Restart the server", made.Out, StringComparison.Ordinal);

        var lines = (await Keys(data, "list")).Out.TrimEnd().Split('\n');

        Assert.Equal(6, lines.Length);
        Assert.All(lines, l => Assert.True(l.Length <= 80, l));
        Assert.Matches($"^ledger     {old}  .{{16}}  in use$", lines[0]);
        Assert.Contains(lines, l => l.EndsWith("2090-01-01 00:00  takes over then", StringComparison.Ordinal));
        Assert.Contains(lines, l =>
            l.StartsWith($"mac        {mac}", StringComparison.Ordinal)
            && l.EndsWith("revoked since 2020-01-01 00:00", StringComparison.Ordinal)
        );
        Assert.Equal(2, lines.Count(l => l.StartsWith("protection ", StringComparison.Ordinal)));

        var protection = lines[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Assert.Equal(0, (await Keys(data, "revoke", protection, "--since", Beginning)).Exit);
        Assert.EndsWith("  revoked", (await Keys(data, "list")).Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "is not a moment", "revoke", "0123456789abcdef", "--since", "yesterday")]
    [InlineData(2, "in the past", "revoke", "0123456789abcdef", "--since", "2090-01-01T00:00:00Z")]
    [InlineData(2, "reports are not signed", "rotate", "pdf")]
    [InlineData(2, "takes over at once", "rotate", "protection", "--from", "2090-01-01T00:00:00Z")]
    [InlineData(3, "There is no key 0123456789abcdef here", "revoke", "0123456789abcdef", "--since", Beginning)]
    public async Task What_cannot_be_done_is_said_plainly(int exit, string words, params string[] command)
    {
        var ran = await Keys(demo.CopyTo(_folder["data"]), command);
        Assert.Equal(exit, ran.Exit);
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("rotate", "mac")]
    public async Task A_folder_without_keys_gets_none(params string[] command)
    {
        var ran = await Keys(DataFolder.At(_folder["none"]), command);
        Assert.Equal(ExitCodes.Unavailable, ran.Exit);
        Assert.Contains("is --data right?", ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["none"]));
    }

    public void Dispose() => _folder.Dispose();

    private static string Current(DataFolder data, KeyKind kind) =>
        new KeyRotation(data.Keys, TimeProvider.System).RequireRing().Current(kind, TimeProvider.System.Now()).Id;

    private static Task<ProcessResult> Keys(DataFolder data, params string[] command) =>
        CommandLine.Run(["keys", .. command, "--data", data.Root]);

    private static async Task<(int Exit, string Error)> Verify(DataFolder data)
    {
        var ran = await CommandLine.Run("ledger", "verify", "--data", data.Root);
        return (ran.Exit, ran.Error);
    }

    private static string HeadKey(DataFolder data)
    {
        using var connection = new SqliteConnection($"Data Source={data.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key FROM head";
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}

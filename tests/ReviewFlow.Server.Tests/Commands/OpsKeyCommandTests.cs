using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;
using ReviewFlow.Web.Api;

namespace ReviewFlow.Server.Tests.Commands;

public sealed class OpsKeyCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task The_key_is_in_a_file_and_in_no_journal_and_rotates_beside_the_running_server()
    {
        await using var server = new ServerProcess(_folder["data"]);
        await server.Start();
        var first = server.OpsKey;
        Assert.Contains(
            $"The ops key is in {OpsKey.FileIn(server.Data.Keys)}.",
            server.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(0, await Ask(first));

        var kept = await CommandLine.Run("ops-key", "rotate", "--data", server.Data.Root, "--keep-old", "24h");
        var second = server.OpsKey;
        Assert.Matches(
            $"^The new ops key is in {OpsKey.FileIn(server.Data.Keys)}\\.\n"
                + $"The old one will work until \\d{{4}}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\.\n$",
            kept.Out
        );
        Assert.Equal((0, 0), (await Ask(first), await Ask(second)));

        var ended = await CommandLine.Run("ops-key", "rotate", "--data", server.Data.Root);
        Assert.Contains("The old one has stopped working.", ended.Out, StringComparison.Ordinal);
        Assert.Equal(
            (ExitCodes.Refused, ExitCodes.Refused, 0),
            (await Ask(first), await Ask(second), await Ask(server.OpsKey))
        );
        Assert.Equal(3, new[] { first, second, server.OpsKey }.Distinct().Count());
        Assert.All([first, second, server.OpsKey], key =>
            Assert.DoesNotContain(key, server.Output + kept.Out + ended.Out, StringComparison.Ordinal)
        );

        async Task<int> Ask(string key)
        {
            var ran = await CommandLine.Run(
                [("REVIEWFLOW_KEY", key)],
                "quarter",
                "status",
                "2026-Q3",
                "--json",
                "--server",
                server.Address.ToString()
            );
            // Accepted: there is no such quarter
            return ran.Out.Contains("urn:reviewflow:unknown", StringComparison.Ordinal) ? 0 : ran.Exit;
        }
    }

    [Theory]
    [InlineData(ExitCodes.BadInput, "is not a valid period", "24")]
    [InlineData(ExitCodes.BadInput, "is not a valid period", "-1h")]
    [InlineData(ExitCodes.BadInput, "at most 30d", "31d")]
    [InlineData(ExitCodes.BadInput, "at most 30d", "2147483647d")]
    [InlineData(ExitCodes.BadInput, "is not a valid period", "")]
    [InlineData(ExitCodes.BadInput, "is not a valid period", "00")]
    [InlineData(ExitCodes.Unavailable, "is --data right?", "24h")]
    public async Task A_rotation_that_cannot_be_done_says_why(int exit, string words, string keep)
    {
        var ran = await CommandLine.Run("ops-key", "rotate", "--data", _folder["none"], "--keep-old", keep);
        Assert.Equal(exit, ran.Exit);
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}

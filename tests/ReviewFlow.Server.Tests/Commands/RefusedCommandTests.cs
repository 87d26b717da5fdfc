using ReviewFlow.Server.Commands;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

/// <summary>What a command says where it cannot be done, against one server with one quarter.</summary>
public sealed class RefusedCommandTests(RefusedCommandTests.RunningQuarter quarter)
    : IClassFixture<RefusedCommandTests.RunningQuarter>
{
    [Theory]
    [InlineData(ExitCodes.Refused, "There is no quarter", "quarter", "status", "2026-Q4")]
    [InlineData(ExitCodes.Refused, "There is no quarter", "quarter", "status", "../../healthz")]
    [InlineData(ExitCodes.BadInput, "is not a date", "quarter", "extend", "2026-Q3", "--to", "soon")]
    [InlineData(ExitCodes.BadInput, "an extension must be later", "quarter", "extend", "2026-Q3", "--to", "2026-01-01")]
    [InlineData(
        ExitCodes.Refused,
        "2026-Q3 has no team 'nosuch'.",
        "team",
        "void",
        "2026-Q3",
        "nosuch",
        "--reason",
        "x"
    )]
    [InlineData(
        ExitCodes.BadInput,
        "is not a name and an e-mail address. Write it as",
        "fit",
        "start",
        "2026-Q3",
        "ada@example.com",
        "Grace Hopper <grace@example.com>"
    )]
    [InlineData(
        ExitCodes.BadInput,
        "Both are the same person.",
        "fit",
        "start",
        "2026-Q3",
        "Ada <ada@example.com>",
        "Grace <ada+grace@example.com>"
    )]
    [InlineData(
        ExitCodes.BadInput,
        "Write a plain e-mail address",
        "fit",
        "start",
        "2026-Q3",
        "Ada <ada@example.com.>",
        "Grace <grace@example.com>"
    )]
    [InlineData(ExitCodes.Refused, "There is no such fit conversation.", "fit", "end", "2026-Q3", "7")]
    [InlineData(ExitCodes.BadInput, "'--reason' is required", "quarter", "void", "2026-Q3")]
    [InlineData(ExitCodes.Unavailable, "cannot be read", "quarter", "start", "none.json")]
    [InlineData(
        ExitCodes.BadInput,
        "is not a valid server address",
        "quarter",
        "status",
        "2026-Q3",
        "--server",
        "nonsense"
    )]
    [InlineData(
        ExitCodes.Unavailable,
        "Is it running, and is --server correct?",
        "quarter",
        "status",
        "2026-Q3",
        "--server",
        "http://127.0.0.1:9"
    )]
    [InlineData(ExitCodes.Refused, "operator's key", "quarter", "status", "2026-Q3", "--key", "wrong")]
    [InlineData(
        ExitCodes.Unavailable,
        "The operator key contains invalid characters",
        "quarter",
        "status",
        "2026-Q3",
        "--key",
        "two\nlines"
    )]
    public async Task A_command_that_cannot_be_done_says_why(int exit, string words, params string[] arguments)
    {
        var ran = await Run(arguments);
        Assert.Equal(exit, ran.Exit);
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_command_says_where_one_is_taken_from()
    {
        var ran = await CommandLine.Run("quarter", "status", "2026-Q3", "--server", quarter.Host.Address.ToString());
        Assert.Equal((ExitCodes.Unavailable, $"{CommandTexts.OpsKeyMissing}\n"), (ran.Exit, ran.Error));
    }

    private Task<ProcessResult> Run(params string[] arguments)
    {
        string[] server = arguments.Contains("--server") ? [] : ["--server", quarter.Host.Address.ToString()];
        return CommandLine.Run([("REVIEWFLOW_KEY", quarter.Host.OpsKey)], [.. arguments, .. server]);
    }

    public sealed class RunningQuarter : IAsyncLifetime
    {
        private readonly TempFolder _folder = new();

        internal ServerHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await ServerHost.Start();
            var roster = _folder.Write("q.json", SampleQuarter.SignedOffOnly());
            var started = await CommandLine.Run(
                [("REVIEWFLOW_KEY", Host.OpsKey)],
                ["quarter", "start", roster, "--server", Host.Address.ToString()]
            );
            Assert.Equal(ExitCodes.Success, started.Exit);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            _folder.Dispose();
        }
    }
}

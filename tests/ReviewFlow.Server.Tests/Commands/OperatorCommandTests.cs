using System.Text.Json.Nodes;
using ReviewFlow.Application.Operators;
using ReviewFlow.Server.Commands;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

public sealed class OperatorCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task The_key_is_in_a_file_and_in_no_journal_and_rotates_beside_the_running_server()
    {
        await using var server = new ServerProcess(_folder["data"]);
        await server.Start();
        var first = server.OpsKey;
        Assert.Contains(
            $"The ops key is in {OperatorKeys.FileIn(server.Data.Keys)}.",
            server.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(0, await Ask(first));

        var kept = await CommandLine.Run("operator", "rotate", "ops", "--data", server.Data.Root, "--keep-old", "24h");
        var second = server.OpsKey;
        Assert.Matches(
            $"^The new key is in {OperatorKeys.FileIn(server.Data.Keys)}\\.\n"
                + $"The old one will work until \\d{{4}}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\.\n$",
            kept.Out
        );
        Assert.Equal((0, 0), (await Ask(first), await Ask(second)));

        var ended = await CommandLine.Run("operator", "rotate", "ops", "--data", server.Data.Root);
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

    [Fact]
    public async Task An_operator_is_added_listed_and_ended_and_their_key_is_printed_once()
    {
        OperatorKeys.OpenOrCreate(Keys);
        var added = await Run("add", "Anna Berg", "--scopes", "run,read", "--expires", "2099-03-31");
        var lines = added.Out.Split('\n');
        Assert.Equal("The operator Anna Berg may read,run. Their key, which is shown this once:", lines[0]);
        var key = lines[1];
        var list = OperatorChanges.FileOf(Keys, TimeProvider.System);
        Assert.IsType<KeyCheck.Accepted>(OperatorKeys.OpenOrCreate(Keys).Keys.Check(key));

        var rotated = await Run("rotate", "anna berg", "--keep-old", "2h", "--scopes", "read");
        Assert.Equal("The new key of anna berg, which is shown this once:", rotated.Out.Split('\n')[0]);
        Assert.Contains("The old one will work until", rotated.Out, StringComparison.Ordinal);
        Assert.Equal([Scope.Read], list.Read().Find("Anna Berg")!.Scopes);

        await Run("add", "a name that is longer than its column, by far", "--scopes", "void");
        Assert.Contains(
            "has ended",
            (await Run("end", "Anna Berg", "--reason", "She left")).Out,
            StringComparison.Ordinal
        );
        var shown = await Run("list");
        Assert.All(shown.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Matches(
            """
            ^Name +Scopes +Since +Until
            ops +read,run,people,void,ledger +\d{4}-\d\d-\d\d
            Anna Berg +read +\d{4}-\d\d-\d\d +ended \d{4}-\d\d-\d\d
            a name that is lon… +void +\d{4}-\d\d-\d\d
            $
            """,
            shown.Out
        );
        var json = await Run("list", "--json");
        var anna = JsonNode.Parse(json.Out)![1]!;
        Assert.Equal(
            ("Anna Berg", "read", "2099-03-31", "She left"),
            (
                (string)anna["name"]!,
                (string)anna["scopes"]!.AsArray().Single()!,
                (string)anna["expires"]!,
                (string)anna["reason"]!
            )
        );
        Assert.DoesNotContain(key, shown.Out + json.Out + rotated.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_operators_void_a_quarter_and_the_first_one_is_told_whom_it_waits_for()
    {
        await using var server = new ServerProcess(_folder["data"]) { IsSample = true };
        server.Settings["ReviewFlow__FourEyes"] = "void";
        await server.Start();
        var anna = (await Run("add", "anna", "--scopes", "read,void")).Out.Split('\n')[1];

        var first = await Quarter(anna, "void", "--reason", "Wrong roster");
        Assert.Equal(0, first.Exit);
        Assert.StartsWith("This waits for a second operator: anna asked for it,", first.Out, StringComparison.Ordinal);
        Assert.Contains(
            "void: This waits for a second operator: anna",
            (await Quarter(anna, "status")).Out,
            StringComparison.Ordinal
        );
        var second = await Quarter(server.OpsKey, "void", "--reason", "Wrong roster");
        Assert.StartsWith(CommandTexts.QuarterVoided, second.Out, StringComparison.Ordinal);
        var third = await Quarter(anna, "extend", "--to", "2026-12-01");
        Assert.Equal(ExitCodes.Refused, third.Exit);
        Assert.Contains("does not have the scope run", third.Error, StringComparison.Ordinal);

        Task<ProcessResult> Quarter(string key, string verb, params string[] more) =>
            CommandLine.Run(
                [("REVIEWFLOW_KEY", key)],
                ["quarter", verb, "2026-Q3", .. more, "--server", server.Address.ToString()]
            );
    }

    /// <summary>What comes behind <c>operator</c>, in a folder that has keys.</summary>
    [Theory]
    [InlineData(ExitCodes.Refused, "choose another name", "add", "OPS", "--scopes", "read")]
    [InlineData(ExitCodes.Refused, "A name is one line", "add", " anna", "--scopes", "read")]
    [InlineData(ExitCodes.Refused, "Give a later one", "add", "anna", "--scopes", "read", "--expires", "2020-01-01")]
    [InlineData(ExitCodes.BadInput, "is not a date", "add", "anna", "--scopes", "read", "--expires", "soon")]
    [InlineData(
        ExitCodes.BadInput,
        "'read,all' names a scope that does not exist",
        "add",
        "anna",
        "--scopes",
        "read,all"
    )]
    [InlineData(ExitCodes.BadInput, "--scopes", "add", "anna")]
    [InlineData(ExitCodes.BadInput, "--reason", "end", "ops")]
    [InlineData(ExitCodes.Refused, "reviewflow operator list", "end", "nobody", "--reason", "x")]
    [InlineData(ExitCodes.Refused, "reviewflow operator list", "rotate", "nobody")]
    public async Task What_cannot_be_done_says_why_and_what_to_do(int exit, string words, params string[] command)
    {
        OperatorKeys.OpenOrCreate(Keys);
        var ran = await Run(command);
        Assert.Equal(exit, ran.Exit);
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.Single(OperatorChanges.FileOf(Keys, TimeProvider.System).Read().Operators);
    }

    [Fact]
    public async Task A_forged_line_is_one_sentence()
    {
        OperatorKeys.OpenOrCreate(Keys);
        await File.AppendAllTextAsync(
            OperatorFile.PathIn(Keys),
            "{\"added\":\"eve\"}\n",
            TestContext.Current.CancellationToken
        );
        var ran = await Run("list");
        Assert.Equal(ExitCodes.Unavailable, ran.Exit);
        Assert.Contains("line 2 does not fit", ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
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
        var ran = await CommandLine.Run("operator", "rotate", "ops", "--data", _folder["none"], "--keep-old", keep);
        Assert.Equal(exit, ran.Exit);
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
    }

    private string Keys => Directory.CreateDirectory(Path.Combine(_folder["data"], "keys")).FullName;

    private Task<ProcessResult> Run(params string[] command) =>
        CommandLine.Run(["operator", .. command, "--data", _folder["data"]]);

    public void Dispose() => _folder.Dispose();
}

using ReviewFlow.Application.Operators;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

/// <summary>
/// A failed start prints one sentence to standard error, exits with 3 and leaves every file as it was.
/// </summary>
public sealed class ServeCommandTests(DemoFolder demo) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_port_that_is_taken()
    {
        await using var first = new ServerProcess(_folder["first"]);
        await first.Start();
        AssertPlainError(
            await CommandLine.Run("serve", "--data", _folder["data"], "--urls", first.Address.ToString().TrimEnd('/')),
            "address already in use",
            "--urls"
        );
    }

    [Fact]
    public async Task A_data_folder_that_another_server_uses()
    {
        await using var first = new ServerProcess(_folder["data"]);
        await first.Start();
        AssertPlainError(await Serve(), "is in use by another ReviewFlow instance");
    }

    [Theory]
    [InlineData("data"), InlineData("data/inner")]
    public async Task A_file_where_the_data_folder_should_be(string path)
    {
        _folder.Write("data", "precious");
        AssertPlainError(
            await CommandLine.Run("serve", "--data", _folder[path], "--urls", NewUrl()),
            "cannot be created or written to"
        );
        Assert.Equal("precious", await File.ReadAllTextAsync(_folder["data"], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, 200, "file is not a database")]
    [InlineData(4096, 60_000, "its pages do not fit together")]
    public async Task A_damaged_database(int from, int length, string how)
    {
        var data = UsedFolder();
        using (var file = File.OpenWrite(data.Database))
        {
            file.Position = from;
            file.Write(Enumerable.Repeat((byte)0xA5, length).ToArray());
        }
        await AssertUntouched(data.Database, () => Serve(), "is damaged", how, "Put back a copy");
    }

    [Fact]
    public async Task A_signing_key_that_is_none()
    {
        var data = UsedFolder();
        await File.WriteAllTextAsync(
            Path.Combine(data.Keys, "ledger.pem"),
            "not a key",
            TestContext.Current.CancellationToken
        );
        await AssertUntouched(
            Path.Combine(data.Keys, "ledger.pem"),
            () => Serve(),
            "ledger.pem",
            "Put the right key back"
        );
    }

    [Theory]
    [InlineData("ledger.pem", "ledger.pem")]
    [InlineData("rows.key", "rows.key")]
    [InlineData("ring.jsonl", "ring.jsonl")]
    [InlineData("ledger.pem", "ledger.pem", "ledger.pub.pem", "rows.key")]
    public async Task A_key_that_is_gone_is_not_replaced_while_the_database_has_heads(
        string named,
        params string[] gone
    )
    {
        var data = UsedFolder();
        foreach (var key in gone)
            File.Delete(Path.Combine(data.Keys, key));
        await AssertUntouched(
            data.Database,
            () => Serve(),
            "holds signed ledgers",
            $"{named} is missing",
            "Restore the matching keys/ folder"
        );
        Assert.All(gone, key => Assert.False(File.Exists(Path.Combine(data.Keys, key))));
    }

    [Fact]
    public async Task An_anchor_folder_that_cannot_be_written()
    {
        var folder = _folder.Write("anchors", "a file");
        AssertPlainError(
            await CommandLine.Run(
                [("ReviewFlow__AnchorFolder", folder)],
                "serve",
                "--data",
                _folder["data"],
                "--urls",
                NewUrl()
            ),
            "anchors' file",
            "Set ReviewFlow__AnchorFolder"
        );
    }

    [Fact]
    public async Task Operators_that_ReviewFlow_did_not_write()
    {
        var data = UsedFolder();
        await File.WriteAllTextAsync(OperatorFile.PathIn(data.Keys), "garbage", TestContext.Current.CancellationToken);
        AssertPlainError(await Serve(), "operators.jsonl", "Put back operators.jsonl and operators.head");
    }

    [Theory]
    [InlineData("ReviewFlow__PublicUrl", "nonsense", "https://reviews.example.com")]
    [InlineData("ReviewFlow__PublicUrl", "ftp://reviews.example.com", "https://reviews.example.com")]
    [InlineData("ReviewFlow__PublicUrl", "https://reviews.example.com/below", "https://reviews.example.com")]
    [InlineData("ReviewFlow__From", "nobody", "ReviewFlow <reviews@example.com>")]
    [InlineData("ReviewFlow__LinkDays", "0", "a number from 1 to 400")]
    [InlineData("ReviewFlow__LinkDays", "soon", "a number from 1 to 400")]
    [InlineData("ReviewFlow__Smtp__Host", "", "smtp.example.com")]
    [InlineData("ReviewFlow__Smtp__Port", "abc", "a number from 1 to 65535", "localhost")]
    [InlineData("ReviewFlow__Smtp__Security", "Maybe", "StartTls", "localhost")]
    [InlineData("ReviewFlow__Smtp__Security", "None", "StartTls", "smtp.example.com")]
    public async Task A_setting_that_does_not_fit(string name, string value, string example, string? smtpHost = null)
    {
        (string, string)[] settings = smtpHost is null
            ? [(name, value)]
            : [(name, value), ("ReviewFlow__Smtp__Host", smtpHost)];
        AssertPlainError(
            await CommandLine.Run(settings, "serve", "--data", _folder["data"], "--urls", NewUrl()),
            name,
            example
        );
    }

    public void Dispose() => _folder.Dispose();

    private static string NewUrl() => $"http://127.0.0.1:{Ports.Free()}";

    private Task<ProcessResult> Serve() => CommandLine.Run("serve", "--data", _folder["data"], "--urls", NewUrl());

    /// <summary>A data folder with a quarter in it and no server on it.</summary>
    private DataFolder UsedFolder() => demo.CopyTo(_folder["data"]);

    private static async Task AssertUntouched(string file, Func<Task<ProcessResult>> run, params string[] words)
    {
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        AssertPlainError(await run(), words);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    private static void AssertPlainError(ProcessResult ran, params string[] words)
    {
        Assert.Equal(ExitCodes.Unavailable, ran.Exit);
        var sentence = Assert.Single(ran.Error.TrimEnd().Split('\n'));
        Assert.All(words, w => Assert.Contains(w, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", ran.Out + ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Out, StringComparison.Ordinal);
    }
}

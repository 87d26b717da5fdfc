using ReviewFlow.Application.Ledger;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Commands;

/// <summary><c>ledger redact</c>: what is handed out holds, says what it withholds, and holds nothing of it.</summary>
public sealed class LedgerRedactTests : IDisposable
{
    private static readonly string Whole = new RecordedLedger("joint").Export,
        Key = new RecordedLedger("joint").PublicKey;
    private readonly TempFolder _folder = new();

    private string Output => _folder["out.jsonl"];

    [Fact]
    public async Task Entries_and_people_that_are_named_are_left_out_and_said()
    {
        var revealed = Read(Whole)
            .Entries()
            .First(e => e.Line.Event.Contains("ratingsRevealed", StringComparison.Ordinal));
        var ran = await Redact("--entry", $"{revealed.Version}", "--person", "p6", "--person", "ceo@example.com");

        Assert.True(ran.Exit == ExitCodes.Success, ran.Error);
        Assert.Contains("; 1 comes without content", ran.Out, StringComparison.Ordinal);
        Assert.Contains("The names of 2 people are withheld", ran.Out, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(Output, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("ceo@example.com", text, StringComparison.Ordinal);
        Assert.DoesNotContain(revealed.Line.Salt, text, StringComparison.Ordinal);
        Assert.DoesNotContain("technology.market@example.com", text, StringComparison.Ordinal);
        Assert.Equal(Read(Whole).Hashes, Read(Output).Hashes);
        Assert.Equal(
            ExitCodes.Success,
            (await CommandLine.Run("ledger", "verify", Output, "--public-key", Key, "--data", _folder.Path)).Exit
        );
    }

    [Fact]
    public async Task Only_the_entries_that_are_named_are_shown_and_no_name_that_they_do_not_introduce()
    {
        Assert.Equal(ExitCodes.Success, (await Redact("--only-entry", "2", "--only-entry", "3")).Exit);
        Assert.Equal([2, 3], Read(Output).Lines.Where(l => l.Event is not null).Select(l => l.Version));
        Assert.Empty(Read(Output).People.Rows);
    }

    [Theory]
    [InlineData("--entry 1000", "2026-Q3 has no entry 1000.", ExitCodes.Unavailable)]
    [InlineData(
        "--person nobody@example.com",
        "The export holds no name for nobody@example.com.",
        ExitCodes.Unavailable
    )]
    [InlineData("--person p99", "The export holds no name for p99.", ExitCodes.Unavailable)]
    [InlineData("--entry 1 --only-entry 2", "Name what is to be left out", ExitCodes.BadInput)]
    [InlineData("", "Name what is to be left out", ExitCodes.BadInput)]
    public async Task What_cannot_be_left_out_is_said_and_nothing_is_written(string options, string says, int exit)
    {
        var ran = await Redact(options.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(exit, ran.Exit);
        Assert.Contains(says, ran.Error + ran.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
    }

    [Fact]
    public async Task What_is_not_what_was_written_is_not_handed_on()
    {
        var lines = await File.ReadAllLinesAsync(Whole, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(_folder["cut.jsonl"], lines[1..], TestContext.Current.CancellationToken);
        var ran = await CommandLine.Run([
            "ledger",
            "redact",
            _folder["cut.jsonl"],
            "--entry",
            "3",
            "-o",
            Output,
            "--public-key",
            Key,
        ]);
        Assert.Equal(ExitCodes.Refused, ran.Exit);
        Assert.Contains("2026-Q3, entry 1: The entry is missing", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
    }

    public void Dispose() => _folder.Dispose();

    private static ExportedLedger Read(string path) => LedgerExport.Read(File.ReadLines(path));

    private Task<ProcessResult> Redact(params string[] options) =>
        CommandLine.Run(["ledger", "redact", Whole, .. options, "-o", Output, "--public-key", Key]);
}

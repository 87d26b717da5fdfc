using ReviewFlow.Application.Ledger;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Ledger.Recorded;

/// <summary>
/// docs/ledger.md is enough to verify a ledger: a verifier in another language, written from that page, comes to what
/// the product comes to.
/// </summary>
public sealed class ReferenceVerifierTests
{
    private static readonly IReadOnlyList<RecordedLedger> Ledgers =
    [
        .. RecordedLedger.Names.Select(n => new RecordedLedger(n)),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. RecordedLedger.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task Both_come_to_the_same_of_each_recorded_ledger(string name)
    {
        var ledger = new RecordedLedger(name);
        var shown = ledger.Walk(ledger.Lines);
        var (exit, said) = await ReferenceVerifier.Run(ledger.Export, ledger.PublicKey);
        Assert.True(exit == 0, said);
        Assert.Equal(
            (shown.Withheld > 0, shown.Nameless > 0, shown.Erased > 0),
            (
                said.Contains(" withheld, what ", StringComparison.Ordinal),
                said.Contains("names withheld.", StringComparison.Ordinal)
                    || said.Contains("1 name withheld.", StringComparison.Ordinal),
                said.Contains(" erased", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task Each_of_200_single_changes_is_found_by_both()
    {
        var changes = new SingleChanges(Ledgers, seed: 13).Take(200);
        var judged = await ReferenceVerifier.Judge(
            await Task.WhenAll(
                changes.Select(async c =>
                    (string.Join('\n', c.Lines) + '\n', await File.ReadAllTextAsync(c.Of.PublicKey, Stop))
                )
            )
        );
        Assert.Equal(changes.Count, judged.Count);
        Assert.All(changes.Zip(judged), pair =>
        {
            var (change, judgement) = pair;
            var where = $"{change.Of.Name}, {change.What}: {judgement.Sentence}";
            Assert.True(judgement.Is == (change.IsTold ? "partial" : "broken"), where);
            Assert.Equal(where, $"{change.Of.Name}, {change.What}: {Told(change) ?? judgement.Sentence}");
        });
        Assert.True(changes.Select(c => c.What).Distinct().Count() >= 20);
    }

    [Fact]
    public async Task A_finding_is_one_sentence_and_exit_code_1()
    {
        var ledger = Ledgers[0];
        var lines = ledger.Lines;
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await File.WriteAllLinesAsync(file, [.. lines[..4], .. lines[5..]], Stop);
            var (exit, said) = await ReferenceVerifier.Run(file, ledger.PublicKey);
            Assert.Equal((1, "Entry 5: Entry 5 is missing; 6 comes next.\n"), (exit, said));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Null where the product comes to the same; else what it says instead.</summary>
    private static string? Told(SingleChange change)
    {
        try
        {
            var (before, shown) = (change.Of.Walk(change.Of.Lines), change.Of.Walk(change.Lines));
            var isTold = shown.Withheld + shown.Nameless > before.Withheld + before.Nameless;
            return isTold == change.IsTold ? null : "The product holds it for whole.";
        }
        catch (Exception e) when (e is FormatException or LedgerBrokenException)
        {
            return change.IsTold ? e.Message : null;
        }
    }
}

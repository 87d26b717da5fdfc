using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;

namespace ReviewFlow.Testing;

/// <summary>
/// A ledger that the product wrote once, <c>tests/ledgers/NAME.jsonl</c>, with the public part of its key beside it.
/// The format is frozen, so it must always load.
/// </summary>
internal sealed record RecordedLedger(string Name)
{
    private static readonly string Tests = Find();

    public static string Verifier => Path.Combine(Tests, "verifier", "verify.mjs");

    public static IReadOnlyList<string> Names =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Tests, "ledgers"), "*.jsonl")
                .Select(Path.GetFileNameWithoutExtension)
                .OfType<string>()
                .Order(StringComparer.Ordinal),
        ];

    public string Export => Path.Combine(Tests, "ledgers", $"{Name}.jsonl");

    public string PublicKey => Path.Combine(Tests, "ledgers", $"{Name}.pub.pem");

    public string Text => File.ReadAllText(Export);

    public string[] Lines => LinesOf(Text);

    public static string[] LinesOf(string export) => export.TrimEnd('\n').Split('\n');

    /// <exception cref="FormatException">It is no export.</exception>
    /// <exception cref="LedgerBrokenException">It is not what was written.</exception>
    public VerifiedExport Walk(IEnumerable<string> lines)
    {
        using var keys = LedgerKeys.OpenPublic(PublicKey);
        return LedgerAudit.Walk(LedgerExport.Read(lines), keys.Problem);
    }

    public static async Task Record(string name, ProductFixture house, string export)
    {
        var ledger = new RecordedLedger(name);
        Directory.CreateDirectory(Path.GetDirectoryName(ledger.Export)!);
        await File.WriteAllTextAsync(ledger.Export, export, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            ledger.PublicKey,
            await File.ReadAllTextAsync(LedgerKeys.PublicPathIn(house.Folder), TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "tests", "package.json")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests");
    }
}

using System.Globalization;
using System.Security.Cryptography;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Pdf;
using ReviewFlow.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace ReviewFlow.Reports;

/// <summary>What a look into a report's file comes to.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <param name="Sha256">64 lower-case hexadecimal digits, over the whole file.</param>
    public sealed record Sound(string Sha256, int Pages, long Bytes) : Verdict;

    /// <param name="Problem">One plain sentence.</param>
    public sealed record Unsound(string Problem) : Verdict;
}

/// <summary>The report as a file, whichever renderer drew it.</summary>
public static class ReportFile
{
    private const int Longest = 256 * 1024 * 1024;

    /// <summary>
    /// Whether the file is whole and every page of it has words. Says nothing about who made it: compare the hash with
    /// the ledger for that.
    /// </summary>
    public static Verdict Verify(byte[] file)
    {
        if (!file.AsSpan().StartsWith("%PDF-"u8))
            return new Verdict.Unsound(ReportFileTexts.NotPdf);
        if (file.Length > Longest)
            return new Verdict.Unsound(ReportFileTexts.TooLarge);
        if (!file.AsSpan().TrimEnd("\r\n"u8).EndsWith("%%EOF"u8))
            return new Verdict.Unsound(ReportFileTexts.CutShort);
        try
        {
            using var pdf = PdfDocument.Open(file, new ParsingOptions { UseLenientParsing = false });
            if (pdf.NumberOfPages == 0)
                return new Verdict.Unsound(ReportFileTexts.NoPages);
            foreach (var page in pdf.GetPages())
            {
                if (string.IsNullOrWhiteSpace(page.Text))
                    return new Verdict.Unsound(ReportFileTexts.PageWithoutText.With(new { number = page.Number }));
            }
            return new Verdict.Sound(Convert.ToHexStringLower(SHA256.HashData(file)), pdf.NumberOfPages, file.Length);
        }
#pragma warning disable CA1031 // A damaged file makes the parser throw anything; each of it means the same here.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Verdict.Unsound(ReportFileTexts.Unreadable.With(new { problem = e.Message }));
        }
    }

    /// <summary>Writes what the file says of itself into a file that another renderer drew.</summary>
    public static byte[] Stamp(byte[] drawn, ReportDocument document) => PdfMetadata.Stamp(drawn, document);

    /// <summary>What the file says it was composed from; null where it says nothing or cannot be read.</summary>
    public static Stamp? Read(byte[] file)
    {
        try
        {
            using var pdf = PdfDocument.Open(file);
            var facts = pdf.Information.DocumentInformationDictionary;
            return
                Fact(facts, PdfMetadata.Quarter) is { } quarter
                && long.TryParse(
                    Fact(facts, PdfMetadata.LedgerVersion),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var version
                )
                && Fact(facts, PdfMetadata.LedgerHash) is { } hash
                ? new Stamp(quarter, version, hash)
                : null;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static string? Fact(DictionaryToken? facts, string name) =>
        facts?.Data.GetValueOrDefault(name) switch
        {
            StringToken text => text.Data,
            HexToken text => text.Data,
            _ => null,
        };
}

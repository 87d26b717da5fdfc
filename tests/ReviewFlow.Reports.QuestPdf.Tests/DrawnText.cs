using System.Text.RegularExpressions;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Tests;
using UglyToad.PdfPig;

namespace ReviewFlow.Reports.QuestPdf.Tests;

/// <summary>
/// What a drawn report says from its first word to its last, in the order in which it lies in the file. What is not the
/// document's own is taken off: white space, the running lines of every page but the cover, the heads of a table that
/// goes on on another page, and the page numbers of the contents.
/// </summary>
internal static class DrawnText
{
    /// <summary>The document's own words, as a drawn report must hold them.</summary>
    public static string Expected(ReportDocument document) => Packed(string.Concat(DocumentText.Of(document)));

    public static string Of(byte[] file, ReportDocument document)
    {
        using var pdf = PdfDocument.Open(file);
        var expected = Expected(document);
        var below = Expected(
            document with
            {
                Sections =
                [
                    .. document.Sections.Select(s =>
                        s with
                        {
                            Blocks = [.. s.Blocks.Where(b => b is not Block.Cover)],
                        }
                    ),
                ],
            }
        );
        var heads = document
            .Sections.SelectMany(s => s.Blocks)
            .OfType<Block.Table>()
            .Select(t => Packed(string.Concat(t.Columns.Select(c => c.Heading))))
            .Distinct()
            .ToArray();
        var text = "";
        foreach (var page in pdf.GetPages())
        {
            var words = Packed(page.Text);
            if (page.Number > 1)
                words = WithoutRunningLines(words, document.Running, page.Number, pdf.NumberOfPages);
            // Not on the cover, whose "Ledger 2026-Q3" is its own.
            if (page.Number > 1)
                words = document
                    .Sections.SelectMany(s => s.Blocks)
                    .OfType<Block.Contents>()
                    .SelectMany(c => c.Entries)
                    .Aggregate(words, (w, e) => WithoutPageNumber(w, e, below));
            // A table that begins on this page has its heads in the document's text; one that goes on has them only on
            // the page.
            if (
                heads.FirstOrDefault(h => words.StartsWith(h, StringComparison.Ordinal)) is { } again
                && !expected.AsSpan(Math.Min(text.Length, expected.Length)).StartsWith(again)
            )
                words = words[again.Length..];
            text += words;
        }
        return text;
    }

    private static string WithoutRunningLines(string words, RunningLines running, int page, int pages)
    {
        foreach (
            var line in new[]
            {
                running.HeaderLeft,
                running.HeaderRight,
                running.FooterLeft,
                string.Format(System.Globalization.CultureInfo.InvariantCulture, running.PageOf, page, pages),
            }.Select(Packed)
        )
        {
            // SkiaSharp draws both lines first, QuestPDF one first and one last.
            words =
                words.StartsWith(line, StringComparison.Ordinal) ? words[line.Length..]
                : words.LastIndexOf(line, StringComparison.Ordinal) is >= 0 and var at ? words.Remove(at, line.Length)
                : throw new Xunit.Sdk.XunitException($"Page {page} does not say '{line}'.");
        }
        return words;
    }

    /// <summary>
    /// Only where the digits are not the document's own, as in a heading before a sentence that begins with a number.
    /// </summary>
    private static string WithoutPageNumber(string words, Entry entry, string own)
    {
        var line = Packed(entry.Text + entry.Note);
        return Regex.Replace(
            words,
            $"{Regex.Escape(line)}[0-9]+",
            m => own.Contains(m.Value, StringComparison.Ordinal) ? m.Value : line,
            RegexOptions.CultureInvariant
        );
    }

    private static string Packed(string text) => Small.Packed(text);
}

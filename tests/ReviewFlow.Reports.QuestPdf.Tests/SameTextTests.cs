using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using ReviewFlow.Reports.Skia;
using ReviewFlow.Reports.Tests;

namespace ReviewFlow.Reports.QuestPdf.Tests;

/// <summary>
/// Both renderers give the same text in the same order. Compared is what a reader copies out of the file, without white space and marks of direction; beside the document's
/// own texts a file may only have its running lines, page numbers, and the headings that stand again above a table that goes on.
/// </summary>
public sealed class SameTextTests
{
    private static readonly ReportRenderer Drawn = QuestReport.Renderer(QuestLicense.Community, NullLogger.Instance);

    public static TheoryData<string, Document> Documents => new()
    {
        { "a quarter that is signed off", Sample.Report },
        { "a quarter that is assessed jointly", Sample.JointReport },
        { "words with ligatures", Small.Of(Small.Paragraph("The first offline affiliate finds a fjord.")) },
        { "a hash", Small.Of(new Block.Facts([new("Ledger", new string('f', 64), IsCode: true)])) },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Both_renderers_give_the_same_text_in_the_same_order(string what, Document document)
    {
        foreach (var (renderer, file) in new[] { ("SkiaSharp", SkiaReport.Render(document)), ("QuestPDF", Quest(document)) })
            Assert.True(Between(document, Small.Text(file)) is var left && left.Length == 0, $"{renderer}, {what}: beside the document's texts there is '{left}'.");
    }

    [Theory]
    [InlineData("Größe, façade, Łódź, Ελληνικά, Кириллица")]
    [InlineData("日本語と中文")]
    public void Letters_of_other_scripts_are_there(string text) => Assert.Contains(Small.Packed(text), Small.Text(Quest(Small.Of(Small.Paragraph(text)))), StringComparison.Ordinal);

    [Fact]
    public void The_file_is_sound_and_says_of_itself_what_it_was_composed_from()
    {
        var file = Quest(Sample.JointReport);
        Assert.IsType<Verdict.Sound>(ReportFile.Verify(file));
        Assert.Equal(Sample.JointReport.Stamp, ReportFile.Read(file));
    }

    /// <summary>Where QuestPDF's native library does not load there is nothing to compare with.</summary>
    private static byte[] Quest(Document document)
    {
        Assert.SkipWhen(Drawn == SkiaReport.Render, "QuestPDF does not load on this machine.");
        return Drawn(document);
    }

    /// <summary>What lies between the document's texts, less what may stand there.</summary>
    private static string Between(Document document, string file)
    {
        var headings = document.Sections.SelectMany(s => s.Blocks).OfType<Block.Table>().Select(t => string.Concat(t.Columns.Select(c => Small.Packed(c.Heading)))).Distinct().ToArray();
        var (content, left, at) = (WithoutRunningLines(document.Running, file), "", 0);
        foreach (var text in DocumentText.Of(document).Select(Small.Packed))
        {
            var found = content.IndexOf(text, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{text}' is not in the file after position {at}.");
            left += Rest(content[at..found]);
            at = found + text.Length;
        }
        return left + Rest(content[at..]);

        string Rest(string between) => string.Concat(headings.Aggregate(between, (rest, heading) => rest.Replace(heading, "", StringComparison.Ordinal)).Where(c => !char.IsDigit(c)));
    }

    private static string WithoutRunningLines(RunningLines running, string file)
    {
        var (header, footer) = (Small.Packed(running.HeaderLeft + running.HeaderRight), Regex.Escape(Small.Packed(running.FooterLeft)) + Small.Packed(string.Format(CultureInfo.InvariantCulture, running.PageOf, "[0-9]+", "[0-9]+")));
        var content = Regex.Replace(file, footer, "");
        return header.Length == 0 ? content : content.Replace(header, "", StringComparison.Ordinal);
    }
}

using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Reports.Tests;

namespace ReviewFlow.Reports.QuestPdf.Tests;

/// <summary>
/// Both renderers give the same text in the same order. <see cref="DrawnText"/> states what is taken off before they
/// are compared.
/// </summary>
public sealed class SameTextTests
{
    public SameTextTests() => Licensed.Here();

    public static TheoryData<string> Reports =>
        ["the sample", "the joint sample", "the joint sample with partnerships", "sixty teams"];

    [Theory, MemberData(nameof(Reports))]
    public void A_report_says_the_same_through_both(string report)
    {
        var document = Named(report);
        var expected = DrawnText.Expected(document);
        Assert.Equal(expected, DrawnText.Of(SkiaReport.Render(document), document));
        Assert.Equal(expected, DrawnText.Of(QuestReport.Render(document), document));
    }

    [Theory, MemberData(nameof(Reports))]
    public void A_report_is_sound_and_says_what_it_was_composed_from(string report)
    {
        var document = Named(report);
        var file = QuestReport.Render(document);
        Assert.IsType<Verdict.Sound>(ReportFile.Verify(file));
        Assert.Equal(document.Stamp, ReportFile.Read(file));
    }

    [Fact]
    public void What_others_set_as_ligatures_is_found_even_by_a_reader_that_knows_glyphs_only()
    {
        const string words = "office affluent final flow";
        Assert.Contains(
            Small.Packed(words),
            Small.Text(QuestReport.Render(Small.Of(Small.Paragraph(words)))),
            StringComparison.Ordinal
        );
    }

    /// <summary>
    /// Read by a program that brings lines back into reading order; letters that are drawn joined are compared as the
    /// letters they stand for.
    /// </summary>
    [Theory]
    [InlineData("Größe, cœur, żółć, İstanbul")]
    [InlineData("Μετρήσεις και στόχοι")]
    [InlineData("Показатели и цели")]
    [InlineData("מדדים ויעדים")]
    [InlineData("سلة التسوق المتروكة")]
    [InlineData("季度绩效评审")]
    [InlineData("四半期の評価レビュー")]
    public void A_sentence_in_another_script_is_extracted_alike(string sentence)
    {
        var document = Small.Of(Small.Paragraph(sentence));
        Assert.Contains(Letters(sentence), Letters(Tools.Text(SkiaReport.Render(document))), StringComparison.Ordinal);
        Assert.Contains(Letters(sentence), Letters(Tools.Text(QuestReport.Render(document))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_anything_to_draw_is_refused() =>
        Assert.Throws<ArgumentException>(() => QuestReport.Render(Small.Of()));

    private static string Letters(string text) => string.Concat(Small.Packed(text).Select(Letter));

    /// <summary>
    /// The Arabic letters of the sentence above, each from its joined forms (Unicode, FE70 to FEFF). The tests run
    /// without ICU, which would know all of them.
    /// </summary>
    private static char Letter(char shape) =>
        shape switch
        {
            >= '\uFE8D' and <= '\uFE8E' => '\u0627', // alef
            >= '\uFE93' and <= '\uFE94' => '\u0629', // teh marbuta
            >= '\uFE95' and <= '\uFE98' => '\u062A', // teh
            >= '\uFEAD' and <= '\uFEAE' => '\u0631', // reh
            >= '\uFEB1' and <= '\uFEB4' => '\u0633', // seen
            >= '\uFED5' and <= '\uFED8' => '\u0642', // qaf
            >= '\uFED9' and <= '\uFEDC' => '\u0643', // kaf
            >= '\uFEDD' and <= '\uFEE0' => '\u0644', // lam
            >= '\uFEE1' and <= '\uFEE4' => '\u0645', // meem
            >= '\uFEED' and <= '\uFEEE' => '\u0648', // waw
            _ => shape,
        };

    private static ReportDocument Named(string report) =>
        report switch
        {
            "the sample" => Sample.Report,
            "the joint sample" => Sample.JointReport,
            "the joint sample with partnerships" => Partnerships.Report,
            "sixty teams" => ReportComposer.Compose(Sample.Quarter(Sample.OfTeams(60)), Sample.Head, Sample.Released),
            _ => throw new ArgumentOutOfRangeException(nameof(report), report, null),
        };
}

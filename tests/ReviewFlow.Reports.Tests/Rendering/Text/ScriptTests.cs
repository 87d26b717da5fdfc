using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Text;

namespace ReviewFlow.Reports.Tests.Rendering.Text;

public class ScriptTests
{
    public static TheoryData<string, string> Scripts =>
        new()
        {
            { "Latin", "Größe, cœur, żółć, İstanbul" },
            { "Latin with ligatures", "office affluent final flow" },
            { "Greek", "Μετρήσεις και στόχοι" },
            { "Cyrillic", "Показатели и цели" },
            { "Hebrew", "מדדים ויעדים" },
            { "Arabic", "سلة التسوق المتروكة" },
            { "Devanagari", "ग्राहक संतुष्टि लक्ष्य" },
            { "Thai", "เป้าหมายของทีม" },
            { "Chinese", "季度绩效评审" },
            { "Japanese", "四半期の評価レビュー" },
            { "Korean", "분기 성과 검토" },
        };

    [Theory, MemberData(nameof(Scripts))]
    public void A_sentence_in_any_script_is_extracted_whole(string script, string sentence)
    {
        Assert.NotNull(script);
        var text = Tools.Text(Small.Render(Small.Paragraph(sentence)));
        Assert.Contains(sentence.Normalize(), text.Normalize(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Scripts))]
    public void Every_letter_of_any_script_has_a_shape_in_some_font(string script, string sentence)
    {
        Assert.NotNull(script);
        Assert.All(sentence.EnumerateRunes(), r =>
            Assert.All(Enum.GetValues<Weight>(), w =>
                Assert.True(FontCatalog.For(w, r.Value).Covers(r.Value), $"{r} in {w}")
            )
        );
    }

    [Theory, MemberData(nameof(Scripts))]
    public void A_sentence_in_any_script_survives_wrapping(string script, string sentence)
    {
        Assert.NotNull(script);
        var many = string.Join(' ', Enumerable.Repeat(sentence, 40));
        var text = Small.Packed(Tools.Text(Small.Render(Small.Paragraph(many))));
        Assert.Equal(40, text.Split(Small.Packed(sentence).Normalize()).Length - 1);
    }

    [Fact]
    public void What_others_set_as_ligatures_is_found_even_by_a_reader_that_knows_glyphs_only() =>
        Assert.Contains(
            "officeaffluentfinalflow",
            Small.Text(Small.Render(Small.Paragraph("office affluent final flow"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Numbers_inside_Arabic_keep_their_order() =>
        Assert.Contains(
            "2026",
            Tools.Text(Small.Render(Small.Paragraph("أهداف 2026 الربع الثالث"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_Latin_name_inside_Hebrew_keeps_its_order() =>
        Assert.Contains(
            "Checkout 2.0",
            Tools.Text(Small.Render(Small.Paragraph("הצוות Checkout 2.0 השיג"))),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("\U00013000 hieroglyph")]
    [InlineData("emoji 👩‍🚀 done")]
    [InlineData("half a pair \ud83d end")]
    [InlineData("bell \a and nul \0 end")]
    public void What_no_font_has_is_drawn_as_a_box(string text) =>
        Assert.IsType<Verdict.Sound>(ReportFile.Verify(Small.Render(Small.Paragraph(text))));

    [Fact]
    public void Overrides_of_direction_change_nothing() =>
        Assert.Contains(
            "pay 100 to Ann",
            Tools.Text(Small.Render(Small.Paragraph("pay \u202e100\u202c to Ann"))),
            StringComparison.Ordinal
        );
}

using QuestPDF.Fluent;
using QuestPDF.Helpers;
using QuestPDF.Infrastructure;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>Sizes in points and colours: everything that is taste.</summary>
internal static class Theme
{
    public const float Side = 58,
        Top = 42,
        Bottom = 36,
        Gutter = 12,
        Mark = 8.5f;

    public const string Ink = "#1A2428",
        Quiet = "#5B686E",
        Hairline = "#D9DFE1",
        Wash = "#F4F7F7",
        Track = "#E3E9EA",
        Accent = "#0F4C5C",
        Pale = "#B9D5DB",
        White = "#FFFFFF";

    public static readonly TextStyle CoverCompany = Of(Fonts.SemiBold, 13, 18, White),
        CoverTitle = Of(Fonts.Light, 46, 54, White),
        CoverPeriod = Of(Fonts.Light, 22, 30, Pale),
        Statement = Of(Fonts.Light, 17, 26, Accent),
        Section = Of(Fonts.Light, 27, 35, Ink),
        Above = Of(Fonts.SemiBold, 8.5f, 13, Accent),
        Part = Of(Fonts.SemiBold, 11.5f, 17, Accent),
        Lead = Of(Fonts.Light, 14, 22, Ink),
        Body = Of(Fonts.Regular, 9.5f, 14.5f, Ink),
        Strong = Of(Fonts.SemiBold, 9.5f, 14.5f, Ink),
        Cell = Of(Fonts.Regular, 9, 13.5f, Ink),
        StrongCell = Of(Fonts.SemiBold, 9, 13.5f, Ink),
        Small = Of(Fonts.Regular, 8, 12, Quiet),
        Evidence = Of(Fonts.Regular, 8, 12, Accent),
        Head = Of(Fonts.SemiBold, 7.5f, 10.5f, Quiet),
        Code = Of(Fonts.Code, 7.6f, 12, Ink),
        SmallCode = Of(Fonts.Code, 7.2f, 11, Quiet),
        TileValue = Of(Fonts.Light, 34, 42, Accent),
        Running = Of(Fonts.Regular, 7.5f, 11, Quiet),
        RunningStrong = Of(Fonts.SemiBold, 7.5f, 11, Accent);

    public static string Colour(Mark mark) =>
        mark switch
        {
            Document.Mark.Met => "#1E7B5E",
            Document.Mark.Partly => "#9A5B00",
            Document.Mark.Missed => "#A82A22",
            _ => Accent,
        };

    /// <summary>A full disc, a half one, a ring with a cross: shapes that tell even where colours do not.</summary>
    public static string Shape(Mark mark) =>
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 17 17">{mark switch
        {
            Document.Mark.Met => $"""<circle cx="8.5" cy="8.5" r="8.5" fill="{Colour(mark)}"/>""",
            Document.Mark.Partly => $"""<circle cx="8.5" cy="8.5" r="7.4" fill="none" stroke="{Colour(mark)}" stroke-width="2.2"/><path d="M8.5 0A8.5 8.5 0 0 0 8.5 17Z" fill="{Colour(mark)}"/>""",
            Document.Mark.Missed => $"""<circle cx="8.5" cy="8.5" r="7.4" fill="none" stroke="{Colour(mark)}" stroke-width="2.2"/><path d="M5.5 5.5L11.5 11.5M5.5 11.5L11.5 5.5" stroke="{Colour(mark)}" stroke-width="2.2"/>""",
            _ => "",
        }}</svg>
        """;

    /// <param name="leading">From line to line, in points, as SkiaSharp sets them.</param>
    private static TextStyle Of(string font, float size, float leading, string colour) =>
        TextStyle
            .Default.FontFamily([font, .. Fonts.Others.Where(o => o != font)])
            .FontSize(size)
            .FontColor(colour)
            .LineHeight(leading / size)
            // One sign for two letters is copied and searched as another word
            .DisableFontFeature(FontFeatures.StandardLigatures);
}

using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering.Text;
using SkiaSharp;

namespace ReviewFlow.Reports.Rendering;

/// <summary>Sizes in points, colours, and the page: everything that is taste.</summary>
internal static class Theme
{
    public const float PageWidth = 595.28f,
        PageHeight = 841.89f,
        Left = 58,
        Right = PageWidth - 58,
        Width = Right - Left,
        Top = 92,
        Bottom = PageHeight - 78;

    /// <summary>Between two columns, and above and below the text of a row.</summary>
    public const float Gutter = 12,
        RowPadding = 7.5f;

    public static readonly SKColor Ink = new(0x1A, 0x24, 0x28),
        Quiet = new(0x5B, 0x68, 0x6E),
        Hairline = new(0xD9, 0xDF, 0xE1),
        Wash = new(0xF4, 0xF7, 0xF7),
        Track = new(0xE3, 0xE9, 0xEA),
        Accent = new(0x0F, 0x4C, 0x5C),
        Pale = new(0xB9, 0xD5, 0xDB),
        White = SKColors.White,
        Met = new(0x1E, 0x7B, 0x5E),
        Partly = new(0x9A, 0x5B, 0x00),
        Missed = new(0xA8, 0x2A, 0x22);

    public static readonly Style CoverCompany = new(Weight.SemiBold, 13, 18, White),
        CoverTitle = new(Weight.Light, 46, 54, White),
        CoverPeriod = new(Weight.Light, 22, 30, Pale),
        Statement = new(Weight.Light, 17, 26, Accent),
        Section = new(Weight.Light, 27, 35, Ink),
        Above = new(Weight.SemiBold, 8.5f, 13, Accent),
        Part = new(Weight.SemiBold, 11.5f, 17, Accent),
        Lead = new(Weight.Light, 14, 22, Ink),
        Body = new(Weight.Regular, 9.5f, 14.5f, Ink),
        Strong = new(Weight.SemiBold, 9.5f, 14.5f, Ink),
        Cell = new(Weight.Regular, 9, 13.5f, Ink),
        StrongCell = new(Weight.SemiBold, 9, 13.5f, Ink),
        Small = new(Weight.Regular, 8, 12, Quiet),
        Evidence = new(Weight.Regular, 8, 12, Accent),
        Head = new(Weight.SemiBold, 7.5f, 10.5f, Quiet),
        Code = new(Weight.Code, 7.6f, 12, Ink),
        SmallCode = new(Weight.Code, 7.2f, 11, Quiet),
        TileValue = new(Weight.Light, 34, 42, Accent),
        Running = new(Weight.Regular, 7.5f, 11, Quiet),
        RunningStrong = new(Weight.SemiBold, 7.5f, 11, Accent);

    public static SKColor Of(Mark mark) =>
        mark switch
        {
            Mark.Met => Met,
            Mark.Partly => Partly,
            Mark.Missed => Missed,
            _ => Accent,
        };
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ReviewFlow.Reports.Skia;

namespace ReviewFlow.Reports.QuestPdf.Tests;

public sealed class FallbackTests
{
    public static TheoryData<Exception> NotHere =>
    [
        new DllNotFoundException("no QuestPdfSkia"),
        new TypeInitializationException("QuestPDF.Skia", new PlatformNotSupportedException("musl")),
        new InvalidOperationException("first", new BadImageFormatException("another processor")),
    ];

    [Theory]
    [MemberData(nameof(NotHere))]
    public void Where_QuestPDF_does_not_load_SkiaSharp_draws_and_the_log_says_why(Exception why)
    {
        var log = new FakeLogger();
        var renderer = QuestReport.Renderer(() => throw why, log);

        Assert.Equal((ReportRenderer)SkiaReport.Render, renderer);
        Assert.Equal((LogLevel.Warning, $"QuestPDF does not load on this machine, so SkiaSharp draws the report: {why.GetBaseException().Message}"), (log.LatestRecord.Level, log.LatestRecord.Message));
    }

    [Fact]
    public void What_is_wrong_otherwise_is_not_taken_for_a_library_that_is_missing() =>
        Assert.Throws<InvalidOperationException>(() => QuestReport.Renderer(() => throw new InvalidOperationException("a font is missing"), new FakeLogger()));

    [Fact]
    public void Where_it_loads_QuestPDF_draws_and_the_log_is_silent()
    {
        var log = new FakeLogger();
        Assert.Equal((ReportRenderer)QuestReport.Render, QuestReport.Renderer(() => { }, log));
        Assert.Equal(0, log.Collector.Count);
    }
}

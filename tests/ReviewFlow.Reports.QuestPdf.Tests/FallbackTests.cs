using Microsoft.Extensions.Logging;
using ReviewFlow.Reports.Skia;

namespace ReviewFlow.Reports.QuestPdf.Tests;

public sealed class FallbackTests
{
    /// <summary>As QuestPDF tells it: its own check fails inside the type that holds its fonts.</summary>
    public static TheoryData<Exception> NotHere =>
    [
        new DllNotFoundException("Unable to load shared library 'QuestPdfSkia'"),
        new BadImageFormatException("Of another processor"),
        new TypeInitializationException("QuestPDF.Drawing.FontManager", new InitializationException("One of the dependencies does not load")),
        new TypeInitializationException("QuestPDF.Drawing.FontManager", new PlatformNotSupportedException("Musl")),
    ];

    [Theory, MemberData(nameof(NotHere))]
    public void Where_the_native_library_does_not_load_SkiaSharp_draws_and_the_log_says_so(Exception why)
    {
        var log = new Lines();
        Assert.Equal((ReportRenderer)SkiaReport.Render, QuestReport.Renderer(() => throw why, log));
        var line = Assert.Single(log.All);
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Equal($"QuestPDF does not load on this machine, so SkiaSharp draws the report: {why.GetBaseException().Message}", line.Text);
    }

    [Fact]
    public void Where_it_loads_QuestPDF_draws_and_the_log_says_nothing()
    {
        var log = new Lines();
        Assert.Equal((ReportRenderer)QuestReport.Render, QuestReport.Renderer(() => { }, log));
        Assert.Empty(log.All);
    }

    [Fact]
    public void A_mistake_of_another_kind_is_not_taken_for_it() =>
        Assert.Throws<InvalidOperationException>(() => QuestReport.Renderer(() => throw new InvalidOperationException("A font is missing."), new Lines()));

    /// <summary>Named as QuestPDF's own, which nobody else can make.</summary>
    private sealed class InitializationException(string message) : Exception(message);

    private sealed class Lines : ILogger
    {
        public List<(LogLevel Level, string Text)> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add((logLevel, formatter(state, exception)));
    }
}

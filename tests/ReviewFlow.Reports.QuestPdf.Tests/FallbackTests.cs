using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using QuestPDF.Drawing.Exceptions;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Rendering;
using ReviewFlow.Reports.Tests;

namespace ReviewFlow.Reports.QuestPdf.Tests;

public sealed class FallbackTests
{
    /// <summary>As QuestPDF tells it: its own check fails inside the type that holds its fonts.</summary>
    public static TheoryData<Exception> NotHere =>
        [
            new DllNotFoundException("Unable to load shared library 'QuestPdfSkia'"),
            new BadImageFormatException("Of another processor"),
            new TypeInitializationException(
                "QuestPDF.Drawing.FontManager",
                new InitializationException("One of the dependencies does not load")
            ),
            new TypeInitializationException("QuestPDF.Drawing.FontManager", new PlatformNotSupportedException("Musl")),
        ];

    [Theory, MemberData(nameof(NotHere))]
    public void Where_the_native_library_does_not_load_SkiaSharp_draws_and_the_log_says_so(Exception why)
    {
        var log = new Lines();
        Assert.Equal((ReportRenderer)SkiaReport.Render, QuestReport.Renderer(() => throw why, QuestReport.Render, log));
        var line = Assert.Single(log.All);
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Equal(
            $"QuestPDF does not load on this machine, so SkiaSharp draws the report: {why.GetBaseException().Message}",
            line.Text
        );
    }

    [Fact]
    public void Where_it_loads_QuestPDF_draws_and_the_log_says_nothing()
    {
        var (log, drawn) = (new Lines(), new byte[] { 1 });
        Assert.Same(drawn, QuestReport.Renderer(() => { }, _ => drawn, log)(Small.Of(Small.Paragraph("words"))));
        Assert.Empty(log.All);
    }

    [Fact]
    public void A_document_that_QuestPDF_refuses_is_drawn_by_SkiaSharp_and_the_log_says_so_without_a_word_of_it()
    {
        var (log, refusal) = (
            new Lines(),
            (Exception)RuntimeHelpers.GetUninitializedObject(typeof(DocumentLayoutException))
        );
        var document = Small.Of(Small.Paragraph("words"));
        Assert.Equal(SkiaReport.Render(document), QuestReport.Renderer(() => { }, _ => throw refusal, log)(document));
        Assert.Equal(
            "QuestPDF finds no place for a part of the report, so SkiaSharp draws it",
            Assert.Single(log.All).Text
        );
    }

    [Fact]
    public void A_mistake_of_another_kind_is_not_taken_for_it() =>
        Assert.Throws<InvalidOperationException>(() =>
            QuestReport.Renderer(
                () => throw new InvalidOperationException("A font is missing."),
                QuestReport.Render,
                new Lines()
            )
        );

    /// <summary>Named as QuestPDF's own, which nobody else can make.</summary>
    private sealed class InitializationException(string message) : Exception(message);

    private sealed class Lines : ILogger
    {
        public List<(LogLevel Level, string Text)> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => All.Add((logLevel, formatter(state, exception)));
    }
}

namespace ReviewFlow.Reports.Tests;

public class SkiaReportTests
{
    [Fact]
    public void The_file_is_sound()
    {
        if (Environment.GetEnvironmentVariable("REPORT_OUT") is { } path) File.WriteAllBytes(path, Sample.File1);
        var sound = Assert.IsType<Verdict.Sound>(ReportFile.Verify(Sample.File1));
        Assert.Equal(Sample.File1.Length, sound.Bytes);
    }
}

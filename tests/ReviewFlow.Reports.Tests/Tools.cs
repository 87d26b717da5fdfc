using System.Diagnostics;

namespace ReviewFlow.Reports.Tests;

/// <summary>
/// Programs that read PDF files as their readers do. A machine without them skips the test and says so.
/// </summary>
internal static class Tools
{
    public static string Text(byte[] file) => Run("pdftotext", file, "-enc", "UTF-8", "{0}", "-");

    public static string Check(byte[] file) => Run("qpdf", file, "--check", "{0}");

    private static string Run(string tool, byte[] file, params string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        File.WriteAllBytes(path, file);
        try
        {
            var start = new ProcessStartInfo(tool)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            };
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument == "{0}" ? path : argument);
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{tool}: {errors.Result}");
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{tool} is not installed.");
            return "";
        }
        finally
        {
            File.Delete(path);
        }
    }
}

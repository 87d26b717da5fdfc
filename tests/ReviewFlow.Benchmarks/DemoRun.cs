using System.Diagnostics;
using System.Globalization;

namespace ReviewFlow.Benchmarks;

/// <summary>One <c>demo</c>, from start to exit.</summary>
/// <param name="Processor">Time on all processors together; unlike <paramref name="Took"/> it is the same on a busy
/// machine.</param>
/// <param name="PeakMegabytes">The most memory it ever held (VmHWM on Linux).</param>
internal sealed record DemoRun(int Teams, int Exit, TimeSpan Took, TimeSpan Processor, long PeakMegabytes)
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    public TimeSpan PerTeam => Processor / Teams;

    public static async Task<DemoRun> Of(byte[] roster, int teams)
    {
        var folder = Directory.CreateTempSubdirectory("reviewflow-benchmark-");
        try
        {
            var file = Path.Combine(folder.FullName, "roster.json");
            await File.WriteAllBytesAsync(file, roster);
            return await Run(
                new(
                    "dotnet",
                    [
                        Path.Combine(AppContext.BaseDirectory, "ReviewFlow.Server.dll"),
                        "demo",
                        file,
                        "--data",
                        Path.Combine(folder.FullName, "data"),
                    ]
                ),
                teams
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<DemoRun> Run(ProcessStartInfo start, int teams)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (said, trouble) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (processor, peak) = await Watch(process);
        await process.WaitForExitAsync();
        clock.Stop();
        await said;
        if (process.ExitCode != 0)
            await Console.Error.WriteAsync(await trouble);
        return new(teams, process.ExitCode, clock.Elapsed, processor, peak);
    }

    /// <summary>
    /// Looks until the process ends; the kernel adds up and keeps the peak, so the last look before the end is enough.
    /// </summary>
    private static async Task<(TimeSpan Processor, long PeakMegabytes)> Watch(Process process)
    {
        var (processor, peak, ended) = (TimeSpan.Zero, 0L, process.WaitForExitAsync());
        using var every = new PeriodicTimer(Often);
        while (!ended.IsCompleted && await every.WaitForNextTickAsync())
        {
            if (Look(process) is not var (spent, megabytes))
                break;
            (processor, peak) = (spent, Math.Max(peak, megabytes));
        }
        return (processor, peak);
    }

    private static (TimeSpan Processor, long Megabytes)? Look(Process process)
    {
        try
        {
            process.Refresh();
            return (process.TotalProcessorTime, Megabytes(process));
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null; // It has just ended.
        }
    }

    private static long Megabytes(Process process)
    {
        if (!OperatingSystem.IsLinux())
            return process.PeakWorkingSet64 >> 20;
        var line = File.ReadLines($"/proc/{process.Id}/status")
            .FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null
            ? 0
            : long.Parse(
                line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[^2],
                CultureInfo.InvariantCulture
            ) >> 10;
    }
}

using System.Diagnostics;
using System.Globalization;
using ReviewFlow.Rosters;
using ReviewFlow.Tests.Rosters;

namespace ReviewFlow.Benchmarks;

/// <summary>What it costs to refuse an input that was made to cost much, as it grows from 1 to 4 MiB.</summary>
internal static class InputRuns
{
    private const int Mebibyte = 1024 * 1024,
        Runs = 5;

    /// <summary>Linear growth is 4, quadratic 16. A run below the floor says nothing about growth.</summary>
    private const double MaxGrowth = 8,
        FloorMilliseconds = 25,
        MaxMilliseconds = 2000;

    /// <returns>False where one kind grew faster than the input, or took too long.</returns>
    public static bool Show()
    {
        var isWell = true;
        Console.WriteLine("input                           1 MiB ms  2 MiB ms  4 MiB ms  4 MiB: MB allocated");
        foreach (var kind in LargeInputs.Kinds)
        {
            var (one, two, four) = (Of(kind, 1), Of(kind, 2), Of(kind, 4));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind, -30} {one.Milliseconds, 9:0.0} {two.Milliseconds, 9:0.0} "
                        + $"{four.Milliseconds, 9:0.0} {four.Allocated / Mebibyte, 9}"
                )
            );
            isWell &=
                four.Milliseconds < MaxMilliseconds
                && four.Milliseconds < Math.Max(one.Milliseconds, FloorMilliseconds) * MaxGrowth;
        }
        return isWell;
    }

    /// <summary>The fastest of some runs: what is slower was held up by something else.</summary>
    private static (double Milliseconds, long Allocated) Of(string kind, int mebibytes)
    {
        var input = LargeInputs.Of(kind, mebibytes * Mebibyte);
        var (least, allocated) = (double.MaxValue, 0L);
        for (var run = 0; run < Runs; run++)
        {
            GC.Collect();
            var (clock, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
            RosterReader.Read(input);
            (least, allocated) = (
                Math.Min(least, clock.Elapsed.TotalMilliseconds),
                GC.GetAllocatedBytesForCurrentThread() - before
            );
        }
        return (least, allocated);
    }
}

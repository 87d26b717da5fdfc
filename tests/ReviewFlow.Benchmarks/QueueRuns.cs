using System.Diagnostics;
using System.Globalization;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Benchmarks;

/// <summary>What it costs that many sign at the same instant.</summary>
internal static class QueueRuns
{
    private const int Interleaved = 7, // a roster has at most 1,000 teams
        Repeats = 3;

    /// <summary>One run prints all of it.</summary>
    /// <returns>False where a figure is over its bar.</returns>
    public static async Task<bool> Show()
    {
        var isWell = true;
        Console.WriteLine("figure                                                     here   at most");
        if (await Syncs() is var (alone, together))
        {
            Row("durable syncs a sign-off, alone", alone, 1.0);
            Row("durable syncs a sign-off, 64 at once", together, 0.25);
        }
        else
        {
            Console.WriteLine("durable syncs a sign-off: strace is not there");
        }
        var (sequence, atOnce, post, bare, pages) = await Times();
        Row("64 at once over 64 in sequence, wall time", atOnce / sequence, 0.5);
        Note($"{atOnce:0} ms over {sequence:0} ms, the median of {Repeats}");
        Row("sign-off POST over bare durable commit, p99 over p99", post / bare, 10);
        Note($"{post:0.00} ms over {bare:0.00} ms, a commit of {pages} pages, interleaved");
        if (await AzuriteRun.Transactions(SigningServer.Leaders) is { } transactions)
            Row("write transactions on Azurite, 64 at once", transactions, 8);
        else
            Console.WriteLine("write transactions on Azurite: it is not there");
        var demo = await DemoRun.Of(GeneratedRosters.Create(1000, 100), 1000);
        Row("MB at most in a demo of 1,000 teams signed off only", demo.PeakMegabytes, 400);
        return isWell && demo.Exit == 0;

        void Row(string figure, double value, double most)
        {
            isWell &= value <= most;
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{figure, -52} {value, 10:0.00} {most, 9:0.##}")
            );
        }

        static void Note(FormattableString said) => Console.WriteLine("  " + FormattableString.Invariant(said));
    }

    private static async Task<(double Alone, double Together)?> Syncs()
    {
        if (!IsThere("strace"))
            return null;
        await using var server = await SigningServer.Start(rounds: 3, traced: true);
        foreach (var sign in await server.Forms()) // the first write after a checkpoint syncs the log's header as well
            await sign();
        var forms = await server.Forms();
        var before = server.Syncs;
        foreach (var sign in forms)
            await sign();
        var alone = server.Syncs - before;
        forms = await server.Forms();
        before = server.Syncs;
        await Task.WhenAll(forms.Select(sign => sign()));
        return ((double)alone / SigningServer.Leaders, (double)(server.Syncs - before) / SigningServer.Leaders);
    }

    private static async Task<(double Sequence, double AtOnce, double Post, double Bare, int Pages)> Times()
    {
        await using var server = await SigningServer.Start(rounds: 2 + (2 * Repeats) + Interleaved);
        foreach (var sign in await server.Forms())
            await sign();
        await Task.WhenAll((await server.Forms()).Select(sign => sign()));

        var (sequence, atOnce, logged) = (new List<double>(), new List<double>(), 0L);
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var forms = await server.Forms();
            var before = server.LogBytes;
            sequence.Add(
                await Milliseconds(async () =>
                {
                    foreach (var sign in forms)
                        await sign();
                })
            );
            logged = Math.Max(logged, server.LogBytes - before); // a checkpoint in between makes it small
            forms = await server.Forms();
            atOnce.Add(await Milliseconds(() => Task.WhenAll(forms.Select(sign => sign()))));
        }

        using var commits = new BareCommits(server.Beside, logged / SigningServer.Leaders);
        var (posts, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < Interleaved; round++)
        {
            foreach (var sign in await server.Forms())
            {
                posts.Add(await Milliseconds(sign));
                bare.Add(
                    await Milliseconds(() =>
                    {
                        commits.Commit();
                        return Task.CompletedTask;
                    })
                );
            }
        }
        return (At(sequence, 0.5), At(atOnce, 0.5), At(posts, 0.99), At(bare, 0.99), commits.Pages);
    }

    private static async Task<double> Milliseconds(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double At(List<double> values, double share) =>
        values.Order().ElementAt((int)Math.Ceiling(share * values.Count) - 1);

    private static bool IsThere(string program)
    {
        try
        {
            using var asked = Process.Start(
                new ProcessStartInfo(program, ["-V"]) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

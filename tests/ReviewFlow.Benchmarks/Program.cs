using System.Globalization;
using ReviewFlow.Benchmarks;
using ReviewFlow.Server.Tests.Scenarios;

// What it costs that many sign at the same instant; with "queue" nothing else is measured.
if (args is ["queue"])
    return await QueueRuns.Show() ? 0 : 1;

// How an input that is refused grows with its size; with "inputs" nothing else is measured.
var inputsAreWell = InputRuns.Show();
Console.WriteLine(inputsAreWell ? "Every input cost about as much as its size." : "An input cost more than its size.");
if (args is ["inputs"])
    return inputsAreWell ? 0 : 1;

// How a whole quarter grows with its teams: the demo (mails, links, sign-offs, report, verification) as a process of
// its own.
// The bar: three hundred teams in forty pairs end, in less than 400 MB, and a team costs the same in a large quarter as
// in a small one.
const int MaxMegabytes = 400;
(int Teams, int Pairs)[] sizes = [(10, 4), (100, 20), (300, 40)];

Console.WriteLine(" teams  pairs  seconds  CPU seconds  CPU ms/team  peak MB  exit");
var runs = new List<DemoRun>();
foreach (var (teams, pairs) in sizes)
{
    var run = await DemoRun.Of(GeneratedRosters.Create(teams, pairs), teams);
    runs.Add(run);
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{teams, 6} {pairs, 6} {run.Took.TotalSeconds, 8:0.0} {run.Processor.TotalSeconds, 12:0.0} "
                + $"{run.PerTeam.TotalMilliseconds, 12:0} {run.PeakMegabytes, 8} {run.Exit, 5}"
        )
    );
}

// The smallest run is mostly the start of a process, so the two large ones are held against each other.
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"A team among 300 costs {runs[2].PerTeam / runs[1].PerTeam:0.00} times one among 100 (1.00 is linear)."
    )
);
var isWell = runs.TrueForAll(r => r.Exit == 0 && r.PeakMegabytes < MaxMegabytes);
Console.WriteLine(isWell ? "Every run ended well and stayed below 400 MB." : "A run failed or took 400 MB or more.");
var queueIsWell = await QueueRuns.Show();
Console.WriteLine(queueIsWell ? "The queue kept every bar." : "A figure of the queue is over its bar.");
return isWell && inputsAreWell && queueIsWell ? 0 : 1;

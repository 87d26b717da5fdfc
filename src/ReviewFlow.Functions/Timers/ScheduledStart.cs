using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Functions.Orchestrations;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;

namespace ReviewFlow.Functions.Timers;

/// <summary>Starts the quarter of the roster that lies ready. Off unless <c>ReviewFlow__StartRoster</c> says where; a roster that was started before starts nothing.</summary>
internal sealed partial class ScheduledStart(FunctionSettings settings, ReviewDesk desk, Wire wire, ILogger<ScheduledStart> log)
{
    [Function(nameof(ScheduledStart))]
    public async Task Run([TimerTrigger($"%ReviewFlow:{FunctionSettings.StartSchedule}%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        if (settings.Roster is not { } place) return;
        wire.Use(client);
        var reading = RosterReader.Read(await File.ReadAllBytesAsync(place, stop));
        if (reading.Roster is not { } roster)
        {
            foreach (var problem in reading.Problems) LogProblem(place, problem.ToString());
            return;
        }
        switch (await desk.Do(roster.Quarter, new QuarterCommand.Start(roster), key: null, stop))
        {
            case Answer.Done: LogStarted(roster.Quarter); break;
            case Answer.Refused refused: LogProblem(place, refused.Sentence); break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Quarter} was started by schedule")]
    private partial void LogStarted(QuarterId quarter);

    [LoggerMessage(Level = LogLevel.Error, Message = "The roster {Place} starts nothing: {Why}")]
    private partial void LogProblem(string place, string why);
}

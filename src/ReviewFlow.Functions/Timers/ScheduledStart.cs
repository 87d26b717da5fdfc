using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Functions.Orchestrations;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Text;

namespace ReviewFlow.Functions.Timers;

/// <summary>
/// Starts the quarter of the roster that lies ready. Off unless <c>ReviewFlow__StartRoster</c> says where; a roster
/// that was started before starts nothing.
/// </summary>
internal sealed partial class ScheduledStart(
    FunctionSettings settings,
    BlobServiceClient blobs,
    ReviewDesk desk,
    OrchestrationClient orchestrations,
    ILogger<ScheduledStart> log
)
{
    [Function(nameof(ScheduledStart))]
    public async Task Run(
        [TimerTrigger($"%ReviewFlow:{FunctionSettings.StartSchedule}%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        if (settings.Roster is not { } place)
            return;
        orchestrations.Use(client);
        if (await Read(place, cancellationToken) is not { } file)
            return;
        var reading = RosterReader.Read(file);
        foreach (var warning in reading.Warnings)
            LogWarning(place, warning.Path, warning.Line); // what it says has names in it
        if (reading.Roster is not { } roster)
        {
            foreach (var problem in reading.Problems)
                LogProblem(place, PersonalDataFilter.Of(problem.ToString()));
            if (reading.Problems.More > 0)
                LogProblem(place, FunctionAppTexts.MoreProblems.With(new { more = reading.Problems.More }));
            return;
        }
        switch (await desk.Execute(roster.Quarter, new QuarterCommand.Start(roster), key: null, cancellationToken))
        {
            case CommandResult.Done:
                LogStarted(roster.Quarter);
                break;
            case CommandResult.Refused refused:
                LogProblem(place, PersonalDataFilter.Of(refused.Sentence));
                break;
        }
    }

    private async Task<byte[]?> Read(RosterPlace place, CancellationToken cancellationToken)
    {
        try
        {
            return place switch
            {
                RosterPlace.File file => await File.ReadAllBytesAsync(file.Path, cancellationToken),
                RosterPlace.Blob blob => (
                    await blobs
                        .GetBlobContainerClient(blob.Container)
                        .GetBlobClient(blob.Name)
                        .DownloadContentAsync(cancellationToken)
                ).Value.Content.ToArray(),
                _ => throw new InvalidOperationException("There is a new place for a roster."),
            };
        }
        catch (Exception e)
            when (e is FileNotFoundException or DirectoryNotFoundException or RequestFailedException { Status: 404 })
        {
            LogProblem(place, FunctionAppTexts.RosterMissing);
            return null;
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            LogProblem(place, FunctionAppTexts.RosterForbidden);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Quarter} was started by schedule")]
    private partial void LogStarted(QuarterId quarter);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The roster {Place} wants a look at {Path} (line {Line}); 'reviewflow roster check' says why"
    )]
    private partial void LogWarning(RosterPlace place, string path, int line);

    [LoggerMessage(Level = LogLevel.Error, Message = "The roster {Place} starts nothing: {Why}")]
    private partial void LogProblem(RosterPlace place, string why);
}

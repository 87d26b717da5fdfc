using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Telemetry;

namespace ReviewFlow.Functions.Orchestrations;

/// <summary>
/// Starts and wakes orchestrations after a commit. The platform hands its client to functions only, so each function
/// stores it here; it stays the same for the life of the process.
/// </summary>
internal sealed partial class OrchestrationClient(ILogger<OrchestrationClient> log)
{
    private volatile DurableTaskClient? _client;

    public void Use(DurableTaskClient client) => _client = client;

    /// <summary>
    /// Starts an instance unless one of that id is running. Never throws: the sweeper starts what is missing.
    /// </summary>
    public async Task<bool> Start(string orchestrator, string instance, object? input)
    {
        if (_client is not { } client)
            return false;
        try
        {
            var found = await client.GetInstanceAsync(instance);
            if (found is { IsRunning: true } or { RuntimeStatus: OrchestrationRuntimeStatus.Pending })
                return false;
            if (found is { RuntimeStatus: OrchestrationRuntimeStatus.Failed })
                Meters.Failed.Add(1);
            await client.ScheduleNewOrchestrationInstanceAsync(
                orchestrator,
                input,
                new StartOrchestrationOptions(instance)
            );
            return true;
        }
#pragma warning disable CA1031 // Whatever went wrong out there, what this is about is in the ledger.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogLost(instance, e.Message);
            return false;
        }
    }

    /// <summary>
    /// Raises an event. Never throws: an instance that is not there yet looks when it comes, one that is over needs no
    /// event.
    /// </summary>
    /// <param name="now">The name of what it waits for now; null when it is over.</param>
    public async Task Raise(string instance, string name, string? now)
    {
        if (_client is not { } client)
            return;
        try
        {
            await client.RaiseEventAsync(instance, OrchestrationEvents.EventOf(name), now ?? OrchestrationEvents.Over);
        }
        catch (RpcException e)
            when (e.StatusCode == StatusCode.NotFound && instance.Contains('~', StringComparison.Ordinal))
        {
            // It may be about to begin with what the quarter read before: the quarter looks once more.
            await Raise(instance[..instance.IndexOf('~', StringComparison.Ordinal)], OrchestrationEvents.Late, null);
        }
        catch (Exception e)
            when (e is ArgumentException or InvalidOperationException
                || e
                    is RpcException
                    {
                        StatusCode: StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.InvalidArgument
                    }
            )
        {
            // Not there, or over.
        }
#pragma warning disable CA1031 // As above.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogLost(instance, e.Message);
        }
    }

    /// <summary>Wakes the due work. Never throws, as above; the entity need not exist yet.</summary>
    public async Task SignalDueWork()
    {
        if (_client is not { } client)
            return;
        try
        {
            await client.Entities.SignalEntityAsync(DueWorkEntity.Id, nameof(DueWorkEntity.Run));
        }
#pragma warning disable CA1031 // As above.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogLost(DueWorkEntity.Id.Name, e.Message);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A signal to {Instance} was lost; the sweeper will repair it: {Why}"
    )]
    private partial void LogLost(string instance, string why);
}

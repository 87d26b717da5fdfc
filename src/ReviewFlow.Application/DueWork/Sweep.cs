using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Deadlines;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.DueWork;

/// <summary>
/// Goes through every quarter and whatever runs for it. What one quarter or one instance does stops none of the others,
/// and not the round that delivers the mails.
/// </summary>
public sealed partial class Sweep(
    ILedger ledger,
    IOutbox outbox,
    ReviewDesk desk,
    TimeProvider time,
    ILogger<Sweep> log
)
{
    private static readonly Duration Late = Duration.FromMinutes(2);

    /// <param name="repair">Holds what runs for a quarter against it.</param>
    /// <returns>Whether the round has to go: it is behind, or a partner left off in the midst and nobody rang for the
    /// moves.</returns>
    public async Task<bool> Run(Func<Quarter, Task> repair, CancellationToken cancellationToken)
    {
        using var span = Traces.Start("sweep");
        var (due, isBehind) = (default(Instant?), false);
        await Isolated(
            async () => due = await outbox.NextAttempt(cancellationToken),
            e =>
            {
                LogOutbox(e);
                isBehind = true; // nobody knows what is owed; the round finds out
            },
            cancellationToken
        );
        foreach (var id in await ledger.Quarters(cancellationToken))
        {
            await Isolated(
                async () =>
                {
                    if (await desk.Get(id, cancellationToken) is not { } quarter)
                        return;
                    due = new[]
                    {
                        due,
                        QuarterSchedule.NextForAll(quarter),
                        OrchestrationEvents.ForLeaders(quarter).Until,
                    }.Min();
                    isBehind |= TurnDigest.Next(quarter) <= time.Now();
                    await repair(quarter);
                },
                e =>
                {
                    if (e is LedgerBrokenException)
                        LogBroken(e, id);
                    else
                        LogTrouble(e, id.ToString());
                },
                cancellationToken
            );
        }
        if (due is not { } behind || behind >= time.Now() - Late)
            return isBehind;
        LogBehind();
        MailMetrics.Oldest.Record((time.Now() - behind).TotalSeconds); // where nobody tries, nobody else says it
        return true;
    }

    /// <summary>Repairs one instance after the other.</summary>
    public async Task Each<T>(
        IAsyncEnumerable<T> instances,
        Func<T, string> nameOf,
        Func<T, Task> repair,
        CancellationToken cancellationToken
    )
    {
        await foreach (var instance in instances.WithCancellation(cancellationToken))
            await Isolated(() => repair(instance), e => LogTrouble(e, nameOf(instance)), cancellationToken);
    }

    private static async Task Isolated(Func<Task> work, Action<Exception> say, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (!e.IsOurs(cancellationToken))
        {
            say(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeper: the due work was late; it was started")]
    private partial void LogBehind();

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Sweeper: the ledger of {Quarter} is not as it was written; nothing was repaired there"
    )]
    private partial void LogBroken(Exception trouble, QuarterId quarter);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sweeper: {Instance} could not be checked; the others were")]
    private partial void LogTrouble(Exception trouble, string instance);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sweeper: the outbox could not be read; the due work was started")]
    private partial void LogOutbox(Exception trouble);
}

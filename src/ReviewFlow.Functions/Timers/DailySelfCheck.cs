using Microsoft.Azure.Functions.Worker;
using ReviewFlow.Application.DueWork;

namespace ReviewFlow.Functions.Timers;

/// <summary>Checks and anchors the ledgers, each night at three (UTC).</summary>
internal sealed class DailySelfCheck(LedgerSelfCheck check)
{
    [Function(nameof(DailySelfCheck))]
    public Task Run([TimerTrigger("0 0 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        check.Run(cancellationToken);
}

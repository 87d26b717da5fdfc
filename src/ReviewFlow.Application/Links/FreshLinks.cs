using Microsoft.Extensions.Logging;
using ReviewFlow.Access;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Links;

/// <summary>Mails fresh links to an address that somebody names, in every quarter that has it on file.</summary>
public sealed partial class FreshLinks(ILedger ledger, ReviewDesk desk, TimeProvider time, ILogger<FreshLinks> log)
{
    /// <summary>Older quarters send no links: their reports went out long ago.</summary>
    private const int MaxQuarters = 4;

    /// <summary>Never throws: nobody waits for its answer.</summary>
    public async Task Send(PersonId person)
    {
        try
        {
            foreach (var id in (await ledger.Quarters(CancellationToken.None)).OrderDescending().Take(MaxQuarters))
            {
                if (await desk.Get(id, CancellationToken.None) is not { } quarter)
                    continue;
                if (quarter.OnFile(person, time.Now()).Any())
                    await desk.Execute(
                        id,
                        new QuarterCommand.SendFreshLink(person, LinkPurposes.For(quarter, person, time.Now())),
                        key: null,
                        CancellationToken.None
                    );
            }
        }
#pragma warning disable CA1031 // Whatever it is, the person asks again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A fresh link that somebody asked for could not be sent")]
    private partial void LogFailed(Exception trouble);
}

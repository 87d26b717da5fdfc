using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Outbox;

/// <summary>
/// Tells ops of the mails that cannot be delivered: one mail that lists all of a quarter, again when there are more,
/// and never one about a mail to ops themselves. Whether they were told the outbox knows, so a stop between the two
/// loses nothing.
/// </summary>
public sealed partial class DeadLetters(ILedger ledger, IOutbox outbox, ReviewDesk desk, ILogger<DeadLetters> log)
{
    private readonly ConcurrentDictionary<QuarterId, bool> _untold = new();
    private bool _hasLookedBack;

    /// <summary>A mail of this quarter was dead-lettered.</summary>
    public void Add(QuarterId quarter) => _untold[quarter] = true;

    /// <summary>
    /// True if a mail to ops is owed by this. Never throws but for its own cancellation: what could not be said is said
    /// next time.
    /// </summary>
    public async Task<bool> TellOps(CancellationToken cancellationToken)
    {
        await LookBack(cancellationToken);
        var isOwed = false;
        foreach (var quarter in _untold.Keys)
        {
            try
            {
                isOwed |= await Tell(quarter, cancellationToken);
                _untold.TryRemove(quarter, out _);
            }
            catch (Exception e) when (!e.IsOurs(cancellationToken))
            {
                LogUntold(e, quarter);
            }
        }
        return isOwed;
    }

    /// <summary>After a start every quarter counts as untold.</summary>
    private async Task LookBack(CancellationToken cancellationToken)
    {
        if (_hasLookedBack)
            return;
        try
        {
            foreach (var quarter in await ledger.Quarters(cancellationToken))
                Add(quarter);
            _hasLookedBack = true;
        }
        catch (Exception e) when (!e.IsOurs(cancellationToken))
        {
            LogNotLookedBack(e);
        }
    }

    private async Task<bool> Tell(QuarterId id, CancellationToken cancellationToken)
    {
        if (await outbox.Count(id, cancellationToken) is not { DeadLettered: { Count: > 0 } deadLettered })
            return false;
        if (await desk.Get(id, cancellationToken) is not { } quarter)
            return false;
        foreach (var mail in deadLettered)
            await Record(quarter, mail, cancellationToken);
        if (quarter.Ops is not { } ops || OutboxComposer.IsErased(ops))
            return false;
        var lost = deadLettered.Where(p => PersonId.Of(p.To) != ops.Id).ToArray();
        return lost.Length > 0 && await desk.TellUndelivered(id, ops, lost, cancellationToken) is CommandResult.Done;
    }

    /// <summary>
    /// That somebody was not reached is a fact of the quarter, once for each mail; a voided quarter takes none.
    /// </summary>
    private async Task Record(Quarter quarter, DeadLetteredMail mail, CancellationToken cancellationToken)
    {
        var to = PersonId.Of(mail.To);
        if (quarter.Addressees.Any(p => p.Id == to) && quarter.Contacts.UnreachedOf(to) is null)
            await desk.Execute(
                quarter.Id,
                new QuarterCommand.Unreached(to, mail.Why),
                $"dead-letter/{MessageHash.Of(mail.Key)}",
                cancellationToken
            );
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Ops of {Quarter} could not be told of its undelivered mails yet; it is tried again"
    )]
    private partial void LogUntold(Exception trouble, QuarterId quarter);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "It could not be read which quarters have undelivered mails; it is tried again"
    )]
    private partial void LogNotLookedBack(Exception trouble);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Outbox;

/// <summary>
/// Delivers the mails owed. A mail counts as delivered only when the provider took it, so it may go twice but is never
/// lost. Whatever goes wrong with one mail, at whatever step, is that mail's trouble: it goes again later or is
/// dead-lettered, and the others go.
/// </summary>
public sealed partial class OutboxDispatcher(
    IOutbox outbox,
    IMailSender sender,
    MimeMessageBuilder messages,
    DeadLetters dead,
    RowMac mac,
    SecurityLog security,
    TimeProvider time,
    ILogger<OutboxDispatcher> log
)
{
    /// <summary>
    /// A mail that fails in a way nobody foresaw is given up after this long (RFC 5321, 4.5.4.1: at least 4 to 5 days)
    /// and this many attempts.
    /// </summary>
    public static readonly Duration GivenUpAfter = Duration.FromDays(5);
    public const int GivenUpAfterAttempts = 12;

    private const int AtOnce = 50,
        MaxReasonLength = 300;

    /// <summary>Mails whose outcome could not be written down, and when that is tried again.</summary>
    private readonly ConcurrentDictionary<string, Unmarked> _unmarked = new(StringComparer.Ordinal);

    /// <param name="Done">What became of it for good; null where it is simply to be tried again.</param>
    private sealed record Unmarked(SendResult? Done, int Failures, Instant Next);

    /// <summary>
    /// Tries everything that is due now, and tells ops of what cannot be delivered. Answers how many were delivered.
    /// </summary>
    public async Task<int> Deliver(CancellationToken cancellationToken)
    {
        try
        {
            var delivered = await DeliverDue(cancellationToken);
            return await dead.TellOps(cancellationToken) ? delivered + await DeliverDue(cancellationToken) : delivered;
        }
        finally
        {
            messages.CloseReport();
        }
    }

    /// <summary>When the next attempt comes; null when nothing is owed.</summary>
    public async Task<Instant?> NextAttempt(CancellationToken cancellationToken)
    {
        var (next, now) = (await outbox.NextAttempt(cancellationToken), time.Now());
        // A mail that could not be marked keeps its moment in the past; look again when its rest is over.
        var rested = _unmarked.Values.Where(u => u.Next > now).Min(u => (Instant?)u.Next);
        return next <= now && rested is not null ? rested : next;
    }

    private async Task<int> DeliverDue(CancellationToken cancellationToken)
    {
        var (seen, delivered) = (new HashSet<string>(StringComparer.Ordinal), 0);
        while (await Next(seen, cancellationToken) is { Count: > 0 } due)
        {
            var oldest = due.Where(m => m.Unreadable is null).Min(m => (Instant?)m.OwedAt);
            if (oldest is { } since)
                MailMetrics.Oldest.Record((time.Now() - since).TotalSeconds);
            foreach (var mail in due)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await Deliver(mail, cancellationToken))
                    delivered++;
            }
        }
        // A gauge that is read later still says the last it heard.
        if (seen.Count > 0 && delivered == seen.Count)
            MailMetrics.Oldest.Record(0);
        return delivered;
    }

    /// <summary>
    /// Those of the mails due that are not tried yet: each once in a run, so that one that stays due is not tried
    /// without end.
    /// </summary>
    private async Task<IReadOnlyList<OutboxMessage>> Next(HashSet<string> seen, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var due = await outbox.Due(now, AtOnce + _unmarked.Count, cancellationToken);
        return [.. due.Where(m => !Rests(m.Key) && seen.Add(m.Key))];

        bool Rests(string key) => _unmarked.TryGetValue(key, out var resting) && resting.Next > now;
    }

    private async Task<bool> Deliver(OutboxMessage mail, CancellationToken cancellationToken)
    {
        using var span = Traces
            .Follow("mail.deliver", mail.TraceParent)
            ?.SetTag(Tags.Quarter, mail.Quarter.ToString())
            .SetTag(Tags.Occasion, mail.Occasion)
            .SetTag(Tags.Attempt, mail.Attempts + 1);
        var before = _unmarked.GetValueOrDefault(mail.Key);
        var result = before?.Done ?? await Attempt(mail, cancellationToken);
        span?.SetTag(Tags.Outcome, Tags.Kind(result))
            .SetStatus(result is SendResult.Delivered ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        MailMetrics.Attempts.Add(1, new(Tags.Occasion, mail.Occasion), new(Tags.Outcome, Tags.Kind(result)));
        try
        {
            await Mark(mail, result);
            _unmarked.TryRemove(mail.Key, out _);
            return result is SendResult.Delivered;
        }
#pragma warning disable CA1031 // The store may be away for this row alone; the other mails go.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var failures = (before?.Failures ?? 0) + 1;
            var done = result is SendResult.RetryLater ? null : result;
            _unmarked[mail.Key] = new(done, failures, time.Now() + Backoff.Mail.Next(failures));
            LogUnmarked(e, mail.NamelessKey, Tags.Kind(result));
            return false;
        }
    }

    /// <summary>Not cancelled: what the provider took would go again at the next start.</summary>
    private async Task Mark(OutboxMessage mail, SendResult result)
    {
        switch (result)
        {
            case SendResult.Delivered:
                await outbox.Delivered(mail.Key, time.Now(), CancellationToken.None);
                break;
            case SendResult.RetryLater trouble:
                var next = time.Now() + Duration.Max(Backoff.Mail.Next(mail.Attempts), trouble.Wait ?? Duration.Zero);
                await outbox.Failed(mail.Key, next, trouble.Why, CancellationToken.None);
                LogNotNow(mail.NamelessKey, mail.Attempts + 1, PersonalDataFilter.Of(trouble.Why));
                break;
            case SendResult.Rejected trouble:
                await outbox.DeadLettered(mail.Key, trouble.Why, CancellationToken.None);
                dead.Add(mail.Quarter);
                LogNever(mail.NamelessKey, PersonalDataFilter.Of(trouble.Why));
                break;
            default:
                throw new InvalidOperationException("A sender answered something new.");
        }
    }

    private async Task<SendResult> Attempt(OutboxMessage mail, CancellationToken cancellationToken)
    {
        try
        {
            if (Examine(mail) is { } refused)
                return refused;
            using var message = await messages.Build(mail, cancellationToken);
            return message is null
                ? new SendResult.Rejected(OutboxTexts.LinkKeyGone)
                : await sender.Send(message, mail.Key, cancellationToken);
        }
        catch (UnbuildableException e)
        {
            return new SendResult.Rejected(e.Message);
        }
        catch (OperatorException e)
        {
            return new SendResult.RetryLater(e.Message); // keys, archive or provider are away: they come back
        }
        catch (Exception e) when (!e.IsOurs(cancellationToken))
        {
            LogUnforeseen(mail.NamelessKey, PersonalDataFilter.Of(e.ToString()));
            var why = Why(e);
            return IsGivenUp(mail)
                ? new SendResult.Rejected(OutboxTexts.GaveUp.With(new { problem = why }))
                : new SendResult.RetryLater(why);
        }
    }

    /// <summary>
    /// What keeps a row from being sent at all, before anything of it is opened; null for one that may go.
    /// </summary>
    private SendResult.Rejected? Examine(OutboxMessage mail)
    {
        if (mail.Unreadable is { } why)
            return new(why);
        if (mail.IsOurs(mac))
            return null;
        security.Record(SecurityEvent.RowForged, mail.Quarter, "mail");
        return new(OutboxTexts.MailNotOurs);
    }

    private bool IsGivenUp(OutboxMessage mail) =>
        mail.Attempts + 1 >= GivenUpAfterAttempts && time.Now() - mail.OwedAt >= GivenUpAfter;

    /// <summary>For the quarter's status, which only ops read.</summary>
    private static string Why(Exception e)
    {
        var why = $"{e.GetType().Name}: {e.Message.Split('\n')[0].Trim()}";
        return why.Length > MaxReasonLength ? why[..MaxReasonLength] : why;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Mail {Mail} was not delivered at attempt {Attempt} and is tried again: {Why}"
    )]
    private partial void LogNotNow(string mail, int attempt, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} cannot be delivered and is dead-lettered: {Why}")]
    private partial void LogNever(string mail, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} failed in a way that was not foreseen: {Trouble}")]
    private partial void LogUnforeseen(string mail, string trouble);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What became of mail {Mail} ({Outcome}) could not be recorded; it is recorded later"
    )]
    private partial void LogUnmarked(Exception trouble, string mail, string outcome);
}

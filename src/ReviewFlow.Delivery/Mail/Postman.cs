using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NodaTime;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Telemetry;

namespace ReviewFlow.Delivery.Mail;

/// <summary>Delivers the mails owed. A mail is crossed off only after its carrier took it, so it may go twice but is never lost.</summary>
public sealed partial class Postman(IOutbox outbox, ICarrier carrier, Envelopes envelopes, RowMac mac, SecurityLog security, TimeProvider time, ILogger<Postman> log)
{
    private static readonly Duration LongestPause = Duration.FromMinutes(15);

    /// <summary>Tries everything that is due now. Answers how many were delivered.</summary>
    public async Task<int> Deliver(CancellationToken stop)
    {
        var (tried, delivered) = (0, 0);
        while (await outbox.Due(time.Now(), 50, stop) is { Count: > 0 } due)
        {
            MailMeter.Oldest.Record((time.Now() - due.Min(m => m.OwedAt)).TotalSeconds);
            tried += due.Count;
            foreach (var mail in due)
            {
                if (await Deliver(mail, stop)) delivered++;
            }
        }
        if (tried > 0 && delivered == tried) MailMeter.Oldest.Record(0); // a gauge that is read later still says the last it heard
        return delivered;
    }

    private async Task<bool> Deliver(OwedMail mail, CancellationToken stop)
    {
        using var span = Traces.Follow("mail.deliver", mail.TraceParent)?.SetTag(Tags.Quarter, mail.Quarter.ToString()).SetTag(Tags.Occasion, mail.Occasion).SetTag(Tags.Attempt, mail.Attempts + 1);
        var carried = await Attempt(mail, stop);
        span?.SetTag(Tags.Outcome, Tags.Kind(carried)).SetStatus(carried is Carried.Delivered ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        MailMeter.Attempts.Add(1, new(Tags.Occasion, mail.Occasion), new(Tags.Outcome, Tags.Kind(carried)));
        switch (carried)
        {
            case Carried.Delivered:
                await outbox.Delivered(mail.Key, time.Now(), stop);
                return true;
            case Carried.NotNow trouble:
                var next = time.Now() + Duration.Max(Pause(mail.Attempts), trouble.Wait ?? Duration.Zero);
                await outbox.Failed(mail.Key, next, trouble.Why, stop);
                LogNotNow(mail.NamelessKey, mail.Attempts + 1, Nameless.Of(trouble.Why));
                return false;
            case Carried.Never trouble:
                await outbox.Parked(mail.Key, trouble.Why, stop);
                LogNever(mail.NamelessKey, Nameless.Of(trouble.Why));
                return false;
            default: throw new InvalidOperationException("A carrier answered something new.");
        }
    }

    private async Task<Carried> Attempt(OwedMail mail, CancellationToken stop)
    {
        if (!mail.IsOurs(mac))
        {
            security.Record(SecurityEvent.RowForged, mail.Quarter, "mail");
            return new Carried.Never("ReviewFlow did not write this mail as it is stored; it is not sent.");
        }
        try
        {
            using var message = await envelopes.Fill(mail, stop);
            return message is null ? new Carried.Never("Its link cannot be opened any more: the key that sealed it is gone.") : await carrier.Carry(message, mail.Key, stop);
        }
        catch (UnusableException e)
        {
            return new Carried.NotNow(e.Message); // the report to attach is not there as it was; the other mails go on
        }
    }

    /// <summary>2 s, 4 s, 8 s … up to a quarter of an hour, so that what an outage held up goes soon after it.</summary>
    private static Duration Pause(int attempts) => Duration.Min(LongestPause, Duration.FromSeconds(Math.Pow(2, Math.Min(attempts, 12) + 1)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} was not delivered at attempt {Attempt} and is tried again: {Why}")]
    private partial void LogNotNow(string mail, int attempt, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} cannot be delivered and is parked: {Why}")]
    private partial void LogNever(string mail, string why);
}

using System.Text.Json;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Quarters;

namespace ReviewFlow.Infrastructure.Mail.SendGrid;

/// <summary>A mail of ours that SendGrid could not deliver.</summary>
/// <param name="EventId">SendGrid's own, the same each time it tells of it.</param>
/// <param name="MessageId">What our Message-ID begins with.</param>
/// <param name="Why">One line: <c>bounce: 550 5.1.1 no such mailbox</c>.</param>
internal sealed record Undelivered(string EventId, QuarterId Quarter, string MessageHash, string MessageId, string Why);

/// <summary>Takes what SendGrid's event webhook tells and records whom a mail did not reach.</summary>
public sealed class SendGridEvents(
    SendGridSignature signature,
    IOutbox outbox,
    RowMac mac,
    ReviewDesk desk,
    LedgerKeys signing,
    SecurityLog security,
    TimeProvider time
)
{
    /// <summary>
    /// False if SendGrid did not sign it, or too long ago; then nothing was read. May be told the same any number of
    /// times.
    /// </summary>
    public async Task<bool> Take(string? timestamp, string? signed, byte[] body, CancellationToken cancellationToken)
    {
        if (!signature.Fits(timestamp, signed, body, time.Now()))
            return false;
        foreach (var undelivered in Read(body))
            await Record(undelivered, cancellationToken);
        return true;
    }

    /// <summary>
    /// Bounces, blocks and drops of mails that carry our arguments, each once. Whatever else the batch holds is not for
    /// us.
    /// </summary>
    internal static IReadOnlyList<Undelivered> Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind != JsonValueKind.Array
                ? []
                : [.. json.RootElement.EnumerateArray().Select(Read).OfType<Undelivered>().DistinctBy(u => u.EventId)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static Undelivered? Read(JsonElement told)
    {
        if (told.ValueKind != JsonValueKind.Object || Text(told, "event") is not ("bounce" or "blocked" or "dropped"))
            return null;
        if (
            Text(told, "sg_event_id") is not { Length: > 0 } id
            || Text(told, SendGridMail.SendIdArgument) is not { } messageHash
            || Text(told, SendGridMail.MessageIdArgument) is not { } messageId
        )
            return null;
        if (!QuarterId.TryParse(Text(told, SendGridMail.QuarterArgument), null, out var quarter))
            return null;
        // A block comes as a bounce of the type "blocked".
        var kind = Text(told, "type") is "blocked" ? "blocked" : Text(told, "event")!;
        return new(
            id,
            quarter,
            messageHash,
            messageId,
            SendResult.OneLine($"{kind}: {Text(told, "reason") ?? Text(told, "status") ?? "no reason given"}")
        );
    }

    private async Task Record(Undelivered undelivered, CancellationToken cancellationToken)
    {
        // Another installation on the same account may have a mail of the same key, but none of the same Message-ID.
        if (
            await outbox.Find(undelivered.Quarter, undelivered.MessageHash, cancellationToken) is not { } mail
            || MessageHash.InMessageId(signing, mail.Key) != undelivered.MessageId
        )
            return;
        if (!mail.IsOurs(mac))
        {
            security.Record(SecurityEvent.RowForged, mail.Quarter, "mail");
            return;
        }
        // The commit spends the event's id, so that neither a repeat nor a replay is a second fact. A refusal needs no
        // answer: the quarter was voided, and nobody waits for these mails any more.
        var answer = await desk.Execute(
            mail.Quarter,
            new QuarterCommand.Unreached(mail.To.Id, undelivered.Why),
            $"sendgrid/{MessageHash.Of(undelivered.EventId)}",
            cancellationToken
        );
        if (answer is CommandResult.Done)
            MailMetrics.Unreached.Add(1);
    }

    private static string? Text(JsonElement told, string name) =>
        told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

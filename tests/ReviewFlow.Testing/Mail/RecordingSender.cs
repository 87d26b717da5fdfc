using MimeKit;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Testing.Mail;

/// <summary>One attempt to carry a mail, as the sender saw it.</summary>
internal sealed record Posted(
    string Key,
    string To,
    string Subject,
    string MessageId,
    string Text,
    string Html,
    IReadOnlyList<byte[]> Attached,
    IReadOnlyList<string> Headers
)
{
    /// <summary>The mail's link.</summary>
    public Uri Link =>
        new(Text.Split('\n').Select(l => l.Trim()).Single(l => l.Contains("/l/", StringComparison.Ordinal)));

    public string Token => Link.Segments[^1];

    public string Kind => Key.Split('/')[2];
}

/// <summary>A sender that keeps what it is given, and fails as it is told.</summary>
internal sealed class RecordingSender : IMailSender
{
    private readonly Lock _packing = new();
    private readonly List<Posted> _attempts = [];
    private readonly List<Posted> _delivered = [];

    /// <summary>What it answers to the n-th attempt, counted from 1.</summary>
    public Func<int, SendResult> Answer { get; set; } = _ => new SendResult.Delivered();

    public IReadOnlyList<Posted> Attempts
    {
        get
        {
            lock (_packing)
                return [.. _attempts];
        }
    }

    public IReadOnlyList<Posted> Delivered
    {
        get
        {
            lock (_packing)
                return [.. _delivered];
        }
    }

    public IEnumerable<Posted> To(string address) => Delivered.Where(p => p.To == address);

    public Task<SendResult> Send(MimeMessage message, string key, CancellationToken stop)
    {
        lock (_packing)
        {
            var posted = new Posted(
                key,
                message.To.Mailboxes.Single().Address,
                message.Subject!,
                message.MessageId!,
                message.TextBody!,
                message.HtmlBody!,
                [.. message.Attachments.OfType<MimePart>().Select(Content)],
                [.. message.Headers.Select(h => $"{h.Field}: {h.Value}")]
            );
            _attempts.Add(posted);
            var answer = Answer(_attempts.Count);
            if (answer is SendResult.Delivered)
                _delivered.Add(posted);
            return Task.FromResult(answer);
        }
    }

    private static byte[] Content(MimePart part)
    {
        using var whole = new MemoryStream();
        part.Content!.DecodeTo(whole);
        return whole.ToArray();
    }
}

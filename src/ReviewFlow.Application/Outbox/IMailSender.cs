using MimeKit;
using NodaTime;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Outbox;

/// <summary>Hands a finished mail to a provider.</summary>
public interface IMailSender
{
    /// <param name="key">The mail's stable key: sending it again must not make it another mail.</param>
    Task<SendResult> Send(MimeMessage message, string key, CancellationToken cancellationToken);
}

/// <summary>What became of one attempt to send a mail.</summary>
public abstract record SendResult
{
    private const int MaxReasonLength = 300;

    private SendResult() { }

    public sealed record Delivered : SendResult;

    /// <summary>It may go through later.</summary>
    /// <param name="Wait">How long the provider asked to be left alone; null where it did not say.</param>
    public sealed record RetryLater(string Why, Duration? Wait = null) : SendResult
    {
        public string Why { get; } = OneLine(Why);
    }

    /// <summary>It will never go through as it is.</summary>
    public sealed record Rejected(string Why) : SendResult
    {
        public string Why { get; } = OneLine(Why);
    }

    /// <summary>What a server said, as one line that neither starts another in a log nor commands a terminal.</summary>
    public static string OneLine(string said) => SafeText.Cut(SafeText.OneLine(said), MaxReasonLength);
}

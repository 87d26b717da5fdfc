using MimeKit;
using NodaTime;

namespace ReviewFlow.Delivery.Mail;

/// <summary>Takes a finished mail out of the house.</summary>
public interface ICarrier
{
    /// <param name="key">The mail's stable key: carrying it again must not make it another mail.</param>
    Task<Carried> Carry(MimeMessage message, string key, CancellationToken stop);
}

/// <summary>How it went.</summary>
public abstract record Carried
{
    private Carried() { }

    public sealed record Delivered : Carried;

    /// <summary>It may go through later.</summary>
    /// <param name="Wait">How long the provider asked to be left alone; null where it did not say.</param>
    public sealed record NotNow(string Why, Duration? Wait = null) : Carried;

    /// <summary>It will never go through as it is.</summary>
    public sealed record Never(string Why) : Carried;
}

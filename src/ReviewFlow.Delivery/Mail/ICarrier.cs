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
    private const int LongestWhy = 300;

    private Carried() { }

    public sealed record Delivered : Carried;

    /// <summary>It may go through later.</summary>
    /// <param name="Wait">How long the provider asked to be left alone; null where it did not say.</param>
    public sealed record NotNow(string Why, Duration? Wait = null) : Carried
    {
        public string Why { get; } = OneLine(Why);
    }

    /// <summary>It will never go through as it is.</summary>
    public sealed record Never(string Why) : Carried
    {
        public string Why { get; } = OneLine(Why);
    }

    /// <summary>What a server said, as one line that neither starts another in a log nor commands a terminal.</summary>
    internal static string OneLine(string said)
    {
        var line = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))));
        return line.Length > LongestWhy ? line[..LongestWhy] : line;
    }
}

namespace ReviewFlow.Application.Settings;

/// <summary>What an installation has to say about itself; section <c>ReviewFlow</c> of the configuration.</summary>
public sealed record ReviewFlowSettings
{
    /// <summary>
    /// What links in mails begin with, such as <c>https://reviews.example.com</c>. With https the cookies are
    /// <c>__Host-</c> ones.
    /// </summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>The sender of all mail, <c>name &lt;address&gt;</c>.</summary>
    public string From { get; init; } = "ReviewFlow <reviewflow@localhost>";

    /// <summary>How long a mailed link opens anything, in days.</summary>
    public int LinkDays { get; init; } = 60;

    /// <summary>
    /// A report above this many bytes is linked, not attached. Many mail systems take 10 MB, and base64 adds a third.
    /// </summary>
    public long MaxAttachedBytes { get; init; } = 7_000_000;
}

namespace ReviewFlow.Web.Shared;

/// <summary>A plain page when there is nothing else to show. Its words belong to <paramref name="Kind"/>.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Reference">What to tell ops when something failed on our side.</param>
/// <param name="RetryAfterMinutes">When trying again makes sense.</param>
/// <param name="Back">Where to go on.</param>
/// <param name="Opens">The day from which on the link opens something, already formatted.</param>
public sealed record NoticeModel(
    Frame Frame,
    NoticeKind Kind,
    string? Reference = null,
    int? RetryAfterMinutes = null,
    PageLink? Back = null,
    string? Opens = null
) : PageModel(Frame);

public enum NoticeKind
{
    NotFound,

    /// <summary>The person signed out of this browser.</summary>
    SignedOut,
    TooManyTries,

    /// <summary>
    /// The link belongs to somebody whose time to stand in for a leader has not begun. Says the day and nothing of the
    /// quarter.
    /// </summary>
    NotYet,

    /// <summary>The form's token was used already or is too old. Nothing was recorded.</summary>
    FormOutOfDate,

    /// <summary>A page of another site sent the form. Nothing was recorded.</summary>
    FormFromElsewhere,

    /// <summary>
    /// What we store in does not answer. Whether the last thing was recorded may not be known; it was not told as done.
    /// </summary>
    Away,

    /// <summary>
    /// The ledger of the quarter is not what ReviewFlow wrote. Nothing is shown of it and nothing is recorded in it.
    /// </summary>
    LedgerBroken,

    /// <summary>Our fault. What was recorded, if anything, is in the ledger.</summary>
    Failed,
}

using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Mailbox;

/// <summary>The mails that would have been sent, on a developer's machine only.</summary>
public sealed record OutboxModel(Frame Frame, IReadOnlyList<OutboxMail> Mails) : PageModel(Frame);

public sealed record OutboxMail(string To, string Subject, string At, string Url);

/// <summary>One of those mails.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Headers">In the order of the message.</param>
/// <param name="HtmlUrl">Serves the HTML part alone; shown in a sandboxed frame.</param>
/// <param name="Text">The plain text part.</param>
/// <param name="Attachments">Name and size as text, with where to get them.</param>
/// <param name="OutboxUrl">Back to the list.</param>
public sealed record MailModel(
    Frame Frame,
    string Subject,
    IReadOnlyList<MailHeader> Headers,
    string HtmlUrl,
    string Text,
    IReadOnlyList<PageLink> Attachments,
    string OutboxUrl
) : PageModel(Frame);

public sealed record MailHeader(string Name, string Value);

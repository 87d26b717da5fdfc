namespace ReviewFlow.Delivery.Mail.Letters;

/// <summary>To whom a letter goes and where its button leads.</summary>
/// <param name="Quarter"><c>2026-Q3</c></param>
/// <param name="Company"><c>Example Delivery</c></param>
/// <param name="Name">As the company wrote it.</param>
/// <param name="Url">This person's own link, absolute.</param>
public sealed record Recipient(string Quarter, string Company, string Name, string Url);

/// <summary>A team in a list.</summary>
/// <param name="Name">Team name.</param>
/// <param name="Pair">Its own pair.</param>
/// <param name="Why">Why it waits: <c>Your partner has signed.</c></param>
/// <param name="Standing">Counts in words: <c>2 met, 1 partly, 0 missed</c>.</param>
public sealed record TeamLine(string Name, string Pair, string Why, string Standing);

/// <summary>The review is ready to be signed. One letter per leader.</summary>
public sealed record Invitation(Recipient To, string Due, IReadOnlyList<TeamLine> Teams);

/// <summary>What still waits for this leader.</summary>
/// <param name="To">A leader.</param>
/// <param name="Number">Counted from 1; part of the text, so that a second reminder does not look like the first.</param>
/// <param name="Due">Already formatted.</param>
/// <param name="Teams">At least one.</param>
public sealed record Reminder(Recipient To, int Number, string Due, IReadOnlyList<TeamLine> Teams);

/// <summary>A team was sent back. Goes to every leader whose sign-off fell, and to the partner.</summary>
public sealed record Returned(Recipient To, IReadOnlyList<Objection> Teams);

/// <summary>Someone took back their sign-off.</summary>
public sealed record Withdrawn(Recipient To, IReadOnlyList<Objection> Teams);

/// <summary>Who returned or withdrew what, and why. The pair has to talk, so the name stands here.</summary>
/// <param name="Team">Team name.</param>
/// <param name="Revision">Of the scorecard.</param>
/// <param name="Name">Who did it.</param>
/// <param name="Seat"><c>Technology</c> or <c>Product</c>.</param>
/// <param name="Pair">The pair that seat belongs to.</param>
/// <param name="Reason">As it was written.</param>
public sealed record Objection(string Team, int Revision, string Name, string Seat, string Pair, string Reason);

/// <summary>Scorecards changed, so sign-offs on them fell.</summary>
public sealed record Amended(Recipient To, string Due, IReadOnlyList<Amendment> Teams);

/// <param name="Team">Team name.</param>
/// <param name="Revision">The new one.</param>
/// <param name="Changes">Field, before and after as one line each.</param>
/// <param name="Reason">As it was written.</param>
public sealed record Amendment(string Team, int Revision, IReadOnlyList<ChangedField> Changes, string Reason);

/// <summary>An empty side means that it was not there.</summary>
public sealed record ChangedField(string Field, string Before, string After);

/// <summary>Past the deadline; both leaders of a pair get the same words.</summary>
/// <param name="To">One of the two.</param>
/// <param name="Pair">Their pair.</param>
/// <param name="Product">Who holds the Product seat.</param>
/// <param name="Technology">Who holds the Technology seat.</param>
/// <param name="Due">The day that passed.</param>
/// <param name="Teams">Without saying which seat is missing.</param>
public sealed record Escalated(Recipient To, string Pair, string Product, string Technology, string Due, IReadOnlyList<string> Teams);

/// <summary>What the CEO reads past the deadline. There is no field for a leader.</summary>
public sealed record AwaitingSignOff(Recipient To, int Complete, int Total, IReadOnlyList<string> Teams);

/// <summary>A new due day.</summary>
public sealed record Extended(Recipient To, string Was, string Due, string Reason, IReadOnlyList<string> Teams);

/// <summary>Teams taken out of the quarter, or the whole quarter when <paramref name="Teams"/> is empty.</summary>
public sealed record Voided(Recipient To, string Reason, IReadOnlyList<string> Teams);

/// <summary>The report is released.</summary>
/// <param name="To">The CEO or a leader; the link opens the report.</param>
/// <param name="Teams">How many teams it covers.</param>
/// <param name="File">The PDF.</param>
/// <param name="Attached">Whether it travels with the mail (see <see cref="ReportPdf.FitsInMail"/>).</param>
public sealed record Released(Recipient To, int Teams, ReportPdf File, bool Attached);

/// <param name="Name">File name.</param>
/// <param name="Pages">At least one.</param>
/// <param name="Size">Already formatted: <c>412 KB</c>.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
public sealed record ReportPdf(string Name, int Pages, string Size, string Sha256)
{
    /// <summary>Many mailboxes refuse 10 MB; 7 MB are 9.6 MB after base64.</summary>
    public const int LargestAttachment = 7 * 1024 * 1024;

    public static bool FitsInMail(long bytes) => bytes <= LargestAttachment;
}

/// <summary>A link someone asked for on the page of a dead one.</summary>
public sealed record FreshLink(Recipient To, string ValidUntil);

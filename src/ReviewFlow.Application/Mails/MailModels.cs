namespace ReviewFlow.Application.Mails;

/// <summary>To whom a letter goes.</summary>
/// <param name="Quarter"><c>2026-Q3</c></param>
/// <param name="Company"><c>Example Delivery</c></param>
/// <param name="Name">As the company wrote it.</param>
public sealed record Recipient(string Quarter, string Company, string Name);

/// <summary>What a team wants of the reader.</summary>
public enum Wanted
{
    Signature,

    /// <summary>A rating, alone and sealed.</summary>
    Rating,

    /// <summary>Both views are open; the two of them come to one.</summary>
    OneView,
}

/// <summary>A team in a list.</summary>
/// <param name="Name">Team name.</param>
/// <param name="Pair">Its own pair.</param>
/// <param name="Why">Why it waits: <c>Your partner has signed.</c></param>
/// <param name="Standing">Counts in words: <c>2 met, 1 partly, 0 missed</c>; never of one seat's ratings.</param>
public sealed record TeamLine(string Name, string Pair, string Why, string Standing, Wanted Wanted = Wanted.Signature);

/// <summary>Teams are ready to be rated or signed. One letter per leader.</summary>
public sealed record Invitation(Recipient To, string Due, IReadOnlyList<TeamLine> Teams);

/// <summary>What still waits for this leader.</summary>
/// <param name="To">A leader.</param>
/// <param name="Number">Counted from 1; part of the text, so that a second reminder does not look like the
/// first.</param>
/// <param name="Due">Already formatted.</param>
/// <param name="Teams">At least one.</param>
public sealed record Reminder(Recipient To, int Number, string Due, IReadOnlyList<TeamLine> Teams);

/// <summary>
/// Teams have come to wait for the reader because of what their partner did. What that was, the page alone says.
/// </summary>
/// <param name="To">A leader, or who stands in for one.</param>
/// <param name="Due">Already formatted.</param>
/// <param name="Teams">At least one.</param>
/// <param name="Opened">Of a single team: the partner sealed as well, which opened both views.</param>
public sealed record YourTurn(Recipient To, string Due, IReadOnlyList<TeamLine> Teams, bool Opened = false);

/// <summary>What comes after a return.</summary>
public enum Afterwards
{
    AmendedScorecard,

    /// <summary>The quarter is assessed jointly, and it is the reader's pair that rates again.</summary>
    YouRateAgain,

    /// <summary>The team's own pair rates again; then it comes back to the reader.</summary>
    TheyRateAgain,
}

/// <summary>A team was sent back. Goes to every leader whose sign-off fell, and to the partner.</summary>
public sealed record Returned(
    Recipient To,
    IReadOnlyList<Objection> Teams,
    Afterwards Afterwards = Afterwards.AmendedScorecard
);

/// <summary>Someone took back their sign-off.</summary>
/// <param name="Fell">The reader's own sign-off, given on top of it, fell with it.</param>
public sealed record Withdrawn(Recipient To, bool Fell, IReadOnlyList<Objection> Teams);

/// <summary>Who returned or withdrew what, and why. The pair has to talk, so the name stands here.</summary>
/// <param name="Team">Team name.</param>
/// <param name="Revision">Of the scorecard.</param>
/// <param name="Name">Who did it: <c>X</c>, or <c>X on behalf of Y</c>.</param>
/// <param name="Seat"><c>Technology</c> or <c>Product</c>.</param>
/// <param name="Pair">The pair that seat belongs to.</param>
/// <param name="Reason">As it was written.</param>
public sealed record Objection(string Team, int Revision, string Name, string Seat, string Pair, string Reason);

/// <summary>Scorecards changed, so sign-offs on them fell.</summary>
/// <param name="SignNow">It is the reader's turn at once; otherwise the pair below comes first.</param>
/// <param name="HadSigned">The reader had signed what changed.</param>
/// <param name="Rates">It is rated before it is signed.</param>
public sealed record Amended(
    Recipient To,
    string Due,
    bool SignNow,
    bool HadSigned,
    IReadOnlyList<Amendment> Teams,
    bool Rates = false
);

/// <param name="Team">Team name.</param>
/// <param name="Revision">The new one.</param>
/// <param name="Changes">Field, before and after as one line each.</param>
/// <param name="Reason">As it was written.</param>
public sealed record Amendment(string Team, int Revision, IReadOnlyList<ChangedField> Changes, string Reason);

/// <summary>An empty side means that it was not there.</summary>
public sealed record ChangedField(string Field, string Before, string After);

/// <summary>
/// Past the deadline; both leaders of a pair get the same words. Who leads several pairs gets one letter for all.
/// </summary>
/// <param name="Due">The day that passed.</param>
public sealed record Escalated(Recipient To, string Due, IReadOnlyList<PairAwaited> Pairs);

/// <summary>A pair whose joint sign-off is awaited, without saying which seat is missing.</summary>
public sealed record PairAwaited(string Pair, string Product, string Technology, IReadOnlyList<string> Teams)
{
    /// <summary>
    /// Those of <see cref="Teams"/> that the pair has still to bring to one view before they can be signed.
    /// </summary>
    public IReadOnlyList<string> Assessed { get; init; } = [];
}

/// <summary>What the CEO reads past the deadline. There is no field for a leader.</summary>
public sealed record AwaitingSignOff(Recipient To, int Complete, int Total, IReadOnlyList<string> Teams);

/// <summary>The reader's partner proposes that both take over the part of the pair below.</summary>
/// <param name="By">The partner: <c>X</c>, or <c>X on behalf of Y</c>.</param>
/// <param name="Pair">The pair that is stuck.</param>
/// <param name="Rates">It was still rating; otherwise it was to sign.</param>
public sealed record TakeOverProposed(Recipient To, string Team, string Pair, string By, string Reason, bool Rates);

/// <summary>For the two whose part was taken over.</summary>
/// <param name="By">Both leaders of the pair above.</param>
/// <param name="Above">That pair.</param>
/// <param name="Rates">The pair was still rating; otherwise it was to sign.</param>
public sealed record TakenOver(
    Recipient To,
    string Team,
    string Above,
    IReadOnlyList<string> By,
    string Reason,
    bool Rates
);

/// <summary>Somebody acts for a leader from the first to the last day, both included.</summary>
public sealed record Delegated(Recipient To, string Leader, string Delegate, string From, string Until);

/// <summary>A new due day.</summary>
public sealed record Extended(Recipient To, string Was, string Due, string? Reason, IReadOnlyList<string> Teams);

/// <summary>A backup was restored.</summary>
/// <param name="AnchoredOn">The last day of which it is known that more had been recorded; already formatted.</param>
public sealed record Restored(Recipient To, string AnchoredOn, string Reason);

/// <summary>Teams taken out of the quarter, or the whole quarter when <paramref name="Teams"/> is empty.</summary>
public sealed record Voided(Recipient To, string Reason, IReadOnlyList<string> Teams);

/// <summary>The report is released.</summary>
/// <param name="To">The CEO or a leader; the link opens the report.</param>
/// <param name="Teams">How many teams it covers.</param>
/// <param name="File">The PDF.</param>
/// <param name="Attached">Whether it travels with the mail.</param>
public sealed record Released(Recipient To, int Teams, ReportPdf File, bool Attached);

/// <param name="Name">File name.</param>
/// <param name="Pages">At least one.</param>
/// <param name="Size">Already formatted: <c>412 KB</c>.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
public sealed record ReportPdf(string Name, int Pages, string Size, string Sha256);

/// <summary>
/// For ops where the CEO is ops: how many returned teams wait for an amended scorecard, and nobody's name.
/// </summary>
public sealed record AmendmentWanted(Recipient To, int Teams);

/// <summary>For ops: mails that could not be delivered and are not tried again.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Mails">The first <see cref="MaxLines"/>; none where the reader may read no leader's name.</param>
public sealed record Undelivered(Recipient To, int Count, IReadOnlyList<LostMail> Mails)
{
    public const int MaxLines = 20;
}

/// <param name="Address">Where it was to go; empty where that cannot be read.</param>
/// <param name="Kind">What it was about: <c>invitation</c>.</param>
/// <param name="Why">What the mail system said.</param>
public sealed record LostMail(string Address, string Kind, string Why);

/// <summary>A link someone asked for on the page of a dead one.</summary>
public sealed record FreshLink(Recipient To, string ValidUntil);

/// <summary>
/// The partner has done their part of the partnership check. There is no field for an answer or a proposal, so none can
/// be mailed.
/// </summary>
/// <param name="To">A leader.</param>
/// <param name="Pair">Their pair.</param>
/// <param name="Partner">The other leader.</param>
/// <param name="Turn">What this leader may do now.</param>
public sealed record PartnershipMoved(Recipient To, string Pair, string Partner, Partnerships.PartnershipTurn Turn);

/// <summary>A fit conversation has come to its reader. Nor is there a field for an answer here.</summary>
/// <param name="To">One of the two; perhaps nobody on the roster.</param>
/// <param name="With">The other.</param>
/// <param name="Turn">What the reader may do now.</param>
public sealed record FitMoved(Recipient To, string With, FitConversations.FitTurn Turn);

/// <param name="ByOps">Otherwise <paramref name="With"/> ended it.</param>
public sealed record FitOver(Recipient To, string With, bool ByOps);

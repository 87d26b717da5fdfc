using static ReviewFlow.Delivery.Mail.Letters.Block;

namespace ReviewFlow.Delivery.Mail.Letters;

/// <summary>What each letter says. Subjects state the quarter and what is wanted; no reason ever stands in one.</summary>
public static partial class Composer
{
    private const string Mine = "The link is yours alone; do not forward it. Nothing is ever approved by time.";

    public static Letter Write(Invitation invitation) => new(
        $"{invitation.To.Quarter}: {Teams(invitation.Teams.Count, "is", "are")} ready for your sign-off",
        $"Please read and sign by {invitation.Due}.",
        Greet(invitation.To),
        [
            new Paragraph($"The outcomes of {invitation.To.Quarter} at {invitation.To.Company} are in. {Teams(invitation.Teams.Count, "is", "are")} ready for you and your partner to read and sign."),
            new Paragraph($"Please sign, or return what you cannot sign, by {invitation.Due}. It takes a few minutes per team."),
            List("Ready for you", invitation.Teams),
            new Button("Open your desk", invitation.To.Url),
            new Paragraph("One report goes to the CEO once both leaders of every pair have signed every team."),
        ],
        Mine);

    public static Letter Write(Reminder reminder) => new(
        $"{reminder.To.Quarter}: {Teams(reminder.Teams.Count, "still waits", "still wait")} for your sign-off",
        $"Due {reminder.Due}.",
        Greet(reminder.To),
        [
            new Paragraph(reminder.Number == 1
                ? $"A short reminder: {Teams(reminder.Teams.Count, "still waits", "still wait")} for you. Sign-offs are due {reminder.Due}."
                : $"This is reminder {reminder.Number}: {Teams(reminder.Teams.Count, "still waits", "still wait")} for you. Sign-offs are due {reminder.Due}."),
            List("Waits for you", reminder.Teams),
            new Button("Open your desk", reminder.To.Url),
            new Paragraph("If something keeps you from signing, return the team with a reason. That moves it on as well."),
        ],
        Mine);

    public static Letter Write(Returned returned) => new(
        $"{returned.To.Quarter}: {Named(returned.Teams.Select(team => team.Team))} returned, please talk with your partner",
        "Every sign-off on it has fallen; nothing to sign until it is amended.",
        Greet(returned.To),
        [
            new Paragraph($"{Named(returned.Teams.Select(team => team.Team))} {(returned.Teams.Count == 1 ? "was" : "were")} returned. Every sign-off on that review has fallen."),
            Reasons("Returned by", returned.Teams),
            new Button("Read it on your desk", returned.To.Url),
            new Paragraph("Please talk it over with your partner. You get a mail when the scorecard is amended and ready to sign again."),
        ],
        Mine);

    /// <summary>For ops, who are to bring an amended scorecard.</summary>
    public static Letter ToOps(Returned returned) => new(
        $"{returned.To.Quarter}: {Named(returned.Teams.Select(team => team.Team))} returned, an amended scorecard is wanted",
        "Every sign-off on it has fallen.",
        Greet(returned.To),
        [
            new Paragraph($"{Named(returned.Teams.Select(team => team.Team))} {(returned.Teams.Count == 1 ? "was" : "were")} returned. It goes on when an amended scorecard is handed in; the same content again says that it stands."),
            Reasons("Returned by", returned.Teams),
            new Button("See where the quarter stands", returned.To.Url),
        ],
        Mine);

    public static Letter Write(Withdrawn withdrawn) => new(
        $"{withdrawn.To.Quarter}: a sign-off on {Named(withdrawn.Teams.Select(team => team.Team))} was withdrawn",
        "Please talk with your partner.",
        Greet(withdrawn.To),
        [
            new Paragraph("A sign-off was withdrawn. Until it is given again, the team does not count as signed."
                + (withdrawn.Fell ? " Yours was given on top of it and has fallen with it; the team comes back to you when the pair below has signed." : "")),
            Reasons("Withdrawn by", withdrawn.Teams),
            new Button("Open your desk", withdrawn.To.Url),
        ],
        Mine);

    /// <summary>A scorecard that was handed in again unchanged after a return says that it stands.</summary>
    public static Letter Write(Amended amended)
    {
        var changed = amended.Teams.Any(team => team.Changes.Count > 0);
        var asked = (amended.SignNow, amended.HadSigned) switch
        {
            (true, true) => "please sign again",
            (true, false) => "please sign",
            (false, true) => "your sign-off has fallen",
            _ => "the pair below signs again",
        };
        var what = (changed, amended.HadSigned) switch
        {
            (false, _) => "The scorecard was looked at again and stands as it was. Every sign-off on it fell when it was returned.",
            (_, true) => "What you had signed has changed, so every sign-off on it has fallen.",
            _ => "The scorecard has changed, so every sign-off on it has fallen.",
        };
        return new(
            $"{amended.To.Quarter}: {Named(amended.Teams.Select(team => team.Team))} {(changed ? "changed" : "stands as it was")}, {asked}",
            $"{(changed ? "What changed and why" : "Why it stands")}. Due {amended.Due}.",
            Greet(amended.To),
            [
                new Paragraph($"{what} {(amended.SignNow ? $"Please read {(changed ? "what changed" : "why")} and sign{(amended.HadSigned ? " again" : "")}." : "It comes back to you when the pair below has signed the new revision.")}"),
                .. amended.Teams.SelectMany(Changed),
                new Button(amended.SignNow ? "Read and sign" : "Read it on your desk", amended.To.Url),
                new Paragraph($"Sign-offs are due {amended.Due}."),
            ],
            Mine);
    }

    private static IEnumerable<Block> Changed(Amendment team) =>
    [
        team.Changes.Count == 0 ? new Paragraph($"{team.Team} is now revision {team.Revision}, with the same content as before.") : new Items($"{team.Team}, now revision {team.Revision}", [.. team.Changes.Select(change => new Item(
            change.Field,
            $"Before: {(change.Before.Length == 0 ? "not there" : change.Before)}",
            $"Now: {(change.After.Length == 0 ? "removed" : change.After)}"))]),
        new Paragraph("The reason given:"),
        new Quote(team.Reason),
    ];

    private static Items List(string heading, IReadOnlyList<TeamLine> teams) =>
        new(heading, [.. teams.Select(team => new Item($"{team.Name}, {team.Pair}", team.Why, team.Standing))]);

    private static Items Names(string heading, IReadOnlyList<string> teams) => new(heading, [.. teams.Select(team => new Item(team))]);

    private static Items Reasons(string did, IReadOnlyList<Objection> teams) => new("In their words", [.. teams.Select(team =>
        new Item($"{team.Team}, revision {team.Revision}", $"{did} {team.Name} ({team.Seat}, {team.Pair})", Quote: team.Reason))]);

    private static string Greet(Recipient to) => $"Good day, {to.Name}";

    private static string Teams(int count, string one, string many) => count == 1 ? $"1 team {one}" : $"{count} teams {many}";

    // One team by name, several by number: a subject stays short.
    private static string Named(IEnumerable<string> teams) => teams.ToList() is var list && list.Count == 1 ? list[0] : $"{list.Count} teams";
}

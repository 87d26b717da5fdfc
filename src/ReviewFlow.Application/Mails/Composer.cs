using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// What each letter says. Subjects state the quarter and what is wanted; no reason ever stands in one.
/// </summary>
public static partial class Composer
{
    private const string HowToRate =
        "Each of you rates every outcome alone and seals it. When both have sealed, both views open at the same moment, to the two of you only; "
        + "where they differ you come to one joint view. Then you both sign it.";

    private const string Mine = "The link is yours alone; do not forward it. Nothing is ever approved by time.";

    public static Letter Write(Invitation invitation)
    {
        var (teams, due) = (invitation.Teams, invitation.Due);
        var isOnlySigned = teams.All(team => team.Wanted == Wanted.Signature);
        return new(
            $"{invitation.To.Quarter}: {Teams(teams.Count, "is", "are")} ready for {(isOnlySigned ? "your sign-off" : $"you{What(teams)}")}",
            isOnlySigned ? $"Please read and sign by {due}." : $"Please rate, and sign, by {due}.",
            Greet(invitation.To),
            isOnlySigned
                ?
                [
                    new Paragraph(
                        $"The outcomes of {invitation.To.Quarter} at {invitation.To.Company} are in. {Teams(teams.Count, "is", "are")} ready for you and your partner to read and sign."
                    ),
                    new Paragraph(
                        $"Please sign, or return what you cannot sign, by {due}. It takes a few minutes per team."
                    ),
                    List("Ready for you", teams),
                    new Button("Open your desk"),
                    new Paragraph("One report goes to the CEO once both leaders of every pair have signed every team."),
                ]
                :
                [
                    new Paragraph(
                        $"The outcomes of {invitation.To.Quarter} at {invitation.To.Company} are in. {Teams(teams.Count, "is", "are")} ready for you and your partner."
                    ),
                    new Paragraph(HowToRate),
                    new Paragraph($"Please have every team rated and signed by {due}."),
                    .. Lists(teams),
                    new Button("Open your desk"),
                    new Paragraph(
                        "One report goes to the CEO once both leaders of every pair have signed every team. It shows the joint view, never who held which."
                    ),
                ],
            Mine
        );
    }

    public static Letter Write(Reminder reminder)
    {
        var (teams, due) = (reminder.Teams, reminder.Due);
        var isOnlySigned = teams.All(team => team.Wanted == Wanted.Signature);
        return new(
            $"{reminder.To.Quarter}: {Teams(teams.Count, "still waits", "still wait")} for {(isOnlySigned ? "your sign-off" : $"you{What(teams)}")}",
            $"Due {due}.",
            Greet(reminder.To),
            [
                new Paragraph(
                    reminder.Number == 1
                        ? $"A short reminder: {Teams(teams.Count, "still waits", "still wait")} for you. Sign-offs are due {due}."
                        : $"This is reminder {reminder.Number}: {Teams(teams.Count, "still waits", "still wait")} for you. Sign-offs are due {due}."
                ),
                .. isOnlySigned ? [List("Waits for you", teams)] : Lists(teams),
                new Button("Open your desk"),
                new Paragraph(
                    isOnlySigned
                        ? "If something keeps you from signing, return the team with a reason. That moves it on as well."
                        : "A team can be signed when the two of you have come to one view. If you cannot, please talk; the pair above can help."
                ),
            ],
            Mine
        );
    }

    public static Letter Write(Returned returned)
    {
        var teams = Named(returned.Teams.Select(team => team.Team));
        var (asked, preheader, next) = returned.Afterwards switch
        {
            Afterwards.YouRateAgain => (
                "please rate again with your partner",
                "Every sign-off on it has fallen; you both rate it again.",
                "Please talk it over with your partner, then rate it again, each alone and sealed. If a figure is wrong, tell ops; they can amend the scorecard."
            ),
            Afterwards.TheyRateAgain => (
                "it is rated again",
                "Every sign-off on it has fallen; its own pair rates it again.",
                "The team's own pair rates it again. It comes back to you when that pair has come to one view and signed."
            ),
            _ => (
                "please talk with your partner",
                "Every sign-off on it has fallen; nothing to sign until it is amended.",
                "Please talk it over with your partner. You get a mail when the scorecard is amended and ready to sign again."
            ),
        };
        return new(
            $"{returned.To.Quarter}: {teams} returned, {asked}",
            preheader,
            Greet(returned.To),
            [
                new Paragraph(
                    $"{teams} {(returned.Teams.Count == 1 ? "was" : "were")} returned. Every sign-off on that review has fallen."
                ),
                Reasons("Returned by", returned.Teams),
                new Button("Read it on your desk"),
                new Paragraph(next),
            ],
            Mine
        );
    }

    /// <summary>
    /// For ops, who are to bring an amended scorecard, or need do nothing where the pair rates again.
    /// </summary>
    public static Letter ToOps(Returned returned)
    {
        var waits = returned.Afterwards == Afterwards.AmendedScorecard;
        var teams = Named(returned.Teams.Select(team => team.Team));
        return new(
            $"{returned.To.Quarter}: {teams} returned, {(waits ? "an amended scorecard is wanted" : "its pair rates it again")}",
            waits ? "Every sign-off on it has fallen." : "Nothing is wanted of you unless a figure is wrong.",
            Greet(returned.To),
            [
                new Paragraph(
                    $"{teams} {(returned.Teams.Count == 1 ? "was" : "were")} returned. {(waits
                    ? "It goes on when an amended scorecard is handed in; the same content again says that it stands."
                    : "Every sign-off on it has fallen, and its own pair rates it again. Nothing is wanted of you unless a figure is wrong; then please hand in an amended scorecard.")}"
                ),
                Reasons("Returned by", returned.Teams),
                new Button("See where the quarter stands"),
            ],
            Mine
        );
    }

    public static Letter Write(Withdrawn withdrawn) =>
        new(
            $"{withdrawn.To.Quarter}: a sign-off on {Named(withdrawn.Teams.Select(team => team.Team))} was withdrawn",
            "Please talk with your partner.",
            Greet(withdrawn.To),
            [
                new Paragraph(
                    "A sign-off was withdrawn. Until it is given again, the team does not count as signed."
                        + (
                            withdrawn.Fell
                                ? " Yours was given on top of it and has fallen with it; the team comes back to you when the pair below has signed."
                                : ""
                        )
                ),
                Reasons("Withdrawn by", withdrawn.Teams),
                new Button("Open your desk"),
            ],
            Mine
        );

    /// <summary>A scorecard that was handed in again unchanged after a return says that it stands.</summary>
    public static Letter Write(Amended amended)
    {
        if (amended.Rates)
            return Rerated(amended);
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
            (false, _) =>
                "The scorecard was looked at again and stands as it was. Every sign-off on it fell when it was returned.",
            (_, true) => "What you had signed has changed, so every sign-off on it has fallen.",
            _ => "The scorecard has changed, so every sign-off on it has fallen.",
        };
        return new(
            $"{amended.To.Quarter}: {Named(amended.Teams.Select(team => team.Team))} {(changed ? "changed" : "stands as it was")}, {asked}",
            $"{(changed ? "What changed and why" : "Why it stands")}. Due {amended.Due}.",
            Greet(amended.To),
            [
                new Paragraph(
                    $"{what} {(amended.SignNow ? $"Please read {(changed ? "what changed" : "why")} and sign{(amended.HadSigned ? " again" : "")}." : "It comes back to you when the pair below has signed the new revision.")}"
                ),
                .. amended.Teams.SelectMany(Changed),
                new Button(amended.SignNow ? "Read and sign" : "Read it on your desk"),
                new Paragraph($"Sign-offs are due {amended.Due}."),
            ],
            Mine
        );
    }

    private static Letter Rerated(Amended amended)
    {
        var teams = Named(amended.Teams.Select(team => team.Team));
        var asked = (amended.SignNow, amended.HadSigned) switch
        {
            (true, _) => "please rate it anew",
            (false, true) => "your sign-off has fallen",
            _ => "the pair below rates it anew",
        };
        return new(
            $"{amended.To.Quarter}: {teams} changed, {asked}",
            $"What changed and why. Due {amended.Due}.",
            Greet(amended.To),
            [
                new Paragraph(
                    (amended.HadSigned ? "What you had signed has changed" : "The scorecard has changed")
                        + ", so it is rated anew: no rating, joint view or sign-off of before counts any more. "
                        + (
                            amended.SignNow
                                ? "Please read what changed and rate it, alone and sealed, as your partner does."
                                : "It comes back to you when the pair below has come to one view and signed the new revision."
                        )
                ),
                .. amended.Teams.SelectMany(Changed),
                new Button(amended.SignNow ? "Read and rate" : "Read it on your desk"),
                new Paragraph($"Sign-offs are due {amended.Due}."),
            ],
            Mine
        );
    }

    private static IEnumerable<Block> Changed(Amendment team) =>
        [
            team.Changes.Count == 0
                ? new Paragraph($"{team.Team} is now revision {team.Revision}, with the same content as before.")
                : new Items(
                    $"{team.Team}, now revision {team.Revision}",
                    [
                        .. team.Changes.Select(change => new Item(
                            change.Field,
                            $"Before: {(change.Before.Length == 0 ? "not there" : change.Before)}",
                            $"Now: {(change.After.Length == 0 ? "removed" : change.After)}"
                        )),
                    ]
                ),
            new Paragraph("The reason given:"),
            new Quote(team.Reason),
        ];

    private static Items List(string heading, IReadOnlyList<TeamLine> teams) =>
        new(heading, [.. teams.Select(team => new Item($"{team.Name}, {team.Pair}", team.Why, team.Standing))]);

    /// <summary>A list for each thing that is wanted, in the order in which it is done.</summary>
    private static IEnumerable<Block> Lists(IReadOnlyList<TeamLine> teams) =>
        from wanted in new[] { Wanted.Rating, Wanted.OneView, Wanted.Signature }
        let these = teams.Where(team => team.Wanted == wanted).ToArray()
        where these.Length > 0
        select List(
            wanted switch
            {
                Wanted.Rating => "To rate, alone and sealed",
                Wanted.OneView => "To bring to one view with your partner",
                _ => "To sign",
            },
            these
        );

    // One thing by its name; of several the lists below tell which is which.
    private static string What(IReadOnlyList<TeamLine> teams) =>
        teams.Select(team => team.Wanted).Distinct().ToArray() is [var only]
            ? only == Wanted.Rating
                ? " to rate"
                : " to come to one view"
            : teams.Any(team => team.Wanted == Wanted.Signature)
                ? " to rate or sign"
                : " to rate or bring to one view";

    private static Items Names(string heading, IReadOnlyList<string> teams) =>
        new(heading, [.. teams.Select(team => new Item(team))]);

    private static Items Reasons(string did, IReadOnlyList<Objection> teams) =>
        new(
            "In their words",
            [
                .. teams.Select(team => new Item(
                    $"{team.Team}, revision {team.Revision}",
                    $"{did} {team.Name} ({team.Seat}, {team.Pair})",
                    Quote: team.Reason
                )),
            ]
        );

    private static string Greet(Recipient to) => $"Good day, {to.Name}";

    private static string Teams(int count, string one, string many) =>
        count == 1 ? $"1 team {one}" : $"{count} teams {many}";

    // One team by name, several by number: a subject stays short.
    private static string Named(IEnumerable<string> teams) =>
        teams.ToList() is var list && list.Count == 1 ? list[0] : $"{list.Count} teams";
}

using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

// What concerns the quarter as a whole: deadlines, its end, and the way back in.
public static partial class Composer
{
    /// <summary>Both leaders read the same words; only the link differs.</summary>
    public static Letter Write(Escalated escalated)
    {
        var teams = escalated.Pairs.Sum(pair => pair.Teams.Count);
        return new(
            $"{escalated.To.Quarter}: {Teams(teams, "is", "are")} past the deadline and await{(teams == 1 ? "s" : "")} joint sign-off",
            $"Sign-offs were due {escalated.Due}.",
            escalated.Pairs is [var only] ? $"Good day, {only.Product} and {only.Technology}" : Greet(escalated.To),
            [
                new Paragraph(
                    $"Sign-offs were due {escalated.Due}. {Teams(teams, "awaits", "await")} joint sign-off. Both leaders of a pair get this mail with the same words."
                ),
                .. escalated.Pairs.Select(pair => new Items(
                    $"Awaits {pair.Pair}: {pair.Product} and {pair.Technology}",
                    [
                        .. pair.Teams.Select(team => new Item(
                            team,
                            pair.Assessed.Contains(team) ? "To be rated and brought to one view, then signed." : ""
                        )),
                    ]
                )),
                new Paragraph(
                    escalated.Pairs.All(pair => pair.Assessed.Count == 0)
                        ? "Please agree today how to move: sign, or return with a reason. If you cannot, tell ops; they can help."
                        : "Please agree today how to move: rate, come to one view, and sign. If you cannot, tell the pair above; both its leaders can take over your part, with a reason that the report prints."
                ),
                new Button("Open your desk"),
            ],
            Mine
        );
    }

    /// <summary>Counts and team names, never a leader.</summary>
    public static Letter Write(AwaitingSignOff awaiting) =>
        new(
            $"{awaiting.To.Quarter}: awaiting joint sign-off, {awaiting.Complete} of {Teams(awaiting.Total, "signed", "signed")}",
            "The report follows when every team is signed.",
            Greet(awaiting.To),
            [
                new Paragraph(
                    $"The joint performance review {awaiting.To.Quarter} at {awaiting.To.Company} is past its deadline. {awaiting.Complete} of {Teams(awaiting.Total, "is", "are")} signed; the rest is awaiting joint sign-off."
                ),
                Names("Awaiting joint sign-off", awaiting.Teams),
                new Button("See where it stands"),
                new Paragraph("The report is mailed to you as soon as it is released. There is nothing for you to do."),
            ],
            Mine
        );

    public static Letter Write(Extended extended) =>
        new(
            $"{extended.To.Quarter}: new due day for your sign-off, {extended.Due}",
            $"It was {extended.Was}.",
            Greet(extended.To),
            [
                new Paragraph(
                    $"Sign-offs are now due {extended.Due}; before, it was {extended.Was}.{(extended.Reason is null ? "" : " The reason given:")}"
                ),
                .. extended.Reason is null ? Array.Empty<Block>() : [new Quote(extended.Reason)],
                .. extended.Teams.Count == 0 ? Array.Empty<Block>() : [Names("Holds for", extended.Teams)],
                new Button("Open your desk"),
            ],
            Mine
        );

    public static Letter Write(Voided voided) =>
        new(
            voided.Teams.Count == 0
                ? $"{voided.To.Quarter}: the quarter was voided, nothing to sign"
                : $"{voided.To.Quarter}: {Named(voided.Teams)} voided, nothing to sign there",
            "With the reason. Nothing waits for you there any more.",
            Greet(voided.To),
            [
                new Paragraph(
                    voided.Teams.Count == 0
                        ? $"The joint performance review {voided.To.Quarter} at {voided.To.Company} was voided. No report is released and nothing waits for you. The reason given:"
                        : $"{Named(voided.Teams)} {(voided.Teams.Count == 1 ? "is" : "are")} no longer part of {voided.To.Quarter}. The reason given:"
                ),
                new Quote(voided.Reason),
                .. voided.Teams.Count < 2 ? Array.Empty<Block>() : [Names("Voided", voided.Teams)],
                new Button("See where things stand"),
            ],
            Mine
        );

    public static Letter Write(Restored restored) =>
        new(
            $"{restored.To.Quarter}: please check what you recorded",
            "The records were restored from a backup.",
            Greet(restored.To),
            [
                new Paragraph(
                    $"The records of {restored.To.Quarter} at {restored.To.Company} were restored from a backup. What you rated, wrote or signed up to {restored.AnchoredOn} may be lost. Please open your reviews, see what is there, and do again what is missing. The reason given:"
                ),
                new Quote(restored.Reason),
                new Button("Check my reviews"),
            ],
            Mine
        );

    public static Letter ToCeo(Released released) =>
        new(
            $"{released.To.Quarter}: the joint performance report is released",
            "Signed jointly for every team.",
            Greet(released.To),
            [
                new Paragraph(
                    $"The joint performance report {released.To.Quarter} of {released.To.Company} is released. {Teams(released.Teams, "is", "are")} jointly signed off; Product and Technology answer for the outcomes together."
                ),
                .. Report(released),
            ],
            Mine
        );

    public static Letter ToLeader(Released released) =>
        new(
            $"{released.To.Quarter}: your copy of the joint performance report",
            "It is released and with the CEO.",
            Greet(released.To),
            [
                new Paragraph(
                    $"The joint performance report {released.To.Quarter} is released and with the CEO. Thank you for answering for it together. This is your copy."
                ),
                .. Report(released),
            ],
            Mine
        );

    public static Letter Write(FreshLink fresh) =>
        new(
            $"{fresh.To.Quarter}: your fresh link",
            "You asked for it on the page of an older link.",
            Greet(fresh.To),
            [
                new Paragraph(
                    $"Here is the fresh link to {fresh.To.Quarter} at {fresh.To.Company} that was asked for. It opens until {fresh.ValidUntil}."
                ),
                new Button("Open ReviewFlow"),
                new Paragraph("If it was not you who asked, you need not do anything."),
            ],
            Mine
        );

    private static IEnumerable<Block> Report(Released released) =>
        [
            new Paragraph(
                released.Attached
                    ? "The PDF is attached. The link opens the same file."
                    : "The PDF is too large for a mail; the link opens it."
            ),
            new Facts([
                new("File", released.File.Name),
                new("Pages", released.File.Pages.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new("Size", released.File.Size),
                new("SHA-256", released.File.Sha256),
            ]),
            new Button("Open the report"),
        ];
}

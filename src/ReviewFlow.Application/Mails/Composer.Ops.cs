using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

// What only ops are told.
public static partial class Composer
{
    public static Letter ToOps(Released released) =>
        new(
            $"{released.To.Quarter}: the joint performance report is released",
            "It is with the CEO and the leaders.",
            Greet(released.To),
            [
                new Paragraph(
                    $"The joint performance report {released.To.Quarter} of {released.To.Company} is released. "
                        + "It was mailed to the CEO and to every leader; this is your copy. "
                        + $"{Teams(released.Teams, "is", "are")} jointly signed off."
                ),
                .. Report(released),
            ],
            Mine
        );

    public static Letter Write(AmendmentWanted wanted) =>
        new(
            $"{wanted.To.Quarter}: {Teams(wanted.Teams, "waits", "wait")} for an amended scorecard",
            "A review was returned.",
            Greet(wanted.To),
            [
                new Paragraph(
                    $"A review was returned. {Teams(wanted.Teams, "now waits", "now wait")} for an amended "
                        + "scorecard; the same content again says that it stands."
                ),
                new Paragraph(
                    $"Next step: look up the team and the reason with \"reviewflow quarter status "
                        + $"{wanted.To.Quarter}\", then hand in its scorecard."
                ),
                new Button("See where the quarter stands"),
            ],
            Mine
        );

    public static Letter Write(Undelivered lost) =>
        new(
            $"{lost.To.Quarter}: {Mails(lost.Count)} could not be delivered",
            "They are not tried again. What you can do is in this mail.",
            Greet(lost.To),
            [
                new Paragraph(
                    $"{Mails(lost.Count)} of the joint performance review {lost.To.Quarter} at {lost.To.Company} "
                        + $"could not be delivered, and {(lost.Count == 1 ? "is" : "are")} not tried again. Everything else goes on."
                ),
                .. Lines(lost),
                new Paragraph(
                    (
                        lost.Mails.Count == 0
                            ? $"Next step: see with \"reviewflow quarter status {lost.To.Quarter}\" who they were for and why, "
                                + "and tell these people another way that ReviewFlow waits for them."
                            : "Next step: tell these people another way that ReviewFlow waits for them, "
                                + "and ask whether the address is right."
                    ) + " Later mails go to the same address."
                ),
                new Paragraph(
                    "If an address is wrong: a delegate's is put right by their leader, who ends the delegation "
                        + "and names the delegate again. One on the roster cannot be changed while the quarter runs; "
                        + "void the quarter and start it again with the right address, best before many have signed."
                ),
                new Button("See where the quarter stands"),
            ],
            Mine
        );

    private static IEnumerable<Block> Lines(Undelivered lost)
    {
        if (lost.Mails.Count == 0)
            yield break;
        yield return new Items("Not delivered", [.. lost.Mails.Select(Line)]);
        if (lost.Count > lost.Mails.Count)
            yield return new Paragraph($"And {Mails(lost.Count - lost.Mails.Count)} more.");
    }

    private static Item Line(LostMail mail) =>
        new(
            mail.Address.Length == 0 ? "An address that cannot be read" : mail.Address,
            char.ToUpperInvariant(mail.Kind[0]) + mail.Kind[1..],
            Quote: mail.Why
        );

    /// <summary>What a mail was about, from the kind in its key.</summary>
    public static string WordsOf(string kind) =>
        kind switch
        {
            "invitation" => "invitation to a review",
            "reminder" => "reminder",
            "your-turn" or "partnership-update" => "notice that it is their turn",
            "returned" or "withdrawn" or "amended" => $"notice that a review was {kind}",
            "escalated" or "awaiting-joint-sign-off" => "notice of a passed deadline",
            "extended" => "notice of a new due day",
            "fit-update" or "fit-ended" => "fit conversation",
            "take-over-proposed" or "taken-over" => "notice of a take-over",
            "delegate-named" or "delegation-ended" => "notice of a delegation",
            "team-voided" or "quarter-voided" => "notice that a review was voided",
            "released" => "release of the report",
            "fresh-link" => "fresh link",
            _ => "mail of a kind that cannot be read",
        };

    private static string Mails(int count) => count == 1 ? "1 mail" : $"{count} mails";
}

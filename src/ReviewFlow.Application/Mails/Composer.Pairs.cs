using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

// What happens between the two of a pair, and between a pair and those who stand in for it.
public static partial class Composer
{
    /// <summary>
    /// That it is the reader's move, and nothing of what the partner wrote: a mail is read in more places than the
    /// page.
    /// </summary>
    public static Letter Write(YourTurn move) =>
        move.Teams is [var only]
            ? OneMove(move, only)
            : new(
                $"{move.To.Quarter}: {move.Teams.Count} teams wait for your move",
                $"Due {move.Due}.",
                Greet(move.To),
                [
                    new Paragraph(
                        $"Your partner has done their part on {move.Teams.Count} teams, which wait for your move now. Sign-offs are due {move.Due}."
                    ),
                    .. Lists(move.Teams),
                    new Button("Open your desk"),
                ],
                Mine
            );

    private static Letter OneMove(YourTurn move, TeamLine team)
    {
        var (wanted, told, button) = (team.Wanted, move.Opened) switch
        {
            (Wanted.Signature, _) => (
                "one view, ready for your sign-off",
                $"You and your partner have come to one view of {team.Name}. Please read it once more as a whole and sign it.",
                "Read and sign"
            ),
            (Wanted.Rating, _) => (
                "please rate it again",
                $"The ratings that were sealed from your seat on {team.Name} were taken back. Please rate it and seal it again.",
                "Open your desk"
            ),
            (_, true) => (
                "both views are open, it is your move",
                $"Your partner has sealed as well, so both views of {team.Name} are open now, to the two of you only. Where they differ, one of you proposes a joint rating with the reason for it, and the other confirms it or answers with another.",
                "Open your desk"
            ),
            _ => (
                "your partner has answered, it is your move",
                $"Your partner has answered on {team.Name}. Please read it and confirm it, or answer in turn.",
                "Open your desk"
            ),
        };
        return new(
            $"{move.To.Quarter}: {team.Name}, {wanted}",
            $"Due {move.Due}.",
            Greet(move.To),
            [new Paragraph(told), new Button(button), new Paragraph($"Sign-offs are due {move.Due}.")],
            Mine
        );
    }

    public static Letter Write(TakeOverProposed proposed) =>
        new(
            $"{proposed.To.Quarter}: {proposed.Team}, your partner wants you both to take over",
            "It holds only if you give the same reason.",
            Greet(proposed.To),
            [
                new Paragraph(
                    $"{proposed.Team} waits for {proposed.Pair}, and {proposed.By} wants the two of you to take over that pair's part in it. The reason given:"
                ),
                new Quote(proposed.Reason),
                new Paragraph(
                    $"It holds only if you confirm it with the same reason. Then the two of you {(proposed.Rates ? "rate and sign" : "sign")} in that pair's place, both of its leaders are told, and the report prints it with your names and the reason."
                ),
                new Button("Open your desk"),
                new Paragraph("If you do not agree, do nothing: it changes nothing by itself."),
            ],
            Mine
        );

    public static Letter Write(TakenOver taken) =>
        new(
            $"{taken.To.Quarter}: {taken.Team}, your part was taken over by {taken.Above}",
            "With the reason. Nothing there waits for you any more.",
            Greet(taken.To),
            [
                new Paragraph(
                    $"{string.Join(" and ", taken.By)} have taken over your pair's part in {taken.Team}, jointly and for this reason:"
                ),
                new Quote(taken.Reason),
                new Paragraph(
                    (
                        taken.Rates
                            ? "They rate and sign in your place. Nothing that the two of you had sealed or written was shown to them."
                            : "They sign in your place."
                    ) + " The report prints that it was taken over, by whom and why. Both of you get this mail."
                ),
                new Button("Open your desk"),
            ],
            Mine
        );

    /// <summary>For who stands in.</summary>
    public static Letter ToDelegate(Delegated named) =>
        new(
            $"{named.To.Quarter}: you stand in for {named.Leader} until {named.Until}",
            $"From {named.From}.",
            Greet(named.To),
            [
                new Paragraph(
                    $"{named.Leader} has named you to act on their behalf in the joint performance review {named.To.Quarter} at {named.To.Company}."
                ),
                new Facts([
                    new("On behalf of", named.Leader),
                    new("From", named.From),
                    new("Until", $"{named.Until}, the last day; then it ends by itself"),
                ]),
                new Paragraph(
                    $"In that time your link opens what waits for {named.Leader}: you rate, agree, sign or return as they would. Whatever you do is recorded and printed as \"{named.Delegate} on behalf of {named.Leader}\". You cannot name anybody further."
                ),
                new Button("Open the desk"),
                new Paragraph("If you cannot do it, please tell them; they can end it at any time."),
            ],
            Mine
        );

    /// <summary>For the partner of the leader.</summary>
    public static Letter ToPartner(Delegated named) =>
        new(
            $"{named.To.Quarter}: {named.Delegate} acts on behalf of {named.Leader} until {named.Until}",
            $"From {named.From}.",
            Greet(named.To),
            [
                new Paragraph(
                    $"From {named.From} until {named.Until} {named.Delegate} acts on behalf of your partner {named.Leader}. Whatever they do is recorded and printed as \"{named.Delegate} on behalf of {named.Leader}\"."
                ),
                new Paragraph("Nothing changes for you: two seats stay two people. Please talk with whoever is there."),
                new Button("Open your desk"),
            ],
            Mine
        );

    /// <summary>For who stood in.</summary>
    public static Letter ToDelegateAtEnd(Delegated ended) =>
        new(
            $"{ended.To.Quarter}: you no longer stand in for {ended.Leader}",
            "What you did stands.",
            Greet(ended.To),
            [
                new Paragraph(
                    $"{ended.Leader} has ended it that you act on their behalf. What you did in that time stands, and nothing of theirs waits for you any more. Thank you."
                ),
                new Button("Open ReviewFlow"),
            ],
            Mine
        );

    /// <summary>For the partner of the leader.</summary>
    public static Letter ToPartnerAtEnd(Delegated ended) =>
        new(
            $"{ended.To.Quarter}: {ended.Delegate} no longer acts on behalf of {ended.Leader}",
            "What was done in that time stands.",
            Greet(ended.To),
            [
                new Paragraph(
                    $"{ended.Delegate} no longer acts on behalf of your partner {ended.Leader}, who acts in person again. What was done in that time stands."
                ),
                new Button("Open your desk"),
            ],
            Mine
        );
}

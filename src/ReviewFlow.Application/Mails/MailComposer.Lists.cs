using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

public static partial class MailComposer
{
    private static IEnumerable<Block> Changed(Amendment team) =>
        [
            team.Changes.Count == 0
                ? new Paragraph(
                    SigningMailTexts.NowRevisionSameContentBefore.With(
                        new { team = team.Team, revision = team.Revision }
                    )
                )
                : new Items(
                    SigningMailTexts.NowRevision.With(new { team = team.Team, revision = team.Revision }),
                    [
                        .. team.Changes.Select(change => new Item(
                            change.Field,
                            change.Before.Length == 0
                                ? SigningMailTexts.NotThereBefore
                                : SigningMailTexts.Before.With(new { value = change.Before }),
                            change.After.Length == 0
                                ? SigningMailTexts.RemovedNow
                                : SigningMailTexts.Now.With(new { value = change.After })
                        )),
                    ]
                ),
            new Paragraph(SigningMailTexts.ReasonGiven),
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
                Wanted.Rating => SigningMailTexts.RateAloneSealed,
                Wanted.OneView => SigningMailTexts.BringOneViewPartner,
                _ => SigningMailTexts.Sign,
            },
            these
        );

    /// <summary>One act by its name; if there are several, the lists in the mail tell which is which.</summary>
    private static string Subject(Recipient to, IReadOnlyList<TeamLine> teams, bool isReminder)
    {
        var wanted = teams.Select(team => team.Wanted).ToHashSet();
        var text = (wanted.Count == 1, wanted.Contains(Wanted.Signature), wanted.Contains(Wanted.Rating)) switch
        {
            (true, true, _) => isReminder ? SigningMailTexts.StillToSign : SigningMailTexts.NowToSign,
            (true, _, true) => isReminder ? SigningMailTexts.StillToRate : SigningMailTexts.NowToRate,
            (true, _, _) => isReminder ? SigningMailTexts.StillToAgree : SigningMailTexts.NowToAgree,
            (_, true, _) => isReminder ? SigningMailTexts.StillToRateOrSign : SigningMailTexts.NowToRateOrSign,
            _ => isReminder ? SigningMailTexts.StillToRateOrAgree : SigningMailTexts.NowToRateOrAgree,
        };
        return text.With(new { quarter = to.Quarter, teams = teams.Count });
    }

    private static Items Names(string heading, IReadOnlyList<string> teams) =>
        new(heading, [.. teams.Select(team => new Item(team))]);

    private static Items Reasons(string did, IReadOnlyList<Objection> teams) =>
        new(
            SigningMailTexts.Words,
            [
                .. teams.Select(team => new Item(
                    SigningMailTexts.TeamAtRevision.With(new { team = team.Team, revision = team.Revision }),
                    $"{did} {team.Name} ({team.Seat}, {team.Pair})",
                    Quote: team.Reason
                )),
            ]
        );

    private static string Greet(Recipient to) => SigningMailTexts.GoodDay.With(new { to = to.Name });

    /// <summary>One team by name, several by number, so that a subject stays short.</summary>
    private static string Named(IEnumerable<string> teams) =>
        teams.ToList() is var list && list.Count == 1
            ? list[0]
            : SigningMailTexts.SeveralTeams.With(new { count = list.Count });
}

using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// What each letter says. Subjects state the quarter and what is wanted; no reason ever stands in one.
/// </summary>
public static partial class Composer
{
    private static string HowToRate => SigningMailTexts.EachRatesEveryOutcomeAlone;

    private static string Mine => SigningMailTexts.LinkYoursAloneDoNot;

    public static Letter Write(Invitation invitation)
    {
        var (teams, due) = (invitation.Teams, invitation.Due);
        var isOnlySigned = teams.All(team => team.Wanted == Wanted.Signature);
        return new(
            $"{invitation.To.Quarter}: {Teams(teams.Count, "is", "are")} ready for {(isOnlySigned ? "your sign-off" : $"you{What(teams)}")}",
            isOnlySigned
                ? SigningMailTexts.PleaseReadSign.With(new { due })
                : SigningMailTexts.PleaseRateSign.With(new { due }),
            Greet(invitation.To),
            isOnlySigned
                ?
                [
                    new Paragraph(
                        $"The outcomes of {invitation.To.Quarter} at {invitation.To.Company} are in. {Teams(teams.Count, "is", "are")} ready for you and your partner to read and sign."
                    ),
                    new Paragraph(SigningMailTexts.PleaseSignReturnWhatCannot.With(new { due })),
                    List(SigningMailTexts.Ready, teams),
                    new Button(SigningMailTexts.OpenDesk),
                    new Paragraph(SigningMailTexts.OneReportGoesCeoOnce),
                ]
                :
                [
                    new Paragraph(
                        $"The outcomes of {invitation.To.Quarter} at {invitation.To.Company} are in. {Teams(teams.Count, "is", "are")} ready for you and your partner."
                    ),
                    new Paragraph(HowToRate),
                    new Paragraph(SigningMailTexts.PleaseEveryTeamRatedSigned.With(new { due })),
                    .. Lists(teams),
                    new Button(SigningMailTexts.OpenDesk),
                    new Paragraph(SigningMailTexts.OneReportGoesCeoOnce2),
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
                .. isOnlySigned ? [List(SigningMailTexts.Waits, teams)] : Lists(teams),
                new Button(SigningMailTexts.OpenDesk),
                new Paragraph(
                    isOnlySigned
                        ? SigningMailTexts.IfSomethingKeepsSigningReturn
                        : SigningMailTexts.TeamCanSignedWhenTwo
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
                SigningMailTexts.PleaseRateAgainPartner,
                SigningMailTexts.EverySignOffFallenBoth,
                SigningMailTexts.PleaseTalkOverPartnerThen
            ),
            Afterwards.TheyRateAgain => (
                SigningMailTexts.RatedAgain,
                SigningMailTexts.EverySignOffFallenOwn,
                SigningMailTexts.TeamsOwnPairRatesAgain
            ),
            _ => (
                SigningMailTexts.PleaseTalkPartner,
                SigningMailTexts.EverySignOffFallenNothing,
                SigningMailTexts.PleaseTalkOverPartnerGet
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
                Reasons(SigningMailTexts.Returned, returned.Teams),
                new Button(SigningMailTexts.ReadDesk),
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
            waits ? SigningMailTexts.EverySignOffFallen : SigningMailTexts.NothingWantedUnlessFigureWrong,
            Greet(returned.To),
            [
                new Paragraph(
                    $"{teams} {(returned.Teams.Count == 1 ? "was" : "were")} returned. {(waits
                    ? "It goes on when an amended scorecard is handed in; the same content again says that it stands."
                    : "Every sign-off on it has fallen, and its own pair rates it again. Nothing is wanted of you unless a figure is wrong; then please hand in an amended scorecard.")}"
                ),
                Reasons(SigningMailTexts.Returned, returned.Teams),
                new Button(SigningMailTexts.SeeWhereQuarterStands),
            ],
            Mine
        );
    }

    public static Letter Write(Withdrawn withdrawn) =>
        new(
            SigningMailTexts.SignOffWithdrawn.With(
                new { quarter = withdrawn.To.Quarter, team = Named(withdrawn.Teams.Select(team => team.Team)) }
            ),
            SigningMailTexts.PleaseTalkPartner2,
            Greet(withdrawn.To),
            [
                new Paragraph(
                    SigningMailTexts.SignOffWithdrawnUntilGiven
                        + (withdrawn.Fell ? SigningMailTexts.YoursGivenTopFallenTeam : "")
                ),
                Reasons(SigningMailTexts.Withdrawn, withdrawn.Teams),
                new Button(SigningMailTexts.OpenDesk),
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
            (true, true) => SigningMailTexts.PleaseSignAgain,
            (true, false) => SigningMailTexts.PleaseSign,
            (false, true) => SigningMailTexts.SignOffFallen,
            _ => SigningMailTexts.PairBelowSignsAgain,
        };
        var what = (changed, amended.HadSigned) switch
        {
            (false, _) => SigningMailTexts.ScorecardLookedAgainStandsEvery,
            (_, true) => SigningMailTexts.WhatHadSignedChangedSo,
            _ => SigningMailTexts.ScorecardChangedSoEverySign,
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
                new Button(amended.SignNow ? SigningMailTexts.ReadSign : SigningMailTexts.ReadDesk),
                new Paragraph(SigningMailTexts.SignOffsDue.With(new { due = amended.Due })),
            ],
            Mine
        );
    }

    private static Letter Rerated(Amended amended)
    {
        var teams = Named(amended.Teams.Select(team => team.Team));
        var asked = (amended.SignNow, amended.HadSigned) switch
        {
            (true, _) => SigningMailTexts.PleaseRateAnew,
            (false, true) => SigningMailTexts.SignOffFallen,
            _ => SigningMailTexts.PairBelowRatesAnew,
        };
        return new(
            $"{amended.To.Quarter}: {teams} changed, {asked}",
            SigningMailTexts.WhatChangedWhyDue.With(new { due = amended.Due }),
            Greet(amended.To),
            [
                new Paragraph(
                    (amended.HadSigned ? SigningMailTexts.WhatHadSignedChanged : SigningMailTexts.ScorecardChanged)
                        + SigningMailTexts.SoRatedAnewNoRating
                        + (
                            amended.SignNow
                                ? SigningMailTexts.PleaseReadWhatChangedRate
                                : SigningMailTexts.ComesBackWhenPairBelow
                        )
                ),
                .. amended.Teams.SelectMany(Changed),
                new Button(amended.SignNow ? SigningMailTexts.ReadRate : SigningMailTexts.ReadDesk),
                new Paragraph(SigningMailTexts.SignOffsDue.With(new { due = amended.Due })),
            ],
            Mine
        );
    }

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
                            $"Before: {(change.Before.Length == 0 ? "not there" : change.Before)}",
                            $"Now: {(change.After.Length == 0 ? "removed" : change.After)}"
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

    // One thing by its name; of several the lists below tell which is which.
    private static string What(IReadOnlyList<TeamLine> teams) =>
        teams.Select(team => team.Wanted).Distinct().ToArray() is [var only]
            ? only == Wanted.Rating
                ? SigningMailTexts.Rate
                : SigningMailTexts.ComeOneView
            : teams.Any(team => team.Wanted == Wanted.Signature)
                ? SigningMailTexts.RateSign
                : SigningMailTexts.RateBringOneView;

    private static Items Names(string heading, IReadOnlyList<string> teams) =>
        new(heading, [.. teams.Select(team => new Item(team))]);

    private static Items Reasons(string did, IReadOnlyList<Objection> teams) =>
        new(
            SigningMailTexts.Words,
            [
                .. teams.Select(team => new Item(
                    $"{team.Team}, revision {team.Revision}",
                    $"{did} {team.Name} ({team.Seat}, {team.Pair})",
                    Quote: team.Reason
                )),
            ]
        );

    private static string Greet(Recipient to) => SigningMailTexts.GoodDay.With(new { to = to.Name });

    private static string Teams(int count, string one, string many) =>
        count == 1 ? $"1 team {one}" : $"{count} teams {many}";

    // One team by name, several by number: a subject stays short.
    private static string Named(IEnumerable<string> teams) =>
        teams.ToList() is var list && list.Count == 1 ? list[0] : $"{list.Count} teams";
}

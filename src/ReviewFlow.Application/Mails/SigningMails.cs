using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Mails;

/// <summary>What comes after a return.</summary>
public enum Afterwards
{
    AmendedScorecard,

    /// <summary>The quarter is assessed jointly, and it is the reader's pair that rates again.</summary>
    YouRateAgain,

    /// <summary>The team's own pair rates again; then it comes back to the reader.</summary>
    TheyRateAgain,
}

/// <summary>Teams were sent back. Goes to every leader whose sign-off was cancelled, and to the partner.</summary>
public sealed record ReturnedModel(
    Recipient To,
    IReadOnlyList<Objection> Teams,
    Afterwards Afterwards = Afterwards.AmendedScorecard
);

/// <summary>Someone took back their sign-off.</summary>
/// <param name="CancelledYours">The reader's own sign-off was given on top of it and was cancelled with it.</param>
public sealed record WithdrawnModel(Recipient To, bool CancelledYours, IReadOnlyList<Objection> Teams);

/// <summary>Who returned or withdrew what, and why. The pair has to talk, so the name is in the mail.</summary>
/// <param name="Team">Team name.</param>
/// <param name="Revision">Of the scorecard.</param>
/// <param name="Name">Who did it: <c>X</c>, or <c>X on behalf of Y</c>.</param>
/// <param name="Seat"><c>Technology</c> or <c>Product</c>.</param>
/// <param name="Pair">The pair that seat belongs to.</param>
/// <param name="Reason">As it was written.</param>
public sealed record Objection(string Team, int Revision, string Name, string Seat, string Pair, string Reason);

/// <summary>A return was a mistake. Goes to whom the return was told.</summary>
/// <param name="YoursStands">The reader's sign-off stands again.</param>
public sealed record ReturnTakenBackModel(Recipient To, bool YoursStands, IReadOnlyList<Objection> Teams);

public static class SigningMails
{
    internal static MailContent For(Quarter quarter, Notice.Returned n, Instant at)
    {
        var review = quarter.Reviews[n.Team];
        var afterwards =
            review.Stage != Stage.Assessing ? Afterwards.AmendedScorecard
            : quarter.SeatsOf(n.To.Id, at).Any(s => s.Pair == review.Assessment!.Pair) ? Afterwards.YouRateAgain
            : Afterwards.TheyRateAgain;
        var returned = new ReturnedModel(
            Recipient.In(quarter, n.To),
            [ObjectionOf(quarter, n.Team, n.Seat, n.By, n.Reason)],
            afterwards
        );
        return IsOps(quarter, n, at) ? ReturnedToOps(returned) : Returned(returned);
    }

    internal static MailContent For(Quarter quarter, Notice.Withdrawn n) =>
        Withdrawn(new(Recipient.In(quarter, n.To), n.Fell, [ObjectionOf(quarter, n.Team, n.Seat, n.By, n.Reason)]));

    internal static MailContent For(Quarter quarter, Notice.ReturnTakenBack n) =>
        ReturnTakenBack(
            new(Recipient.In(quarter, n.To), n.Stands, [ObjectionOf(quarter, n.Team, n.Seat, n.By, n.Reason)])
        );

    /// <summary>Ops, and neither a leader of this team nor the delegate of one.</summary>
    private static bool IsOps(Quarter quarter, Notice.Returned n, Instant at) =>
        n.To.Id == quarter.Ops?.Id
        && !quarter.SeatsOf(n.To.Id, at).Any(s => quarter.Reviews[n.Team].StepOf(s.Pair) is not null);

    private static Objection ObjectionOf(Quarter quarter, TeamId team, SeatOf seat, Person by, string reason) =>
        new(
            quarter.Reviews[team].Name,
            quarter.Reviews[team].Current.Number,
            Wording.Acting(by, quarter.Pairs[seat] is var holder && holder.Id != by.Id ? holder : null),
            seat.Seat.ToString(),
            Wording.Of(seat.Pair),
            reason
        );

    public static MailContent Returned(ReturnedModel returned)
    {
        var (subject, preheader, next) = returned.Afterwards switch
        {
            Afterwards.YouRateAgain => (
                SigningMailTexts.ReturnedRateAgainSubject,
                SigningMailTexts.CancelledBothRateAgain,
                SigningMailTexts.PleaseTalkAndRateAgain
            ),
            Afterwards.TheyRateAgain => (
                SigningMailTexts.ReturnedPairRatesSubject,
                SigningMailTexts.CancelledPairRatesAgain,
                SigningMailTexts.BackWhenPairSigned
            ),
            _ => (
                SigningMailTexts.ReturnedTalkSubject,
                SigningMailTexts.CancelledUntilAmended,
                SigningMailTexts.PleaseTalkAndWait
            ),
        };
        return Returned(
            returned,
            subject,
            preheader,
            SigningMailTexts.Returned,
            SigningMailTexts.ReadIt,
            [new Paragraph(next)]
        );
    }

    /// <summary>For ops, who send an amended scorecard, or can if the pair rates again.</summary>
    public static MailContent ReturnedToOps(ReturnedModel returned) =>
        returned.Afterwards == Afterwards.AmendedScorecard
            ? Returned(
                returned,
                SigningMailTexts.ReturnedAmendSubject,
                SigningMailTexts.Cancelled,
                SigningMailTexts.ReturnedOpsAmend,
                MailTexts.SeeQuarter,
                []
            )
            : Returned(
                returned,
                SigningMailTexts.ReturnedPairRatesSubject,
                SigningMailTexts.NothingUnlessFigureWrong,
                SigningMailTexts.ReturnedPairRates,
                MailTexts.SeeQuarter,
                []
            );

    private static MailContent Returned(
        ReturnedModel returned,
        string subject,
        string preheader,
        string intro,
        string button,
        IEnumerable<Block> next
    )
    {
        var count = returned.Teams.Count;
        var teams = Teams(returned.Teams);
        return MailContent.To(
            returned.To,
            subject.With(
                new
                {
                    quarter = returned.To.Quarter,
                    teams,
                    count,
                }
            ),
            preheader,
            [
                new Paragraph(intro.With(new { teams, count })),
                InTheirWords(SigningMailTexts.ReturnedBy, returned.Teams),
                new Button(button),
                .. next,
            ]
        );
    }

    public static MailContent Withdrawn(WithdrawnModel withdrawn) =>
        MailContent.To(
            withdrawn.To,
            SigningMailTexts.WithdrawnSubject.With(
                new { quarter = withdrawn.To.Quarter, teams = Teams(withdrawn.Teams) }
            ),
            SigningMailTexts.PleaseTalk,
            [
                new Paragraph(
                    withdrawn.CancelledYours ? SigningMailTexts.WithdrawnWithYours : SigningMailTexts.Withdrawn
                ),
                InTheirWords(SigningMailTexts.WithdrawnBy, withdrawn.Teams),
                new Button(MailTexts.OpenReviews),
            ]
        );

    public static MailContent ReturnTakenBack(ReturnTakenBackModel back) =>
        MailContent.To(
            back.To,
            SigningMailTexts.ReturnTakenBackSubject.With(new { quarter = back.To.Quarter, teams = Teams(back.Teams) }),
            SigningMailTexts.StandsAsBefore,
            [
                new Paragraph(
                    back.YoursStands ? SigningMailTexts.ReturnTakenBackYoursStands : SigningMailTexts.ReturnTakenBack
                ),
                InTheirWords(SigningMailTexts.TakenBackBy, back.Teams),
                new Button(MailTexts.OpenReviews),
            ]
        );

    private static string Teams(IEnumerable<Objection> teams) =>
        TeamLists.NameOrCount([.. teams.Select(team => team.Team)]);

    private static Items InTheirWords(string did, IEnumerable<Objection> teams) =>
        new(
            SigningMailTexts.InTheirWords,
            [
                .. teams.Select(team => new Item(
                    SigningMailTexts.TeamAtRevision.With(new { team = team.Team, revision = team.Revision }),
                    did.With(
                        new
                        {
                            name = team.Name,
                            seat = team.Seat,
                            pair = team.Pair,
                        }
                    ),
                    Quote: team.Reason
                )),
            ]
        );
}

using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Mails;

/// <summary>It is the reader's turn because of something their partner did. Only the page says what.</summary>
/// <param name="To">A leader or a delegate.</param>
/// <param name="Teams">At least one.</param>
/// <param name="Opened">Of a single team: the partner sealed as well, which opened both views.</param>
public sealed record YourTurnModel(Recipient To, DueDay Due, IReadOnlyList<TeamLine> Teams, bool Opened = false);

public static class AssessmentMails
{
    /// <summary>Names the teams, but not what was done on them or how they stand.</summary>
    internal static MailContent For(Quarter quarter, Notice.YourTurn n, Instant at)
    {
        var reader = new Reader(quarter, n.To, at);
        var reviews = n.Turns.Select(t => quarter.Reviews[t.Team]).ToArray();
        // Nothing was proposed or written yet, so the opening itself made it their turn.
        var isOpened =
            reviews[0].Assessment is { WorkProposal: null } first
            && first.Outcomes.All(o => o is { Proposal: null, ProductShare: null, TechnologyShare: null });
        return YourTurn(
            new(
                Recipient.In(quarter, n.To),
                Moments.Due(quarter, at),
                [
                    .. reviews.Select(r => new TeamLine(
                        r.Name,
                        Wording.Of(r.Pair),
                        Standing: "",
                        Counts: "",
                        TeamLists.WantedOf(reader, r)
                    )),
                ],
                isOpened
            )
        );
    }

    /// <summary>Says nothing of what the partner wrote: a mail is read in more places than the page.</summary>
    public static MailContent YourTurn(YourTurnModel turn) =>
        turn.Teams is [var only]
            ? OnOneTeam(turn, only)
            : MailContent.To(
                turn.To,
                AssessmentMailTexts.TeamsSubject.With(new { quarter = turn.To.Quarter, teams = turn.Teams.Count }),
                Preheader(turn),
                [
                    new Paragraph(AssessmentMailTexts.Teams.With(new { teams = turn.Teams.Count })),
                    WhenDue(turn),
                    .. TeamLists.ByTask(turn.Teams),
                    new Button(MailTexts.OpenReviews),
                ]
            );

    private static MailContent OnOneTeam(YourTurnModel turn, TeamLine team)
    {
        var (subject, told, button) = (team.Wanted, turn.Opened) switch
        {
            (Wanted.Signature, _) => (
                AssessmentMailTexts.AgreedSubject,
                AssessmentMailTexts.Agreed,
                AssessmentMailTexts.ReadAndSign
            ),
            (Wanted.Rating, _) => (
                AssessmentMailTexts.RateAgainSubject,
                AssessmentMailTexts.RateAgain,
                MailTexts.OpenReviews
            ),
            (_, true) => (AssessmentMailTexts.OpenedSubject, AssessmentMailTexts.Opened, MailTexts.OpenReviews),
            _ => (AssessmentMailTexts.AnsweredSubject, AssessmentMailTexts.Answered, MailTexts.OpenReviews),
        };
        return MailContent.To(
            turn.To,
            subject.With(new { quarter = turn.To.Quarter, team = team.Name }),
            Preheader(turn),
            [new Paragraph(told.With(new { team = team.Name })), new Button(button), WhenDue(turn)]
        );
    }

    private static string Preheader(YourTurnModel turn) =>
        (turn.Due.IsPast ? MailTexts.WasDue : MailTexts.Due).With(new { due = turn.Due.Day });

    private static Paragraph WhenDue(YourTurnModel turn) =>
        new((turn.Due.IsPast ? MailTexts.SignOffsWereDue : MailTexts.SignOffsDue).With(new { due = turn.Due.Day }));
}

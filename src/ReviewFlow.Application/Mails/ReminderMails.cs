using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <param name="To">A leader.</param>
/// <param name="Number">From 1; in the text, so that a second reminder does not look like the first.</param>
/// <param name="Due">Already formatted.</param>
/// <param name="Teams">What still waits for this leader; at least one.</param>
public sealed record ReminderModel(Recipient To, int Number, string Due, IReadOnlyList<TeamLine> Teams);

public static class ReminderMails
{
    internal static MailContent For(Quarter quarter, Notice.Reminder n, Instant at) =>
        Reminder(
            new(
                Recipient.In(quarter, n.To),
                n.Number,
                Moments.Day(quarter.Due),
                TeamLists.Lines(quarter, n.To, n.Turns, at)
            )
        );

    public static MailContent Reminder(ReminderModel reminder)
    {
        var (teams, due) = (reminder.Teams, reminder.Due);
        var isOnlySigned = teams.All(team => team.Wanted == Wanted.Signature);
        return MailContent.To(
            reminder.To,
            TeamLists
                .ByWanted(
                    teams,
                    sign: ReminderMailTexts.ToSignSubject,
                    rate: ReminderMailTexts.ToRateSubject,
                    agree: ReminderMailTexts.ToAgreeSubject,
                    rateOrSign: ReminderMailTexts.ToRateOrSignSubject,
                    rateOrAgree: ReminderMailTexts.ToRateOrAgreeSubject
                )
                .With(new { quarter = reminder.To.Quarter, teams = teams.Count }),
            MailTexts.Due.With(new { due }),
            [
                new Paragraph(
                    (reminder.Number == 1 ? ReminderMailTexts.FirstReminder : ReminderMailTexts.LaterReminder).With(
                        new
                        {
                            number = reminder.Number,
                            teams = teams.Count,
                            due,
                        }
                    )
                ),
                .. isOnlySigned ? [TeamLists.Under(ReminderMailTexts.WaitingHeading, teams)] : TeamLists.ByTask(teams),
                new Button(MailTexts.OpenReviews),
                new Paragraph(isOnlySigned ? ReminderMailTexts.IfYouCannotSign : ReminderMailTexts.IfYouCannotAgree),
            ]
        );
    }
}

using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <param name="To">A leader.</param>
/// <param name="Number">From 1; in the text, so that a second reminder does not look like the first.</param>
/// <param name="Teams">What still waits for this leader; at least one.</param>
/// <param name="Help">Who can help a pair that cannot agree.</param>
public sealed record ReminderModel(
    Recipient To,
    int Number,
    DueDay Due,
    IReadOnlyList<TeamLine> Teams,
    Help Help = Help.PairAbove
);

public static class ReminderMails
{
    internal static MailContent For(Quarter quarter, Notice.Reminder n, Instant at) =>
        Reminder(
            new(
                Recipient.In(quarter, n.To),
                n.Number,
                Moments.Due(quarter, at),
                TeamLists.Lines(quarter, n.To, n.Turns, at),
                Helping.Of(quarter, n.Turns)
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
                    rateOrAgree: ReminderMailTexts.ToRateOrAgreeSubject,
                    any: ReminderMailTexts.WaitingSubject
                )
                .With(new { quarter = reminder.To.Quarter, teams = teams.Count }),
            (due.IsPast ? MailTexts.WasDue : MailTexts.Due).With(new { due = due.Day }),
            [
                new Paragraph(
                    (reminder.Number == 1 ? ReminderMailTexts.FirstReminder : ReminderMailTexts.LaterReminder).With(
                        new { number = reminder.Number, teams = teams.Count }
                    )
                ),
                new Paragraph(
                    (due.IsPast ? MailTexts.SignOffsWereDue : MailTexts.SignOffsDue).With(new { due = due.Day })
                ),
                .. isOnlySigned ? [TeamLists.Under(ReminderMailTexts.WaitingHeading, teams)] : TeamLists.ByTask(teams),
                new Button(MailTexts.OpenReviews),
                new Paragraph(
                    isOnlySigned
                        ? ReminderMailTexts.IfYouCannotSign
                        : reminder.Help switch
                        {
                            Help.PairAbove => ReminderMailTexts.IfYouCannotAgree,
                            Help.Ops => ReminderMailTexts.IfYouCannotAgreeAtRoot,
                            _ => ReminderMailTexts.IfYouCannotAgreeAnywhere,
                        }
                ),
            ]
        );
    }
}

using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

// What concerns the quarter as a whole: deadlines, its end, and the way back in.
public static partial class MailComposer
{
    /// <summary>Both leaders read the same words; only the link differs.</summary>
    public static MailContent Write(Escalated escalated)
    {
        var teams = escalated.Pairs.Sum(pair => pair.Teams.Count);
        return new(
            QuarterMailTexts.PastDeadline.With(new { quarter = escalated.To.Quarter, teams }),
            QuarterMailTexts.SignOffsWereDue.With(new { due = escalated.Due }),
            escalated.Pairs is [var only]
                ? QuarterMailTexts.GoodDay.With(new { product = only.Product, technology = only.Technology })
                : Greet(escalated.To),
            [
                new Paragraph(QuarterMailTexts.EscalatedToBoth.With(new { due = escalated.Due, teams })),
                .. escalated.Pairs.Select(pair => new Items(
                    QuarterMailTexts.Awaits.With(
                        new
                        {
                            pair = pair.Pair,
                            product = pair.Product,
                            technology = pair.Technology,
                        }
                    ),
                    [
                        .. pair.Teams.Select(team => new Item(
                            team,
                            pair.Assessed.Contains(team) ? QuarterMailTexts.RatedBroughtOneViewThen : ""
                        )),
                    ]
                )),
                new Paragraph(
                    escalated.Pairs.All(pair => pair.Assessed.Count == 0)
                        ? QuarterMailTexts.PleaseAgreeTodayHowMove
                        : QuarterMailTexts.PleaseAgreeTodayHowMove2
                ),
                new Button(QuarterMailTexts.OpenDesk),
            ],
            Mine
        );
    }

    /// <summary>Counts and team names, never a leader.</summary>
    public static MailContent Write(AwaitingSignOff awaiting) =>
        new(
            QuarterMailTexts.AwaitingSubject.With(
                new
                {
                    quarter = awaiting.To.Quarter,
                    complete = awaiting.Complete,
                    total = awaiting.Total,
                }
            ),
            QuarterMailTexts.ReportFollowsWhenEveryTeam,
            Greet(awaiting.To),
            [
                new Paragraph(
                    QuarterMailTexts.AwaitingToCeo.With(
                        new
                        {
                            quarter = awaiting.To.Quarter,
                            company = awaiting.To.Company,
                            complete = awaiting.Complete,
                            total = awaiting.Total,
                        }
                    )
                ),
                Names(QuarterMailTexts.AwaitingJointSignOff, awaiting.Teams),
                new Button(QuarterMailTexts.SeeWhereStands),
                new Paragraph(QuarterMailTexts.ReportMailedSoonReleasedNothing),
            ],
            Mine
        );

    public static MailContent Write(Extended extended) =>
        new(
            QuarterMailTexts.NewDueDaySignOff.With(new { quarter = extended.To.Quarter, due = extended.Due }),
            QuarterMailTexts.ItWas.With(new { was = extended.Was }),
            Greet(extended.To),
            [
                new Paragraph(
                    (
                        extended.Reason is null
                            ? QuarterMailTexts.ExtendedWithoutReason
                            : QuarterMailTexts.ExtendedWithReason
                    ).With(new { due = extended.Due, was = extended.Was })
                ),
                .. extended.Reason is null ? Array.Empty<Block>() : [new Quote(extended.Reason)],
                .. extended.Teams.Count == 0 ? Array.Empty<Block>() : [Names(QuarterMailTexts.Holds, extended.Teams)],
                new Button(QuarterMailTexts.OpenDesk),
            ],
            Mine
        );

    public static MailContent Write(Voided voided) =>
        new(
            voided.Teams.Count == 0
                ? QuarterMailTexts.QuarterVoidedNothingSign.With(new { quarter = voided.To.Quarter })
                : QuarterMailTexts.VoidedNothingSign.With(
                    new { quarter = voided.To.Quarter, teams = Named(voided.Teams) }
                ),
            QuarterMailTexts.ReasonNothingWaitsAnyMore,
            Greet(voided.To),
            [
                new Paragraph(
                    voided.Teams.Count == 0
                        ? QuarterMailTexts.JointPerformanceReviewVoidedNo.With(
                            new { quarter = voided.To.Quarter, company = voided.To.Company }
                        )
                        : QuarterMailTexts.TeamsVoided.With(
                            new
                            {
                                teams = Named(voided.Teams),
                                count = voided.Teams.Count,
                                quarter = voided.To.Quarter,
                            }
                        )
                ),
                new Quote(voided.Reason),
                .. voided.Teams.Count < 2 ? Array.Empty<Block>() : [Names(QuarterMailTexts.Voided, voided.Teams)],
                new Button(QuarterMailTexts.SeeWhereThingsStand),
            ],
            Mine
        );

    public static MailContent Write(Restored restored) =>
        new(
            QuarterMailTexts.PleaseCheckWhatRecorded.With(new { quarter = restored.To.Quarter }),
            QuarterMailTexts.RecordsWereRestoredBackup,
            Greet(restored.To),
            [
                new Paragraph(
                    QuarterMailTexts.RecordsWereRestoredBackupWhat.With(
                        new
                        {
                            quarter = restored.To.Quarter,
                            company = restored.To.Company,
                            anchoredOn = restored.AnchoredOn,
                        }
                    )
                ),
                new Quote(restored.Reason),
                new Button(QuarterMailTexts.CheckMyReviews),
            ],
            Mine
        );

    public static MailContent ToCeo(Released released) =>
        new(
            QuarterMailTexts.JointPerformanceReportReleased.With(new { quarter = released.To.Quarter }),
            QuarterMailTexts.SignedJointlyEveryTeam,
            Greet(released.To),
            [
                new Paragraph(
                    QuarterMailTexts.ReleasedToCeo.With(
                        new
                        {
                            quarter = released.To.Quarter,
                            company = released.To.Company,
                            teams = released.Teams,
                        }
                    )
                ),
                .. Report(released),
            ],
            Mine
        );

    public static MailContent ToLeader(Released released) =>
        new(
            QuarterMailTexts.CopyJointPerformanceReport.With(new { quarter = released.To.Quarter }),
            QuarterMailTexts.ReleasedCeo,
            Greet(released.To),
            [
                new Paragraph(
                    QuarterMailTexts.JointPerformanceReportReleasedCeo.With(new { quarter = released.To.Quarter })
                ),
                .. Report(released),
            ],
            Mine
        );

    public static MailContent Write(FreshLink fresh) =>
        new(
            QuarterMailTexts.FreshLink.With(new { quarter = fresh.To.Quarter }),
            QuarterMailTexts.AskedPageOlderLink,
            Greet(fresh.To),
            [
                new Paragraph(
                    QuarterMailTexts.HereFreshLinkAskedOpens.With(
                        new
                        {
                            quarter = fresh.To.Quarter,
                            company = fresh.To.Company,
                            validUntil = fresh.ValidUntil,
                        }
                    )
                ),
                new Button(QuarterMailTexts.OpenReviewflow),
                new Paragraph(QuarterMailTexts.IfNotWhoAskedNeed),
            ],
            Mine
        );

    private static IEnumerable<Block> Report(Released released) =>
        [
            new Paragraph(
                released.Attached ? QuarterMailTexts.PdfAttachedLinkOpensSame : QuarterMailTexts.PdfTooLargeMailLink
            ),
            new Facts([
                new(QuarterMailTexts.File, released.File.Name),
                new(
                    QuarterMailTexts.Pages,
                    released.File.Pages.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ),
                new(QuarterMailTexts.Size, released.File.Size),
                new("SHA-256", released.File.Sha256),
            ]),
            new Button(QuarterMailTexts.OpenReport),
        ];
}

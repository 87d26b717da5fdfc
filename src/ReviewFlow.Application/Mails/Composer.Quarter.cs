using ReviewFlow.Text;
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
            QuarterMailTexts.SignOffsWereDue.With(new { due = escalated.Due }),
            escalated.Pairs is [var only]
                ? QuarterMailTexts.GoodDay.With(new { product = only.Product, technology = only.Technology })
                : Greet(escalated.To),
            [
                new Paragraph(
                    $"Sign-offs were due {escalated.Due}. {Teams(teams, "awaits", "await")} joint sign-off. Both leaders of a pair get this mail with the same words."
                ),
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
    public static Letter Write(AwaitingSignOff awaiting) =>
        new(
            $"{awaiting.To.Quarter}: awaiting joint sign-off, {awaiting.Complete} of {Teams(awaiting.Total, "signed", "signed")}",
            QuarterMailTexts.ReportFollowsWhenEveryTeam,
            Greet(awaiting.To),
            [
                new Paragraph(
                    $"The joint performance review {awaiting.To.Quarter} at {awaiting.To.Company} is past its deadline. {awaiting.Complete} of {Teams(awaiting.Total, "is", "are")} signed; the rest is awaiting joint sign-off."
                ),
                Names(QuarterMailTexts.AwaitingJointSignOff, awaiting.Teams),
                new Button(QuarterMailTexts.SeeWhereStands),
                new Paragraph(QuarterMailTexts.ReportMailedSoonReleasedNothing),
            ],
            Mine
        );

    public static Letter Write(Extended extended) =>
        new(
            QuarterMailTexts.NewDueDaySignOff.With(new { quarter = extended.To.Quarter, due = extended.Due }),
            QuarterMailTexts.ItWas.With(new { was = extended.Was }),
            Greet(extended.To),
            [
                new Paragraph(
                    $"Sign-offs are now due {extended.Due}; before, it was {extended.Was}.{(extended.Reason is null ? "" : " The reason given:")}"
                ),
                .. extended.Reason is null ? Array.Empty<Block>() : [new Quote(extended.Reason)],
                .. extended.Teams.Count == 0 ? Array.Empty<Block>() : [Names(QuarterMailTexts.Holds, extended.Teams)],
                new Button(QuarterMailTexts.OpenDesk),
            ],
            Mine
        );

    public static Letter Write(Voided voided) =>
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
                        : $"{Named(voided.Teams)} {(voided.Teams.Count == 1 ? "is" : "are")} no longer part of {voided.To.Quarter}. The reason given:"
                ),
                new Quote(voided.Reason),
                .. voided.Teams.Count < 2 ? Array.Empty<Block>() : [Names(QuarterMailTexts.Voided, voided.Teams)],
                new Button(QuarterMailTexts.SeeWhereThingsStand),
            ],
            Mine
        );

    public static Letter Write(Restored restored) =>
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

    public static Letter ToCeo(Released released) =>
        new(
            QuarterMailTexts.JointPerformanceReportReleased.With(new { quarter = released.To.Quarter }),
            QuarterMailTexts.SignedJointlyEveryTeam,
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

    public static Letter Write(FreshLink fresh) =>
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

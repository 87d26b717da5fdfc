using ReviewFlow.Application.Reading;
using ReviewFlow.Offices;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>Teams taken out of the quarter, or the whole quarter if <paramref name="Teams"/> is empty.</summary>
public sealed record VoidedModel(Recipient To, string Reason, IReadOnlyList<string> Teams);

/// <summary>A backup was restored.</summary>
/// <param name="AnchoredOn">The last day for which more is known to have been recorded; formatted.</param>
public sealed record RestoredModel(Recipient To, string AnchoredOn, string Reason);

/// <summary>Somebody gets the report, or runs the quarter, from now on.</summary>
/// <param name="Former">Who did before; null where nobody did.</param>
public sealed record OfficeHeldModel(Recipient To, Office Office, string? Former, string Reason);

/// <summary>What everybody is told about what ops did to a quarter.</summary>
public static class QuarterMails
{
    internal static MailContent For(Quarter quarter, Notice.TeamVoided n) =>
        Voided(new(Recipient.In(quarter, n.To), n.Reason, [quarter.Reviews[n.Team].Name]));

    internal static MailContent For(Quarter quarter, Notice.QuarterVoided n) =>
        Voided(new(Recipient.In(quarter, n.To), n.Reason, []));

    internal static MailContent For(Quarter quarter, Notice.Restored n) =>
        Restored(new(Recipient.In(quarter, n.To), Moments.Day(n.AnchoredOn), n.Reason));

    internal static MailContent For(Quarter quarter, Notice.OfficeHeld n) =>
        OfficeHeld(new(Recipient.In(quarter, n.To), n.Office, n.Former?.Name, n.Reason));

    public static MailContent OfficeHeld(OfficeHeldModel held)
    {
        var isCeo = held.Office == Office.Ceo;
        var values = new
        {
            quarter = held.To.Quarter,
            company = held.To.Company,
            former = held.Former,
        };
        return MailContent.To(
            held.To,
            (isCeo ? QuarterMailTexts.CeoHeldSubject : QuarterMailTexts.OpsHeldSubject).With(values),
            isCeo ? QuarterMailTexts.CeoHeldPreheader : QuarterMailTexts.OpsHeldPreheader,
            [
                new Paragraph((isCeo ? QuarterMailTexts.CeoHeld : QuarterMailTexts.OpsHeld).With(values)),
                .. held.Former is null
                    ? Array.Empty<Block>()
                    : [new Paragraph(QuarterMailTexts.InPlaceOf.With(values))],
                new Paragraph(MailTexts.ReasonGiven),
                new Quote(held.Reason),
                new Button(QuarterMailTexts.SeeWhereThingsStand),
            ]
        );
    }

    public static MailContent Voided(VoidedModel voided)
    {
        var isQuarter = voided.Teams.Count == 0;
        var values = new
        {
            quarter = voided.To.Quarter,
            company = voided.To.Company,
            teams = TeamLists.NameOrCount(voided.Teams),
            count = voided.Teams.Count,
        };
        return MailContent.To(
            voided.To,
            (isQuarter ? QuarterMailTexts.QuarterVoidedSubject : QuarterMailTexts.TeamsVoidedSubject).With(values),
            QuarterMailTexts.NothingWaits,
            [
                new Paragraph((isQuarter ? QuarterMailTexts.QuarterVoided : QuarterMailTexts.TeamsVoided).With(values)),
                new Quote(voided.Reason),
                .. voided.Teams.Count < 2
                    ? Array.Empty<Block>()
                    : [TeamLists.Names(QuarterMailTexts.VoidedHeading, voided.Teams)],
                new Button(QuarterMailTexts.SeeWhereThingsStand),
            ]
        );
    }

    public static MailContent Restored(RestoredModel restored) =>
        MailContent.To(
            restored.To,
            QuarterMailTexts.RestoredSubject.With(new { quarter = restored.To.Quarter }),
            QuarterMailTexts.RestoredPreheader,
            [
                new Paragraph(
                    QuarterMailTexts.Restored.With(
                        new
                        {
                            quarter = restored.To.Quarter,
                            company = restored.To.Company,
                            day = restored.AnchoredOn,
                        }
                    )
                ),
                new Quote(restored.Reason),
                new Button(QuarterMailTexts.CheckMyReviews),
            ]
        );
}

using System.Globalization;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Mails;

/// <summary>The report is released.</summary>
/// <param name="To">The CEO, a leader or ops; the link opens the report.</param>
/// <param name="Teams">How many teams it covers.</param>
/// <param name="File">The PDF.</param>
/// <param name="Attached">Whether it travels with the mail.</param>
public sealed record ReleasedModel(Recipient To, int Teams, ReportPdf File, bool Attached);

/// <param name="Name">File name.</param>
/// <param name="Pages">At least one.</param>
/// <param name="Size">Already formatted: <c>412 KB</c>.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
public sealed record ReportPdf(string Name, int Pages, string Size, string Sha256);

public static class ReleaseMails
{
    internal static MailContent For(Quarter quarter, Notice.Released n, bool attaches)
    {
        var released = new ReleasedModel(
            Recipient.In(quarter, n.To),
            quarter.Progress.Total,
            new($"{quarter.Id}.pdf", n.Report.Pages, Wording.Size(n.Report.Bytes), n.Report.Sha256),
            attaches
        );
        return n.ForCeo ? ReleasedToCeo(released)
            : quarter.Pairs.SeatsOf(n.To.Id).IsEmpty ? ReleasedToOps(released)
            : ReleasedToLeader(released);
    }

    public static MailContent ReleasedToCeo(ReleasedModel released) =>
        Released(
            released,
            ReleaseMailTexts.ReleasedSubject,
            ReleaseMailTexts.SignedJointly,
            ReleaseMailTexts.ReleasedToCeo
        );

    public static MailContent ReleasedToLeader(ReleasedModel released) =>
        Released(released, ReleaseMailTexts.CopySubject, ReleaseMailTexts.WithCeo, ReleaseMailTexts.ReleasedToLeader);

    public static MailContent ReleasedToOps(ReleasedModel released) =>
        Released(
            released,
            ReleaseMailTexts.ReleasedSubject,
            ReleaseMailTexts.WithCeoAndLeaders,
            ReleaseMailTexts.ReleasedToOps
        );

    private static MailContent Released(ReleasedModel released, string subject, string preheader, string intro)
    {
        var values = new
        {
            quarter = released.To.Quarter,
            company = released.To.Company,
            teams = released.Teams,
        };
        return MailContent.To(
            released.To,
            subject.With(values),
            preheader,
            [
                new Paragraph(intro.With(values)),
                new Paragraph(released.Attached ? ReleaseMailTexts.PdfAttached : ReleaseMailTexts.PdfTooLarge),
                new Facts([
                    new(ReleaseMailTexts.File, released.File.Name),
                    new(ReleaseMailTexts.Pages, released.File.Pages.ToString(CultureInfo.InvariantCulture)),
                    new(ReleaseMailTexts.Size, released.File.Size),
                    new(ReleaseMailTexts.Sha256, released.File.Sha256),
                ]),
                new Button(ReleaseMailTexts.OpenReport),
            ]
        );
    }
}

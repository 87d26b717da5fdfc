using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>What is open in a quarter, for ops.</summary>
/// <param name="Number">Of the reminder; null where the due date passed.</param>
public sealed record OpenWorkModel(Recipient To, int? Number, DueDay Due, OpenWork Work);

/// <summary>Past the deadline, or because teams wait for ops: what is open, by whom, and what ops can do.</summary>
public static class OpenWorkMails
{
    internal static MailContent For(Quarter quarter, Notice.OpenWork n, Instant at) =>
        OpenWork(Of(quarter, n.To, n.Number, at));

    internal static OpenWorkModel Of(Quarter quarter, Person to, int? number, Instant at) =>
        new(Recipient.In(quarter, to), number, Moments.Due(quarter, at), Reading.OpenWork.For(to, quarter, at));

    public static MailContent OpenWork(OpenWorkModel model) =>
        MailContent.To(
            model.To,
            (
                model.Number is null ? OpenWorkMailTexts.PastDueSubject
                : model.Work.Counts.Amendments > 0 ? OpenWorkMailTexts.WaitingForYouSubject
                : OpenWorkMailTexts.OpenSubject
            ).With(
                new
                {
                    quarter = model.To.Quarter,
                    complete = model.Work.Counts.Complete,
                    total = model.Work.Counts.Total,
                    teams = model.Work.Counts.Amendments,
                }
            ),
            (model.Due.IsPast ? MailTexts.WasDue : MailTexts.Due).With(new { due = model.Due.Day }),
            [
                new Paragraph(
                    (model.Due.IsPast ? OpenWorkMailTexts.PastDue : OpenWorkMailTexts.Open).With(
                        new
                        {
                            quarter = model.To.Quarter,
                            company = model.To.Company,
                            due = model.Due.Day,
                            complete = model.Work.Counts.Complete,
                            total = model.Work.Counts.Total,
                        }
                    )
                ),
                .. Body(model),
                new Button(MailTexts.SeeQuarter),
            ]
        );

    /// <summary>What is open and what ops can do, as a part of a mail.</summary>
    internal static IEnumerable<Block> Body(OpenWorkModel model)
    {
        var work = model.Work;
        if (work.Yours.Count > 0)
            yield return new Items(
                ReadingTexts.WaitingForYou,
                [.. work.Yours.Select(task => new Item(task.Subject, task.WhatToDo, task.When))]
            );
        if (work.Others.Count > 0)
            yield return new Items(ReadingTexts.WaitingForLeaders, [.. work.Others.Select(Line)]);
        if (work.Yours.Count + work.Others.Count == 0)
        {
            if (work.Counts.Amendments > 0)
                yield return Counted(OpenWorkMailTexts.AmendmentsOpen, work.Counts.Amendments);
            if (work.Counts.Addresses > 0)
                yield return Counted(OpenWorkMailTexts.AddressesOpen, work.Counts.Addresses);
            if (work.Counts.Teams > 0)
                yield return Counted(OpenWorkMailTexts.TeamsOpen, work.Counts.Teams);
        }
        yield return new Paragraph(OpenWorkMailTexts.WhatOpsCanDo.With(new { quarter = model.To.Quarter }));
    }

    private static Paragraph Counted(string text, int count) => new(text.With(new { count }));

    private static Item Line(OpenLine line) => new(line.Person, line.What, line.When);
}

using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Obligations;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>What is open in a quarter, for ops.</summary>
/// <param name="Number">Of the reminder; null where the due date passed.</param>
/// <param name="Counts">What is open as numbers; the lists are empty where the reader may read no leader's name.</param>
/// <param name="Yours">What ops owe.</param>
/// <param name="Others">What leaders owe, in the order of the roster.</param>
public sealed record OpenWorkModel(
    Recipient To,
    int? Number,
    DueDay Due,
    OpenCounts Counts,
    IReadOnlyList<OpsTask> Yours,
    IReadOnlyList<OpenLine> Others
);

/// <param name="Amendments">Teams that wait for an amended scorecard.</param>
/// <param name="Addresses">People whom a mail did not reach.</param>
/// <param name="Leaders">Leaders whom a team waits for.</param>
/// <param name="Teams">Teams that wait for leaders.</param>
public sealed record OpenCounts(int Complete, int Total, int Amendments, int Addresses, int Leaders, int Teams);

/// <param name="Subject">A team, or a person with their address.</param>
/// <param name="WhatToDo">A sentence.</param>
/// <param name="Since">Already formatted.</param>
public sealed record OpsTask(string Subject, string WhatToDo, string Since);

/// <param name="Person">Name and address.</param>
/// <param name="Reminded">Already formatted; null if they were not reminded of it.</param>
public sealed record OpenLine(
    string Person,
    string Act,
    IReadOnlyList<string> Teams,
    string Since,
    string? Reminded,
    bool IsReached
);

/// <summary>Past the deadline, or because teams wait for ops: what is open, by whom, and what ops can do.</summary>
public static class OpenWorkMails
{
    internal static MailContent For(Quarter quarter, Notice.OpenWork n, Instant at) =>
        OpenWork(Of(quarter, n.To, n.Number, at));

    internal static OpenWorkModel Of(Quarter quarter, Person to, int? number, Instant at)
    {
        var open = OpenObligations.In(quarter, at).Where(o => !o.Act.IsOptional()).ToArray();
        var ofLeaders = open.Where(o => o.Owner is Owner.Individual).ToArray();
        var readsNames = to.Id != quarter.Ceo.Id;
        return new(
            Recipient.In(quarter, to),
            number,
            Moments.Due(quarter, at),
            new(
                quarter.Progress.Complete,
                quarter.Progress.Total,
                open.Where(o => o.Act == Act.AmendScorecard).Sum(o => o.Teams.Length),
                open.Count(o => o.Act == Act.CheckAddress),
                ofLeaders.Select(o => o.Owner.Person!.Id).Distinct().Count(),
                ofLeaders.SelectMany(o => o.Teams).Select(t => t.Team).Distinct().Count()
            ),
            readsNames ? [.. open.Where(o => o.Owner is Owner.Ops).SelectMany(o => Tasks(quarter, o))] : [],
            readsNames
                ? [.. ofLeaders.GroupBy(o => (o.Owner.Person!.Id, Task(o.Act)), (_, same) => Line(quarter, [.. same]))]
                : []
        );
    }

    public static MailContent OpenWork(OpenWorkModel work) =>
        MailContent.To(
            work.To,
            (
                work.Number is null ? OpenWorkMailTexts.PastDueSubject
                : work.Counts.Amendments > 0 ? OpenWorkMailTexts.WaitingForYouSubject
                : OpenWorkMailTexts.OpenSubject
            ).With(
                new
                {
                    quarter = work.To.Quarter,
                    complete = work.Counts.Complete,
                    total = work.Counts.Total,
                    teams = work.Counts.Amendments,
                }
            ),
            (work.Due.IsPast ? MailTexts.WasDue : MailTexts.Due).With(new { due = work.Due.Day }),
            [
                new Paragraph(
                    (work.Due.IsPast ? OpenWorkMailTexts.PastDue : OpenWorkMailTexts.Open).With(
                        new
                        {
                            quarter = work.To.Quarter,
                            company = work.To.Company,
                            due = work.Due.Day,
                            complete = work.Counts.Complete,
                            total = work.Counts.Total,
                        }
                    )
                ),
                .. Body(work),
                new Button(MailTexts.SeeQuarter),
            ]
        );

    /// <summary>What is open and what ops can do, as a part of a mail.</summary>
    internal static IEnumerable<Block> Body(OpenWorkModel work)
    {
        var quarter = work.To.Quarter;
        if (work.Yours.Count > 0)
            yield return new Items(
                OpenWorkMailTexts.WaitingForYou,
                [.. work.Yours.Select(task => new Item(task.Subject, task.WhatToDo, Since(task.Since)))]
            );
        if (work.Others.Count > 0)
            yield return new Items(OpenWorkMailTexts.WaitingForLeaders, [.. work.Others.Select(Line)]);
        if (work.Yours.Count + work.Others.Count == 0)
        {
            if (work.Counts.Amendments > 0)
                yield return Counted(OpenWorkMailTexts.AmendmentsOpen, work.Counts.Amendments);
            if (work.Counts.Addresses > 0)
                yield return Counted(OpenWorkMailTexts.AddressesOpen, work.Counts.Addresses);
            if (work.Counts.Teams > 0)
                yield return Counted(OpenWorkMailTexts.TeamsOpen, work.Counts.Teams);
        }
        yield return new Paragraph(OpenWorkMailTexts.WhatOpsCanDo.With(new { quarter }));
    }

    private static Paragraph Counted(string text, int count) => new(text.With(new { count }));

    private static Item Line(OpenLine line) =>
        new(
            line.Person,
            OpenWorkMailTexts.ActOnTeams.With(new { act = line.Act, teams = Lists.And(line.Teams) }),
            string.Join(
                ' ',
                new[]
                {
                    Since(line.Since),
                    line.Reminded is { } day ? OpenWorkMailTexts.Reminded.With(new { day }) : null,
                    line.IsReached ? null : OpenWorkMailTexts.NotReached,
                }.OfType<string>()
            )
        );

    private static string Since(string day) => OpenWorkMailTexts.Since.With(new { day });

    private static IEnumerable<OpsTask> Tasks(Quarter quarter, Obligation open) =>
        open.Counterpart is { } person
            ?
            [
                new(
                    OpenWorkMailTexts.NameAndAddress.With(new { name = person.Name, address = person.Email }),
                    OpenWorkMailTexts.CheckAddress,
                    Day(quarter, open.Since)
                ),
            ]
            : open.Teams.Select(t => new OpsTask(
                quarter.Reviews[t.Team].Name,
                OpenWorkMailTexts.SendScorecard.With(new { quarter = quarter.Id, team = t.Team }),
                Day(quarter, t.Since)
            ));

    private static OpenLine Line(Quarter quarter, Obligation[] same)
    {
        var (first, owner) = (same[0], same[0].Owner.Person!);
        return new(
            OpenWorkMailTexts.NameAndAddress.With(new { name = owner.Name, address = owner.Email }),
            Task(first.Act),
            [.. same.SelectMany(o => o.Teams).Select(t => quarter.Reviews[t.Team].Name).Distinct()],
            Day(quarter, same.Min(o => o.Since)),
            same.Max(o => o.Reminded) is { } reminded ? Day(quarter, reminded) : null,
            first.Unreached is null
        );
    }

    private static string Day(Quarter quarter, Instant at) => Moments.Day(quarter.Calendar.DateOf(at));

    /// <summary>A mail is read in more places than the page, so it does not say what the two have not settled.</summary>
    private static string Task(Act act) => act.IsReconciling() ? OpenWorkMailTexts.ComeToOneView : ActWords.Of(act);
}

using NodaTime;
using ReviewFlow.Obligations;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Reading;

/// <summary>What is open in a quarter, as ops read it in mails and on their page.</summary>
/// <param name="Counts">What is open as numbers; the lists are empty where the reader may read no leader's
/// name.</param>
/// <param name="Yours">What ops owe.</param>
/// <param name="Others">What leaders owe, in the order of the roster.</param>
public sealed record OpenWork(OpenCounts Counts, IReadOnlyList<OpsTask> Yours, IReadOnlyList<OpenLine> Others)
{
    /// <summary>The CEO reads no leader's name, also as ops.</summary>
    public static OpenWork For(Person reader, Quarter quarter, Instant at)
    {
        var open = OpenObligations.In(quarter, at).Where(o => !o.Act.IsOptional()).ToArray();
        var ofLeaders = open.Where(o => o.Owner is Owner.Individual).ToArray();
        var counts = new OpenCounts(
            quarter.Progress.Complete,
            quarter.Progress.Total,
            open.Where(o => o.Act == Act.AmendScorecard).Sum(o => o.Teams.Length),
            open.Count(o => o.Act == Act.CheckAddress),
            ofLeaders.SelectMany(o => o.Teams).Select(t => t.Team).Distinct().Count()
        );
        return reader.Id == quarter.Ceo.Id
            ? new(counts, [], [])
            : new(
                counts,
                [.. open.Where(o => o.Owner is Owner.Ops).SelectMany(o => Tasks(quarter, o))],
                [.. ofLeaders.GroupBy(o => (o.Owner.Person!.Id, Task(o.Act)), (_, same) => Line(quarter, [.. same]))]
            );
    }

    private static IEnumerable<OpsTask> Tasks(Quarter quarter, Obligation open) =>
        open.Counterpart is { } person
            ? [new(NameAndAddress(person), ReadingTexts.CheckAddress, Since(quarter, open.Since))]
            : open.Teams.Select(t => new OpsTask(
                quarter.Reviews[t.Team].Name,
                ReadingTexts.SendScorecard.With(new { quarter = quarter.Id, team = t.Team }),
                Since(quarter, t.Since)
            ));

    private static OpenLine Line(Quarter quarter, Obligation[] same)
    {
        string?[] when =
        [
            Since(quarter, same.Min(o => o.Since)),
            same.Max(o => o.Reminded) is { } reminded
                ? ReadingTexts.Reminded.With(new { day = Day(quarter, reminded) })
                : null,
            same[0].Unreached is null ? null : ReadingTexts.NotReached,
        ];
        return new(
            NameAndAddress(same[0].Owner.Person!),
            ReadingTexts.ActOnTeams.With(
                new
                {
                    act = Task(same[0].Act),
                    teams = Lists.And(
                        same.SelectMany(o => o.Teams).Select(t => quarter.Reviews[t.Team].Name).Distinct()
                    ),
                }
            ),
            string.Join(' ', when.OfType<string>())
        );
    }

    /// <summary>
    /// A mail is read in more places than the page, so it does not say what the two have not settled.
    /// </summary>
    private static string Task(Act act) => act.IsReconciling() ? ReadingTexts.ComeToOneView : ActWords.Of(act);

    private static string NameAndAddress(Person person) =>
        ReadingTexts.NameAndAddress.With(new { name = person.Name, address = person.Email });

    private static string Since(Quarter quarter, Instant at) => ReadingTexts.Since.With(new { day = Day(quarter, at) });

    private static string Day(Quarter quarter, Instant at) => Moments.Day(quarter.Calendar.DateOf(at));
}

/// <param name="Amendments">Teams that wait for an amended scorecard.</param>
/// <param name="Addresses">People whom a mail did not reach.</param>
/// <param name="Teams">Teams that wait for leaders.</param>
public sealed record OpenCounts(int Complete, int Total, int Amendments, int Addresses, int Teams);

/// <param name="Subject">A team, or a person with their address.</param>
/// <param name="WhatToDo">A sentence.</param>
/// <param name="When">Since when, in a sentence.</param>
public sealed record OpsTask(string Subject, string WhatToDo, string When);

/// <param name="Person">Name and address.</param>
/// <param name="What">The act and its teams.</param>
/// <param name="When">Since when, when they were reminded, and whether a mail did not arrive; whole sentences.</param>
public sealed record OpenLine(string Person, string What, string When);

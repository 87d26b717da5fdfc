using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Obligations;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// Past the deadline. Both leaders of a pair get the same words; a leader of several pairs gets one mail for all.
/// </summary>
/// <param name="Due">The day that passed.</param>
/// <param name="Work">For a leader who is ops as well: everything that is open.</param>
public sealed record EscalatedModel(
    Recipient To,
    string Due,
    IReadOnlyList<PairAwaited> Pairs,
    Help Help = Help.PairAbove,
    OpenWorkModel? Work = null
);

/// <summary>A pair whose joint sign-off is awaited, without saying which seat is missing.</summary>
public sealed record PairAwaited(string Pair, string Product, string Technology, IReadOnlyList<string> Teams)
{
    /// <summary>
    /// Those of <see cref="Teams"/> that the pair must still bring to one view before it can sign them.
    /// </summary>
    public IReadOnlyList<string> Assessed { get; init; } = [];

    /// <summary>Those that were returned and wait for ops.</summary>
    public IReadOnlyList<string> Returned { get; init; } = [];
}

/// <summary>For the CEO. There is no field for a leader.</summary>
/// <param name="Work">For a CEO who is ops as well: how much is open.</param>
public sealed record AwaitingModel(
    Recipient To,
    int Complete,
    int Total,
    IReadOnlyList<string> Teams,
    OpenWorkModel? Work = null
);

public sealed record ExtendedModel(Recipient To, string Was, string Due, string? Reason, IReadOnlyList<string> Teams);

public static class DeadlineMails
{
    internal static MailContent For(Quarter quarter, Notice.Escalated n, Instant at) =>
        Escalated(
            new(
                Recipient.In(quarter, n.To),
                Moments.Day(n.Due),
                [.. n.Turns.GroupBy(t => t.Pair, (pair, turns) => AwaitedOf(quarter, pair, turns, at))],
                Helping.Of(quarter, n.Turns),
                n.To.Id == quarter.Ops?.Id ? OpenWorkMails.Of(quarter, n.To, number: null, at) : null
            )
        );

    private static PairAwaited AwaitedOf(Quarter quarter, PairId pair, IEnumerable<Turn> turns, Instant at)
    {
        var teams = turns
            .Select(t =>
                (
                    quarter.Reviews[t.Team].Name,
                    OpenObligations.On(quarter, t.Team, at).First(o => o.Act.HoldsUpReport()).Act
                )
            )
            .ToArray();
        return new(
            Wording.Of(pair),
            quarter.Pairs[pair].Product.Name,
            quarter.Pairs[pair].Technology.Name,
            [.. teams.Select(t => t.Name)]
        )
        {
            Assessed = [.. teams.Where(t => t.Act is not (Act.Sign or Act.AmendScorecard)).Select(t => t.Name)],
            Returned = [.. teams.Where(t => t.Act == Act.AmendScorecard).Select(t => t.Name)],
        };
    }

    internal static MailContent For(Quarter quarter, Notice.AwaitingJointSignOff n, Instant at) =>
        AwaitingSignOff(
            new(
                Recipient.In(quarter, n.To),
                quarter.Progress.Complete,
                quarter.Progress.Total,
                [.. n.Teams.Select(t => quarter.Reviews[t].Name)],
                n.To.Id == quarter.Ops?.Id ? OpenWorkMails.Of(quarter, n.To, number: null, at) : null
            )
        );

    internal static MailContent For(Quarter quarter, Notice.Extended n) =>
        Extended(new(Recipient.In(quarter, n.To), Moments.Day(n.From), Moments.Day(n.Due), n.Reason, []));

    /// <summary>Both leaders read the same words; only the link differs.</summary>
    public static MailContent Escalated(EscalatedModel escalated)
    {
        var teams = escalated.Pairs.Sum(pair => pair.Teams.Count);
        var mail = MailContent.To(
            escalated.To,
            DeadlineMailTexts.EscalatedSubject.With(new { quarter = escalated.To.Quarter, teams }),
            DeadlineMailTexts.WasDue.With(new { due = escalated.Due }),
            [
                new Paragraph(DeadlineMailTexts.Escalated.With(new { due = escalated.Due, teams })),
                .. escalated.Pairs.Select(Awaited),
                new Paragraph(Next(escalated)),
                .. escalated.Work is { } work
                    ? OpenWorkMails.Body(work).Prepend(new Paragraph(DeadlineMailTexts.AlsoAsOps))
                    : [],
                new Button(MailTexts.OpenReviews),
            ]
        );
        return escalated.Pairs is [var pair]
            ? mail with
            {
                Greeting = DeadlineMailTexts.GreetingOfBoth.With(
                    new { product = pair.Product, technology = pair.Technology }
                ),
            }
            : mail;
    }

    private static string Next(EscalatedModel escalated) =>
        escalated.Pairs.Any(pair => pair.Assessed.Count > 0)
            ? escalated.Help switch
            {
                Help.PairAbove => DeadlineMailTexts.PleaseAgreeToRate,
                Help.Ops => DeadlineMailTexts.PleaseAgreeToRateAtRoot,
                _ => DeadlineMailTexts.PleaseAgreeToRateAnywhere,
            }
        : escalated.Pairs.All(pair => pair.Returned.Count == pair.Teams.Count) ? DeadlineMailTexts.NothingToSignYet
        : DeadlineMailTexts.PleaseAgreeToSign;

    private static Items Awaited(PairAwaited pair) =>
        new(
            DeadlineMailTexts.Awaits.With(
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
                    pair.Assessed.Contains(team) ? DeadlineMailTexts.StillToBeAgreed
                        : pair.Returned.Contains(team) ? DeadlineMailTexts.ReturnedToOps
                        : ""
                )),
            ]
        );

    /// <summary>Counts and team names, never a leader.</summary>
    public static MailContent AwaitingSignOff(AwaitingModel awaiting) =>
        MailContent.To(
            awaiting.To,
            DeadlineMailTexts.AwaitingSubject.With(
                new
                {
                    quarter = awaiting.To.Quarter,
                    complete = awaiting.Complete,
                    total = awaiting.Total,
                }
            ),
            DeadlineMailTexts.ReportFollows,
            [
                new Paragraph(
                    DeadlineMailTexts.Awaiting.With(
                        new
                        {
                            quarter = awaiting.To.Quarter,
                            company = awaiting.To.Company,
                            complete = awaiting.Complete,
                            total = awaiting.Total,
                        }
                    )
                ),
                TeamLists.Names(DeadlineMailTexts.AwaitingHeading, awaiting.Teams),
                .. awaiting.Work is { } work ? OpenWorkMails.Body(work) : [],
                new Button(MailTexts.SeeQuarter),
                new Paragraph(
                    awaiting.Work is null ? DeadlineMailTexts.NothingForCeoToDo : DeadlineMailTexts.ReportIsMailed
                ),
            ]
        );

    public static MailContent Extended(ExtendedModel extended)
    {
        var dates = new { due = extended.Due, was = extended.Was };
        return MailContent.To(
            extended.To,
            DeadlineMailTexts.ExtendedSubject.With(new { quarter = extended.To.Quarter, due = extended.Due }),
            DeadlineMailTexts.DueBefore.With(new { was = extended.Was }),
            [
                .. extended.Reason is null
                    ? [new Paragraph(DeadlineMailTexts.ExtendedWithoutReason.With(dates))]
                    : new Block[]
                    {
                        new Paragraph(DeadlineMailTexts.ExtendedWithReason.With(dates)),
                        new Quote(extended.Reason),
                    },
                .. extended.Teams.Count == 0
                    ? Array.Empty<Block>()
                    : [TeamLists.Names(DeadlineMailTexts.ExtendedHeading, extended.Teams)],
                new Button(MailTexts.OpenReviews),
            ]
        );
    }
}

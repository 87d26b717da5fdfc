using NodaTime;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Reading;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Mails;

internal static partial class MailWriter
{
    private static TeamLine[] Lines(Quarter quarter, Person to, IEnumerable<Quarters.Turn> turns, Instant at)
    {
        var reader = new Reader(quarter, to, at);
        return
        [
            .. turns
                .Select(t => quarter.Reviews[t.Team])
                .Select(r => new TeamLine(r.Name, Wording.Of(r.Pair), Standing.Of(reader, r), Counts(r), WantedOf(r))),
        ];
    }

    private static Wanted WantedOf(Review review) =>
        review switch
        {
            { Stage: Stage.Assessing, Assessment.IsRevealed: true } => Wanted.OneView,
            { Stage: Stage.Assessing } => Wanted.Rating,
            _ => Wanted.Signature,
        };

    /// <summary>As long as a team is being assessed, what its figures say.</summary>
    private static string Counts(Review review) =>
        (review.Stage == Stage.Assessing ? MailTexts.Figures : "")
        + MailTexts.MetPartlyMissed.With(
            new
            {
                met = review.Count(OutcomeStatus.Met),
                partly = review.Count(OutcomeStatus.Partly),
                missed = review.Count(OutcomeStatus.Missed),
            }
        );

    private static Objection Objection(Quarter quarter, TeamId team, SeatOf seat, Person by, string reason) =>
        new(
            quarter.Reviews[team].Name,
            quarter.Reviews[team].Current.Number,
            Wording.Acting(by, quarter.Pairs[seat] is var holder && holder.Id != by.Id ? holder : null),
            seat.Seat.ToString(),
            Wording.Of(seat.Pair),
            reason
        );

    private static Amendment Amendment(Quarter quarter, Notice.Amended n) =>
        new(
            quarter.Reviews[n.Team].Name,
            n.Revision,
            [.. n.Changes.Select(c => new ChangedField(c.What, c.Before, c.After))],
            n.Reason
        );

    private static Escalated Escalation(Quarter quarter, Notice.Escalated n) =>
        new(
            To(quarter, n.To),
            Moments.Day(n.Due),
            [
                .. n
                    .Turns.GroupBy(t => t.Pair)
                    .Select(g => new PairAwaited(
                        Wording.Of(g.Key),
                        quarter.Pairs[g.Key].Product.Name,
                        quarter.Pairs[g.Key].Technology.Name,
                        [.. g.Select(t => quarter.Reviews[t.Team].Name)]
                    )
                    {
                        Assessed =
                        [
                            .. g.Select(t => quarter.Reviews[t.Team])
                                .Where(r => r.Stage == Stage.Assessing)
                                .Select(r => r.Name),
                        ],
                    }),
            ]
        );

    private static AwaitingSignOff Awaiting(Quarter quarter, Notice.AwaitingJointSignOff n)
    {
        var progress = quarter.Progress;
        return new(
            To(quarter, n.To),
            progress.Complete,
            progress.Total,
            [.. n.Teams.Select(t => quarter.Reviews[t].Name)]
        );
    }
}

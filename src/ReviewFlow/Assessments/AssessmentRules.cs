using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;
using ReviewFlow.Sealing;
using ReviewFlow.Text;

namespace ReviewFlow.Assessments;

/// <summary>What is assessed: one team's scorecard in one quarter.</summary>
public sealed record AssessmentSubject(QuarterId Quarter, TeamId Team, string Name, Scorecard Scorecard)
{
    /// <summary>As people know the outcome.</summary>
    public string MetricOf(OutcomeId outcome) =>
        Scorecard.Outcomes.FirstOrDefault(o => o.Id == outcome)?.Metric ?? $"{outcome}";
}

/// <summary>
/// The rules of a joint assessment. A view becomes joint because both hold it or both confirmed it; never averaged,
/// never by time, never by one.
/// </summary>
public static partial class AssessmentRules
{
    /// <summary>
    /// What happens when <paramref name="command"/> meets <paramref name="assessment"/>: events, or why not.
    /// </summary>
    public static Decision Decide(
        AssessmentSubject subject,
        Assessment assessment,
        AssessmentCommand command,
        Instant at
    ) =>
        (assessment.IsRevealed, command) switch
        {
            (true, AssessmentCommand.Seal c)
                // A second click is not an error
                when assessment.SheetOf(c.Seat.Seat)!.SaysSameAs(c.Sheet) => Decision.AlreadySo,
            (true, AssessmentCommand.Seal or AssessmentCommand.Unseal) => Refusal.Revealed.Because(
                AssessmentTexts.RatingsOpen.With(new { team = subject.Name })
            ),
            (false, AssessmentCommand.Seal c) => Sealed(subject, assessment, c, at),
            (false, AssessmentCommand.Unseal c) when assessment.SealOf(c.Seat.Seat) is null => Decision.AlreadySo,
            (false, AssessmentCommand.Unseal c) => new RatingsUnsealed(at, subject.Team, c.Seat, c.By, c.OnBehalfOf),
            (false, _) => Refusal.NotRevealed.Because(
                AssessmentTexts.RatingsOpenWhenBothSealed.With(new { team = subject.Name })
            ),

            (true, AssessmentCommand.Reconcile c) => Reconciled(subject, assessment, c, at),
            (true, AssessmentCommand.Account c) => Accounted(subject, assessment, c, at),
            (true, AssessmentCommand.ProposeWork c) => Worked(subject, assessment, c, at),
            (true, AssessmentCommand.ConfirmWork c) when assessment.Work is { } agreed => agreed.Digest() == c.Digest
                ? Decision.AlreadySo
                : Overtaken(AssessmentTexts.JointWork),
            (true, AssessmentCommand.ConfirmWork c)
                when assessment.WorkProposal is { } p && p.By != c.Seat.Seat && p.Work.Digest() == c.Digest =>
                new JointWorkConfirmed(at, subject.Team, c.Seat, c.By, c.OnBehalfOf, c.Digest),
            (true, AssessmentCommand.ConfirmWork) => Overtaken(AssessmentTexts.JointWork),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };

    /// <summary>The assessment after <paramref name="happened"/>.</summary>
    public static Assessment Evolve(Assessment assessment, AssessmentEvent happened)
    {
        var after = Apply(assessment, happened);
        return
            LeaderOf(happened) is { } leader
            && new ActedFor(happened.By, leader) is var acted
            && !after.ActedOnBehalf.Contains(acted)
            ? after with
            {
                ActedOnBehalf = after.ActedOnBehalf.Add(acted),
            }
            : after;
    }

    private static Person? LeaderOf(AssessmentEvent happened) =>
        happened switch
        {
            RatingsSealed e => e.OnBehalfOf,
            RatingsUnsealed e => e.OnBehalfOf,
            JointRatingsProposed e => e.OnBehalfOf,
            JointRatingsConfirmed e => e.OnBehalfOf,
            SharesWritten e => e.OnBehalfOf,
            SharesAnswered e => e.OnBehalfOf,
            JointWorkProposed e => e.OnBehalfOf,
            JointWorkConfirmed e => e.OnBehalfOf,
            _ => null,
        };

    private static Assessment Apply(Assessment assessment, AssessmentEvent happened) =>
        happened switch
        {
            RatingsSealed e => With(
                assessment,
                e.Seat,
                new(RatingSheet.Digest(e.Commitments), e.By, e.OnBehalfOf, e.At)
            ),
            RatingsUnsealed e => With(assessment, e.Seat, null),
            RatingsRevealed e => assessment with
            {
                Ratings = assessment.Ratings.Reveal(),
                ProductSheet = e.Product,
                TechnologySheet = e.Technology,
                Outcomes =
                [
                    .. e.Product.Ratings.Select(r => Reconciliation.Of(r.Outcome, r.Value, e.Technology.Of(r.Outcome))),
                ],
            },
            JointRatingsProposed e => Each(
                assessment,
                e.Ratings,
                r => r.Outcome,
                (o, r) => o with { Proposal = new(e.Seat.Seat, r) }
            ),
            JointRatingsConfirmed e => Each(
                assessment,
                e.Ratings,
                r => r.Outcome,
                (o, _) => o with { Joint = new(o.Proposal!.Rating.Value, o.Proposal.Rating.Rationale) }
            ),
            SharesWritten e => Each(assessment, e.Shares, s => s.Outcome, (o, s) => o.With(e.Seat.Seat, new(s))),
            SharesAnswered e => Each(
                assessment,
                e.Answers,
                a => a.Outcome,
                (o, a) => o.With(e.Seat.Seat.Other(), o.Share(e.Seat.Seat.Other())! with { Answer = a })
            ),
            JointWorkProposed e => assessment with { WorkProposal = new(e.Seat.Seat, e.Work) },
            JointWorkConfirmed => assessment with { Work = assessment.WorkProposal!.Work },
            AssessmentConcluded => assessment,
            _ => throw new InvalidOperationException($"{happened.GetType().Name} does not happen to an assessment."),
        };

    /// <summary>The sheets that <paramref name="e"/> opens are those that were sealed.</summary>
    public static bool Keeps(QuarterId quarter, Assessment assessment, RatingsRevealed e)
    {
        return IsSealed(e.Product, Seat.Product) && IsSealed(e.Technology, Seat.Technology);

        bool IsSealed(RatingSheet sheet, Seat seat) =>
            assessment.SealOf(seat)?.Commitment
            == RatingSheet.Digest(sheet.Commitments(quarter, e.Team, assessment.Round, seat));
    }

    private static Decision Some(params ReadOnlySpan<AssessmentEvent?> events)
    {
        var some = ImmutableArray.CreateBuilder<QuarterEvent>();
        foreach (var happened in events)
        {
            if (happened is not null)
                some.Add(happened);
        }
        return some.Count == 0 ? Decision.AlreadySo : new Decision.Accepted(some.ToImmutable());
    }

    private static Decision Overtaken(string what) =>
        Refusal.OutOfDate.Because(AssessmentTexts.ChangedReadAgain.With(new { subject = what }));

    private static Assessment With(Assessment assessment, SeatOf seat, Seal? seal) =>
        assessment with
        {
            Ratings = assessment.Ratings.With(seat.Seat.Side(), seal),
        };

    private static Assessment Each<T>(
        Assessment assessment,
        ImmutableArray<T> items,
        Func<T, OutcomeId> of,
        Func<Reconciliation, T, Reconciliation> change
    ) =>
        assessment with
        {
            Outcomes = [.. assessment.Outcomes.Select(o => items.Where(i => of(i) == o.Outcome).Aggregate(o, change))],
        };
}

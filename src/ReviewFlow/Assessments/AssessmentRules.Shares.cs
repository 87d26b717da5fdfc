using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;
using ReviewFlow.Text;

namespace ReviewFlow.Assessments;

public static partial class AssessmentRules
{
    private static Decision Accounted(
        AssessmentSubject subject,
        Assessment assessment,
        AssessmentCommand.Account c,
        Instant at
    )
    {
        var (seat, shares, answers) = (
            c.Seat.Seat,
            ImmutableArray.CreateBuilder<Share>(),
            ImmutableArray.CreateBuilder<ShareAnswer>()
        );
        foreach (var answer in c.Answers)
        {
            var theirs = assessment.Of(answer.Outcome)?.Share(seat.Other());
            if (theirs?.Share.Digest() != answer.Digest)
                return Overtaken(subject.MetricOf(answer.Outcome));
            if (theirs!.Answer == answer || (theirs.IsConfirmed && answer.Confirmed))
                continue;
            if (theirs.IsConfirmed)
                return Refusal.OutOfDate.Because(
                    AssessmentTexts.PartnersShareConfirmed.With(new { outcome = subject.MetricOf(answer.Outcome) })
                );
            if (
                Refusal.NotComplete.ForAny(
                    AssessmentInput.OfAnswer(subject.MetricOf(answer.Outcome), answer, theirs.Share)
                ) is
                { } refused
            )
                return refused;
            if (answer.Confirmed && theirs.Share.IsNone && SaysNone(answer.Outcome))
                return Refusal.NotComplete.At(
                    new FieldProblem(
                        AssessmentFields.Of(AssessmentFields.Answer, answer.Outcome),
                        AssessmentTexts.YouHaveNoShareEither.With(new { outcome = subject.MetricOf(answer.Outcome) })
                    )
                );
            answers.Add(answer);
        }
        foreach (var share in c.Shares)
        {
            if (assessment.Of(share.Outcome) is not { OwesShares: true } outcome)
                return Overtaken(subject.MetricOf(share.Outcome));
            if (
                Refusal.NotComplete.ForAny(AssessmentInput.OfShare(subject.MetricOf(share.Outcome), share)) is
                { } refused
            )
                return refused;
            var own = outcome.Share(seat);
            if (own is { IsContested: false } && own.Share == share)
                continue;
            if (own is { IsConfirmed: true })
                return Refusal.OutOfDate.Because(
                    AssessmentTexts.ShareConfirmed.With(new { outcome = subject.MetricOf(share.Outcome) })
                );
            var theirs = answers.Any(a => a.Outcome == share.Outcome && !a.Confirmed)
                ? null
                : outcome.Share(seat.Other());
            if (share.IsNone && theirs is { Share.IsNone: true, IsContested: false })
                return Refusal.NotComplete.At(
                    new FieldProblem(
                        AssessmentFields.Of(AssessmentFields.None, share.Outcome),
                        AssessmentTexts.PartnerHasNoShareEither.With(new { outcome = subject.MetricOf(share.Outcome) })
                    )
                );
            shares.Add(share);
        }
        return Some(
            answers.Count > 0
                ? new SharesAnswered(at, subject.Team, c.Seat, c.By, c.OnBehalfOf, answers.ToImmutable())
                : null,
            shares.Count > 0
                ? new SharesWritten(at, subject.Team, c.Seat, c.By, c.OnBehalfOf, shares.ToImmutable())
                : null
        );

        // As it will stand after this command; a share of one's own that the partner contests is still to be written
        // again.
        bool SaysNone(OutcomeId outcome) =>
            c.Shares.LastOrDefault(s => s.Outcome == outcome) is { } now
                ? now.IsNone
                : assessment.Of(outcome)!.Share(seat) is { Share.IsNone: true, IsContested: false };
    }
}

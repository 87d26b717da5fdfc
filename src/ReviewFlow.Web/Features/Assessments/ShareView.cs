using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>Both organisations' shares in one outcome that is not met, while they are written and answered.</summary>
internal static class ShareView
{
    public static IReadOnlyList<Option> Answers =>
        [new(Fields.Confirm, AssessmentPageTexts.ConfirmShare), new(Fields.Contest, AssessmentPageTexts.ContestShare)];

    public static OutcomeShares Of(Review review, Reconciliation o, Seat seat, TypedForm? typed)
    {
        var (mine, theirs) = (o.Share(seat), o.Share(seat.Other()));
        return new(
            $"{o.Outcome}",
            review.Scorecard.Outcomes.First(x => x.Id == o.Outcome).Metric,
            o.Joint!.Value,
            Side(mine),
            mine is { IsConfirmed: true } ? null : Write(o, mine?.Share, typed),
            Side(theirs),
            theirs is { Answer: null } ? Answer(o, theirs.Share, typed) : null
        );
    }

    private static ShareSide Side(SharePart? part) =>
        part is null
            ? new(ShareState.NotWritten)
            : new(
                part.IsConfirmed ? ShareState.Confirmed
                    : part.IsContested ? ShareState.Contested
                    : ShareState.Waits,
                new(part.Share.Text, part.Share.Change, part.Share.NoneBecause),
                part.Answer?.Reason
            );

    private static ShareFields Write(Reconciliation o, Share? last, TypedForm? typed)
    {
        var (share, change, none, because) = (
            Name(Fields.Share),
            Name(Fields.Change),
            Name(Fields.None),
            Name(Fields.Because)
        );
        return new(
            Words(share, AssessmentPageTexts.OwnShare, last?.Text),
            Words(change, AssessmentPageTexts.OwnChange, last?.Change),
            new(
                none,
                AssessmentPageTexts.NoShare,
                typed is not null && typed.Has(because) ? typed.Is(none, Fields.Yes) : last?.IsNone == true,
                typed?.ErrorAt(none)
            ),
            Words(because, AssessmentPageTexts.NoShareReason, last?.NoneBecause)
        );

        string Name(string field) => Fields.Of(field, $"{o.Outcome}");

        Words Words(string name, string label, string? text) =>
            new(name, label, Share.MaxTextLength, typed?.Text(name) ?? text ?? "", Error: typed?.ErrorAt(name));
    }

    private static AnswerFields Answer(Reconciliation o, Share theirs, TypedForm? typed)
    {
        var (answer, digest, why, words) = (
            Fields.Of(Fields.Answer, $"{o.Outcome}"),
            Fields.Of(Fields.Digest, $"{o.Outcome}"),
            Fields.Of(Fields.Why, $"{o.Outcome}"),
            theirs.Digest()
        );
        return new(
            digest,
            words,
            new(
                answer,
                AssessmentPageTexts.Answer,
                Answers,
                GapView.AnswerTo(typed, answer, digest, words, Answers),
                Error: typed?.ErrorAt(Choice.FirstId(answer, Answers))
            ),
            new(
                why,
                AssessmentPageTexts.OwnReason,
                Share.MaxTextLength,
                typed?.Text(why) ?? "",
                theirs.IsNone ? AssessmentPageTexts.OneSidedCauseHint : AssessmentPageTexts.ContestReasonHint,
                typed?.ErrorAt(why)
            )
        );
    }
}

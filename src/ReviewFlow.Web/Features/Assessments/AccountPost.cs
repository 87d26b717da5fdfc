using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>
/// The form with the seat's shares in what is not met and its answers to the partner's; some now, others later.
/// </summary>
internal static class AccountPost
{
    public static FormResult Read(AssessmentPost post)
    {
        var (problems, shares, answers) = (
            new List<Problem>(),
            ImmutableArray.CreateBuilder<Share>(),
            ImmutableArray.CreateBuilder<ShareAnswer>()
        );
        foreach (var o in post.Assessment.Outcomes)
        {
            var form = new OfOutcome(
                post,
                o,
                post.Review.Scorecard.Outcomes.First(x => x.Id == o.Outcome).Metric,
                problems
            );
            var answer = form.Answer();
            if (answer is not null)
                answers.Add(answer);
            if (form.Share(contests: answer is { Confirmed: false }) is { } share)
                shares.Add(share);
        }
        if (problems.Count == 0 && shares.Count == 0 && answers.Count == 0)
            problems.Add(new(AssessmentPageTexts.WriteOrganisationsShareAnswerPartners, FirstField(post)));
        return FormResult.Of(problems, () =>
            new AssessmentCommand.Account(post.Seat, post.By, post.Round, shares.ToImmutable(), answers.ToImmutable())
        );
    }

    private static string? FirstField(AssessmentPost post) =>
        post.Assessment.Outcomes.FirstOrDefault(o =>
            o.OwesShares && o.Share(post.Seat.Seat) is not { IsConfirmed: true }
        )
            is { } o
            ? Fields.Of(Fields.Share, $"{o.Outcome}")
            : null;

    private sealed record OfOutcome(AssessmentPost Post, Reconciliation O, string Metric, List<Problem> Problems)
    {
        private SharePart? Mine => O.Share(Post.Seat.Seat);
        private SharePart? Theirs => O.Share(Post.Seat.Seat.Other());

        public ShareAnswer? Answer()
        {
            var (confirms, contests, why, seen) = (
                Is(Fields.Answer, Fields.Confirm),
                Is(Fields.Answer, Fields.Contest),
                Text(Fields.Why),
                Text(Fields.Digest)
            );
            if (!confirms && !contests)
            {
                if (why.Length > 0)
                    Problems.Add(
                        new(
                            AssessmentPageTexts.SayWhetherConfirmContestPartners.With(new { metric = Metric }),
                            Choice.FirstId(Name(Fields.Answer), ShareView.Answers)
                        )
                    );
                return null;
            }
            if (contests && why.Length == 0)
                At(Fields.Why, AssessmentPageTexts.SayWhatContestPartnersShare.With(new { metric = Metric }));
            if (confirms && why.Length == 0 && Theirs is { Share.IsNone: true } theirs && theirs.Share.Digest() == seen)
                At(Fields.Why, AssessmentPageTexts.OneSidedCauseNeedsReason.With(new { metric = Metric }));
            NotTooLong(Fields.Why, "reason");
            return new(O.Outcome, seen, confirms, why.Length == 0 ? null : why);
        }

        /// <summary>Null where nothing was written, or nothing else than what the partner contests already.</summary>
        public Share? Share(bool contests)
        {
            var (text, change, none, because) = (
                Text(Fields.Share),
                Text(Fields.Change),
                Is(Fields.None, Fields.Yes),
                Text(Fields.Because)
            );
            if (!none && text.Length + change.Length + because.Length == 0)
                return null;
            if (none && text.Length + change.Length > 0)
                At(Fields.None, AssessmentPageTexts.WroteShareTickedNoneKeep.With(new { metric = Metric }));
            if (none && because.Length == 0)
                At(Fields.Because, AssessmentPageTexts.SayWhyOrganisationNoShare.With(new { metric = Metric }));
            if (!none && because.Length > 0)
                At(Fields.None, AssessmentPageTexts.SaidWhyNoShareTick.With(new { metric = Metric }));
            if (!none && because.Length == 0 && text.Length == 0)
                At(Fields.Share, AssessmentPageTexts.WriteOrganisationsShare.With(new { metric = Metric }));
            if (!none && because.Length == 0 && change.Length == 0)
                At(Fields.Change, AssessmentPageTexts.SayWhatOrganisationWillChange.With(new { metric = Metric }));
            NotTooLong(Fields.Share, "share");
            NotTooLong(Fields.Change, "change");
            NotTooLong(Fields.Because, "reason");
            var share = none ? new Share(O.Outcome, null, null, because) : new Share(O.Outcome, text, change, null);
            if (none && !contests && Mine?.Share != share && Theirs is { Share.IsNone: true, IsContested: false })
                At(Fields.None, AssessmentPageTexts.PartnerSaysNoShareEither.With(new { metric = Metric }));
            return Mine is { IsContested: true } && Mine.Share == share ? null : share;
        }

        private void NotTooLong(string field, string what)
        {
            if (Text(field).Length > ReviewFlow.Assessments.Share.MaxTextLength)
                At(
                    field,
                    AssessmentPageTexts.KeepCharacters.With(
                        new
                        {
                            what,
                            metric = Metric,
                            maxTextLength = ReviewFlow.Assessments.Share.MaxTextLength,
                        }
                    )
                );
        }

        private void At(string field, string sentence) => Problems.Add(new(sentence, Name(field)));

        private string Name(string field) => Fields.Of(field, $"{O.Outcome}");

        private string Text(string field) => Post.Text(field, O.Outcome);

        private bool Is(string field, string value) => Post.Is(field, O.Outcome, value);
    }
}

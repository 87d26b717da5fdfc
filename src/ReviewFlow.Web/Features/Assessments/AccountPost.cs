using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>
/// The seat's shares in what is not met and its answers to the partner's; some now, others later.
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
        var repeats = false;
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
            if (form.Share() is { } share)
                shares.Add(share);
            repeats |= form.Repeats;
        }
        if (problems.Count == 0 && shares.Count == 0 && answers.Count == 0)
            return new FormResult.Untouched(
                FirstField(post) is { } field ? new(AssessmentPageTexts.ShareOrAnswerRequired, field) : null,
                repeats
            );
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

        /// <summary>The share says what stands already.</summary>
        public bool Repeats { get; private set; }

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
                            AssessmentPageTexts.ShareAnswerRequired.With(new { metric = Metric }),
                            Choice.FirstId(Name(Fields.Answer), ShareView.Answers)
                        )
                    );
                return null;
            }
            var answer = new ShareAnswer(O.Outcome, seen, confirms, why.Length == 0 ? null : why);
            var theirs = Theirs?.Share is { } share && share.Digest() == seen ? share : null;
            Problems.AddRange(AssessmentInput.OfAnswer(Metric, answer, theirs).Placed());
            return answer;
        }

        /// <summary>Null where nothing was written, or nothing else than what stands already.</summary>
        public Share? Share()
        {
            var (text, change, none, because) = (
                Text(Fields.Share),
                Text(Fields.Change),
                Is(Fields.None, Fields.Yes),
                Text(Fields.Because)
            );
            if (!none && text.Length + change.Length + because.Length == 0)
                return null;
            if (!none && because.Length > 0)
                Problems.Add(
                    new(AssessmentPageTexts.NoShareNotTicked.With(new { metric = Metric }), Name(Fields.None))
                );
            var share = new Share(O.Outcome, Written(text, none), Written(change, none), none ? because : null);
            if (none || because.Length == 0)
                Problems.AddRange(AssessmentInput.OfShare(Metric, share).Placed());
            Repeats = Mine?.Share == share;
            return Repeats ? null : share;
        }

        private static string? Written(string text, bool none) => none && text.Length == 0 ? null : text;

        private string Name(string field) => Fields.Of(field, $"{O.Outcome}");

        private string Text(string field) => Post.Text(field, O.Outcome);

        private bool Is(string field, string value) => Post.Is(field, O.Outcome, value);
    }
}

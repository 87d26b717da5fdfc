using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Text;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>What brings two views to one. A leader may answer some outcomes now and others later.</summary>
internal static class ReconcilePost
{
    public static FormResult Read(AssessmentPost post)
    {
        var (problems, confirmed, proposed) = (
            new List<Problem>(),
            ImmutableArray.CreateBuilder<Confirmation>(),
            ImmutableArray.CreateBuilder<ProposedRating>()
        );
        var repeats = false;
        foreach (var o in post.Assessment.Outcomes.Where(o => o.Differed))
        {
            var (seen, rationale, rating) = (
                post.Text(Fields.Digest, o.Outcome),
                post.Text(Fields.Rationale, o.Outcome),
                Ratings.Read(post.Text(Fields.Rating, o.Outcome))
            );
            var standing = o.Proposal is { } p && p.Rating.Digest() == seen ? p : null;
            var touched = rating is not null || (rationale.Length > 0 && rationale != standing?.Rating.Rationale);
            var metric = post.Review.Scorecard.Outcomes.First(x => x.Id == o.Outcome).Metric;
            var answer = Choice.FirstId(Name(Fields.Answer), GapView.Answers);

            if (post.Is(Fields.Answer, o.Outcome, Fields.Yes))
            {
                if (touched && standing is not null)
                    problems.Add(new(AssessmentPageTexts.AgreeOrProposeOnOutcome.With(new { metric }), answer));
                confirmed.Add(new(o.Outcome, seen));
                continue;
            }
            var otherwise = post.Is(Fields.Answer, o.Outcome, Fields.Otherwise);
            if (!otherwise && !touched)
                continue;
            if (!otherwise && standing is not null && standing.By != post.Seat.Seat)
                problems.Add(new(AssessmentPageTexts.RatingAnswerRequired.With(new { metric }), answer));
            if (
                standing?.By == post.Seat.Seat
                && standing.Rating == new ProposedRating(o.Outcome, rating ?? default, rationale)
            )
            {
                repeats = true;
                continue;
            }
            if (rating is null)
                problems.Add(
                    new(
                        AssessmentPageTexts.JointRatingRequired.With(new { metric }),
                        Choice.FirstId(Name(Fields.Rating), Ratings.Options)
                    )
                );
            problems.AddRange(AssessmentInput.OfRationale(o.Outcome, metric, rationale).Placed());
            var words = new ProposedRating(o.Outcome, rating ?? default, rationale);
            // Nobody counters what they have not read; what stands in the field as the page had it counters nothing.
            if (
                rating is not null
                && (o.Proposal?.Rating.Digest() ?? "") is var now
                && now != seen
                && now != words.Digest()
            )
            {
                if (words.Digest() == seen)
                    continue;
                return new FormResult.OutOfDate(
                    AssessmentPageTexts.PartnerProposedRatingMeanwhile.With(new { metric })
                );
            }
            proposed.Add(words);

            string Name(string field) => Fields.Of(field, $"{o.Outcome}");
        }
        if (problems.Count == 0 && confirmed.Count == 0 && proposed.Count == 0)
            return new FormResult.Untouched(
                FirstField(post) is { } field ? new(AssessmentPageTexts.JointRatingMissing, field) : null,
                repeats
            );
        return FormResult.Of(problems, () =>
            new AssessmentCommand.Reconcile(
                post.Seat,
                post.By,
                post.Round,
                confirmed.ToImmutable(),
                proposed.ToImmutable()
            )
        );
    }

    private static string? FirstField(AssessmentPost post) =>
        post.Assessment.Outcomes.FirstOrDefault(o => o.Joint is null) switch
        {
            null => null,
            { Proposal: { } p } o when p.By != post.Seat.Seat => Choice.FirstId(
                Fields.Of(Fields.Answer, $"{o.Outcome}"),
                GapView.Answers
            ),
            var o => Choice.FirstId(Fields.Of(Fields.Rating, $"{o.Outcome}"), Ratings.Options),
        };
}

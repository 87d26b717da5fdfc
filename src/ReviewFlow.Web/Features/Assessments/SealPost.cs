using System.Collections.Immutable;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Assessments;
using ReviewFlow.Text;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>The form that seals a seat's ratings.</summary>
internal static class SealPost
{
    public static FormResult Read(AssessmentPost post)
    {
        var (problems, ratings) = (new List<Problem>(), ImmutableArray.CreateBuilder<Rating>());
        foreach (var outcome in post.Review.Scorecard.Outcomes)
        {
            var (rating, note) = (
                Ratings.Read(post.Text(Fields.Rating, outcome.Id)),
                post.Text(Fields.Note, outcome.Id)
            );
            problems.AddRange(AssessmentInput.OfRating(outcome, rating, note).Placed());
            ratings.Add(new(outcome.Id, rating ?? default, note.Length == 0 ? null : note, Salt.New()));
        }
        return FormResult.Of(problems, () =>
            new AssessmentCommand.Seal(post.Seat, post.By, post.Round, new(ratings.ToImmutable()))
        );
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using ReviewFlow.Assessments;
using ReviewFlow.Text;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>The form that seals a seat's ratings.</summary>
internal static class SealPost
{
    private const int SaltBytes = 32;

    public static FormResult Read(AssessmentPost post)
    {
        var (problems, ratings) = (new List<Problem>(), ImmutableArray.CreateBuilder<Rating>());
        foreach (var outcome in post.Review.Scorecard.Outcomes)
        {
            var (rating, note) = (
                Ratings.Read(post.Text(Fields.Rating, outcome.Id)),
                post.Text(Fields.Note, outcome.Id)
            );
            if (rating is null)
                problems.Add(
                    new(
                        $"Rate '{outcome.Metric}'.",
                        Choice.FirstId(Fields.Of(Fields.Rating, $"{outcome.Id}"), Ratings.Options)
                    )
                );
            if (rating is not null && rating != outcome.Status && note.Length == 0)
                AtNote(AssessmentPageTexts.SayWhyNotWhatFigures.With(new { metric = outcome.Metric }));
            if (note.Length > RatingSheet.MaxNoteLength)
                AtNote(
                    AssessmentPageTexts.KeepNoteCharacters.With(
                        new { metric = outcome.Metric, maxNoteLength = RatingSheet.MaxNoteLength }
                    )
                );
            ratings.Add(new(outcome.Id, rating ?? default, note.Length == 0 ? null : note));

            void AtNote(string sentence) => problems.Add(new(sentence, Fields.Of(Fields.Note, $"{outcome.Id}")));
        }
        return FormResult.Of(problems, () =>
            new AssessmentCommand.Seal(
                post.Seat,
                post.By,
                post.Round,
                new(ratings.ToImmutable(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes)))
            )
        );
    }
}

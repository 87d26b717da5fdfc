using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Assessments;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>What the two leaders of a pair do in the joint assessment of a team.</summary>
internal static class AssessmentEndpoints
{
    public static void MapAssessment(this IEndpointRouteBuilder app)
    {
        Map(FormAction.Seal, AssessmentPageTexts.RatingsNotSealed, SealPost.Read);
        Map(FormAction.Unseal, AssessmentPageTexts.RatingsNotTakenBack, post => new FormResult.Whole(
            new AssessmentCommand.Unseal(post.Seat, post.By, post.Round)
        ));
        Map(FormAction.Settle, AssessmentPageTexts.NothingSent, SettlePost.Read);

        void Map(string formAction, string headline, Func<AssessmentPost, FormResult> read) =>
            app.MapPost(
                $"{Addresses.Desk}/{{team}}/{formAction}",
                (string team, HttpContext http, TeamFormHandler clerk) =>
                    clerk.Take(http, team, formAction, headline, (reader, review, post) =>
                        AssessmentPost.Read(reader, review, post, read)
                    )
            );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Assessments;
using ReviewFlow.Delivery.Pages.Assessing;

namespace ReviewFlow.Delivery.Pages.Endpoints;

/// <summary>What the two leaders of a pair do in the joint assessment of a team.</summary>
internal static class AssessmentEndpoints
{
    public static void MapAssessment(this IEndpointRouteBuilder app)
    {
        Map(Deed.Seal, "Your ratings were not sealed", SealPost.Read);
        Map(Deed.Unseal, "Your ratings were not taken back", post => new Filled.Whole(new AssessmentCommand.Unseal(post.Seat, post.By, post.Round)));
        Map(Deed.Reconcile, "Nothing was sent to your partner", ReconcilePost.Read);
        Map(Deed.Account, "Nothing was sent to your partner", AccountPost.Read);
        Map(Deed.Work, "Nothing was sent to your partner", WorkPost.Read);

        void Map(string deed, string headline, Func<AssessmentPost, Filled> read) =>
            app.MapPost($"{Addresses.Desk}/{{team}}/{deed}", (string team, HttpContext http, Clerk clerk) =>
                clerk.Take(http, team, deed, headline, (reader, review, post) => AssessmentPost.Read(reader, review, post, read)));
    }
}

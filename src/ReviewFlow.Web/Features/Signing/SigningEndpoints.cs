using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application.Reading;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Signing;

/// <summary>
/// What leaders do on the way to the report: sign off, return, withdraw. A sign-off needs a deliberate choice, the
/// others a reason.
/// </summary>
internal static class SigningEndpoints
{
    public static void MapSigning(this IEndpointRouteBuilder app)
    {
        Map(FormAction.SignOff, SigningPageTexts.SignOffNotRecorded, SignOff);
        Map(FormAction.Return, SigningPageTexts.ReturnNotRecorded, Return);
        Map(FormAction.Withdraw, SigningPageTexts.WithdrawalNotRecorded, Withdraw);
        Map(FormAction.TakeBackReturn, SigningPageTexts.ReturnNotTakenBack, TakeBackReturn);

        void Map(string formAction, string headline, Func<Reader, Review, Post, FormResult> read) =>
            app.MapPost(
                $"{Addresses.Desk}/{{team}}/{formAction}",
                (string team, HttpContext http, TeamFormHandler clerk) =>
                    clerk.Take(http, team, formAction, headline, read)
            );
    }

    private static FormResult SignOff(Reader reader, Review review, Post post) =>
        FormResult.Of(
            post.Is(Fields.Confirmed, Fields.Yes)
                ? []
                : [new(SigningPageTexts.SignOffNotConfirmed, FieldIds.Confirmed)],
            () => new SigningCommand.SignOff(Best(reader, review, review.Awaits), reader.Person, post.Text(Fields.Hash))
        );

    private static FormResult Return(Reader reader, Review review, Post post) =>
        FormResult.Of(Reason(post, FieldIds.ReturnReason), () =>
            new SigningCommand.Return(
                Best(reader, review, s => TeamView.MayReturn(review, s)),
                reader.Person,
                post.Text(Fields.Hash),
                post.Text(Fields.Reason)
            )
        );

    private static FormResult Withdraw(Reader reader, Review review, Post post) =>
        FormResult.Of(Reason(post, FieldIds.WithdrawReason), () =>
            new SigningCommand.Withdraw(
                Best(reader, review, s => review.SignOffOf(s) is not null),
                reader.Person,
                post.Text(Fields.Reason)
            )
        );

    private static FormResult TakeBackReturn(Reader reader, Review review, Post post) =>
        FormResult.Of(Reason(post, FieldIds.TakeBackReason), () =>
            new SigningCommand.TakeBackReturn(
                Best(reader, review, s => s == review.Returned?.Seat),
                reader.Person,
                post.Text(Fields.Reason)
            )
        );

    private static Problem[] Reason(Post post, string field) =>
        [.. ReasonInput.Problems(post.Text(Fields.Reason), SigningTexts.ReasonMissing).Placed(field)];

    /// <summary>Who sits on a path twice acts from the seat the page spoke of.</summary>
    private static SeatOf Best(Reader reader, Review review, Func<SeatOf, bool> fits)
    {
        var seats = reader.Seats.Where(s => review.StepOf(s.Pair) is not null).ToArray();
        return seats.Where(fits).DefaultIfEmpty(seats[0]).First();
    }
}

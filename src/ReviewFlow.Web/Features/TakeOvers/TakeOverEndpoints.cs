using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Application.Reading;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.TakeOvers;

/// <summary>
/// Both leaders of the pair above take over the part of the pair whose turn it is, or one of them no longer wants to.
/// </summary>
internal static class TakeOverEndpoints
{
    public static void MapTakeOver(this IEndpointRouteBuilder app)
    {
        Map(FormAction.TakeOver, TakeOverPageTexts.NothingRecorded, Propose);
        Map(FormAction.WithdrawTakeOver, TakeOverPageTexts.ProposalNotWithdrawn, (reader, review, post, pair) =>
            new FormResult.Whole(new TakeOverCommand.Withdraw(Seat(reader, review, pair), reader.Person, pair))
        );

        void Map(string formAction, string headline, Func<Reader, Review, Post, PairId, FormResult> read) =>
            app.MapPost(
                $"{Addresses.Desk}/{{team}}/{formAction}",
                (string team, HttpContext http, TeamFormHandler clerk) =>
                    clerk.Take(http, team, formAction, headline, (reader, review, post) =>
                        PairId.TryParse(post.Text(DelegationFields.Pair), null, out var pair)
                            ? read(reader, review, post, pair)
                            : new FormResult.OutOfDate(TakeOverPageTexts.PairNotOnPath.With(new { team = review.Name }))
                    )
            );
    }

    private static FormResult Propose(Reader reader, Review review, Post post, PairId pair)
    {
        return post.Has(DelegationFields.ReasonDigest)
            ? post.Is(Fields.Confirmed, Fields.Yes)
                ? Agreed()
                : new FormResult.Wanting([new(TakeOverPageTexts.AgreementNotConfirmed, DelegationFields.AgreeId)])
            : FormResult.Of(Unsound(post.Text(Fields.Reason)), () => Command(post.Text(Fields.Reason), joins: false));

        // The command carries the words themselves: the rules hold them against what stands then.
        FormResult Agreed() =>
            review.Open?.Proposed is { } standing
            && post.Is(DelegationFields.ReasonDigest, TakeOverView.Digest(standing.Reason))
                ? new FormResult.Whole(Command(standing.Reason, joins: true))
                : new FormResult.OutOfDate(TakeOverTexts.ProposalChanged.With(new { team = review.Name }));

        ReviewCommand Command(string reason, bool joins) =>
            new TakeOverCommand.TakeOver(Seat(reader, review, pair), reader.Person, pair, reason, joins);
    }

    private static Problem[] Unsound(string reason) =>
        [.. ReasonInput.Problems(reason, TakeOverTexts.ReasonMissing).Placed(DelegationFields.TakeOverReasonId)];

    /// <summary>
    /// The reader's seat in the pair above the one the form spoke of, no matter whose turn it is by now; else any,
    /// which the rules refuse.
    /// </summary>
    private static SeatOf Seat(Reader reader, Review review, PairId pair)
    {
        var above = review.Path.SkipWhile(l => l.Pair != pair).Skip(1).FirstOrDefault()?.Pair;
        var mine = reader.Seats.Where(s => review.StepOf(s.Pair) is not null).ToArray();
        return mine.Where(s => s.Pair == above).DefaultIfEmpty(mine[0]).First();
    }
}

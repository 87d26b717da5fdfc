using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Delivery.Pages.Views;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Reviews;

namespace ReviewFlow.Delivery.Pages.Endpoints;

/// <summary>Both leaders of the pair above take over the part of the pair whose turn it is.</summary>
internal static class TakeOverEndpoints
{
    public static void MapTakeOver(this IEndpointRouteBuilder app) =>
        app.MapPost($"{Addresses.Desk}/{{team}}/{Deed.TakeOver}", (string team, HttpContext http, Clerk clerk) => clerk.Take(http, team, Deed.TakeOver, "Nothing was recorded", Read));

    private static Filled Read(Reader reader, Review review, Post post)
    {
        if (!PairId.TryParse(post.Text(StandInFields.Pair), null, out var pair)) return new Filled.OutOfDate($"This form speaks of a pair that is not on the path of {review.Name}.");
        return post.Has(StandInFields.ReasonDigest)
            ? post.Is(Fields.Confirmed, Fields.Yes) ? Agreed() : new Filled.Wanting([new("Tick the box to say that you agree with exactly this reason.", StandInFields.AgreeId)])
            : Filled.Of(Unsound(post.Text(Fields.Reason)), () => Command(post.Text(Fields.Reason)));

        // The command carries the words themselves: the rules hold them against what stands then.
        Filled Agreed() => review.Open?.Proposed is { } standing && post.Is(StandInFields.ReasonDigest, TakeOverView.Digest(standing.Reason))
            ? new Filled.Whole(Command(standing.Reason))
            : new Filled.OutOfDate($"What you agreed to no longer stands. Read again where {review.Name} is now.");

        ReviewCommand Command(string reason) => new ReviewCommand.TakeOver(Seat(reader, review, pair), reader.Person, pair, reason);
    }

    private static Problem[] Unsound(string reason) => reason.Length switch
    {
        0 => [new("Say why; the report prints it.", StandInFields.TakeOverReasonId)],
        > Fields.LongestReason => [new($"Keep it to {Fields.LongestReason} characters.", StandInFields.TakeOverReasonId)],
        _ => [],
    };

    /// <summary>The reader's seat in the pair above the one the form spoke of, whoever's turn it is by now; else any, which the rules refuse.</summary>
    private static SeatOf Seat(Reader reader, Review review, PairId pair)
    {
        var above = review.Path.SkipWhile(l => l.Pair != pair).Skip(1).FirstOrDefault()?.Pair;
        var mine = reader.Seats.Where(s => review.LevelOf(s.Pair) is not null).ToArray();
        return mine.Where(s => s.Pair == above).DefaultIfEmpty(mine[0]).First();
    }
}

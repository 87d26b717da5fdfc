using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Delivery.Pages.Views;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reviews;

namespace ReviewFlow.Delivery.Pages.Endpoints;

/// <summary>Both leaders of the pair above take over the part of the pair whose turn it is.</summary>
internal static class TakeOverEndpoints
{
    public static void MapTakeOver(this IEndpointRouteBuilder app) => app.MapPost($"{Addresses.Desk}/{{team}}/{Deed.TakeOver}", Do);

    private static async Task<IResult> Do(string team, HttpContext http, Doorman door, FormTokens forms, ReviewDesk desk, TimeProvider time)
    {
        if (await door.Leader(http) is not var (session, reader)) return LinkEndpoints.Dead(http, door, forms);
        if (!TeamId.TryParse(team, null, out var id) || !DeskEndpoints.MayRead(reader, id)) return PageAnswer.NotFound();
        var form = await http.PostedFields();
        if (forms.Check(session, Deed.Of(Deed.TakeOver, id), form[Fields.Token]) is not { } key) return LinkEndpoints.FormOutOfDate(Addresses.Team(id));

        var review = reader.Quarter.Reviews[id];
        var reason = form[Fields.Reason].ToString().ReplaceLineEndings("\n").Trim();
        if (form.ContainsKey(StandInFields.ReasonDigest))
        {
            if (form[Fields.Confirmed] != Fields.Yes)
                return Again(new("", "Tick the box to say that you agree with exactly this reason.", StandInFields.AgreeId), StatusCodes.Status422UnprocessableEntity);
            if (review.Open?.Proposed is not { } standing || TakeOverView.Digest(standing.Reason) != form[StandInFields.ReasonDigest])
                return Again(new("", $"What you agreed to no longer stands. Read again where {review.Name} is now.", Field: null), StatusCodes.Status409Conflict);
            reason = standing.Reason; // the command carries the words themselves: the rules hold them against what stands then
        }
        else if (reason.Length is 0 or > Fields.LongestReason)
        {
            var what = reason.Length == 0 ? "Say why; the report prints it." : $"Keep it to {Fields.LongestReason} characters.";
            return Again(new(reason, what, StandInFields.TakeOverReasonId), StatusCodes.Status422UnprocessableEntity);
        }

        if (!PairId.TryParse(form[StandInFields.Pair], null, out var pair)) return LinkEndpoints.FormOutOfDate(Addresses.Team(id));
        var command = new QuarterCommand.OfTeam(id, new ReviewCommand.TakeOver(Seat(reader, review, pair), reader.Person, pair, reason));
        switch (await desk.Do(reader.Quarter.Id, command, key, http.RequestAborted))
        {
            case Answer.Done done: return new SeeOther($"{Addresses.Team(id)}?entry={done.Entry}");
            case Answer.AlreadySo: return new SeeOther(Addresses.Team(id));
            case Answer.Refused refused:
                reader = reader with { Quarter = (await desk.Look(reader.Quarter.Id, http.RequestAborted))! };
                return Again(new(reason, refused.Sentence, Field: null), StatusCodes.Status409Conflict);
            default: throw new InvalidOperationException("The desk answered something new.");
        }

        PageAnswer Again(TypedTakeOver typed, int status)
        {
            Func<string, string> token = d => forms.Issue(session, d);
            var current = reader.Quarter.Reviews[id];
            return new(TakeOverView.Of(TeamView.Of(reader, current, time.Now(), token), reader, current, token, typed), status);
        }
    }

    /// <summary>The reader's seat in the pair above the one the form spoke of, whoever's turn it is by now; else any, which the rules refuse.</summary>
    private static SeatOf Seat(Reader reader, Review review, PairId pair)
    {
        var above = review.Path.SkipWhile(l => l.Pair != pair).Skip(1).FirstOrDefault()?.Pair;
        var mine = reader.Seats.Where(s => review.LevelOf(s.Pair) is not null).ToArray();
        return mine.Where(s => s.Pair == above).DefaultIfEmpty(mine[0]).First();
    }
}

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

/// <summary>
/// What leaders do: sign off, return, withdraw. Each needs a rendered form, its one-time token and a deliberate choice;
/// what the answer says was recorded is on disk.
/// </summary>
internal static class DeedEndpoints
{
    public static void MapDeeds(this IEndpointRouteBuilder app)
    {
        app.MapPost(Addresses.Desk + "/{team}/{deed}", Do);
    }

    private static async Task<IResult> Do(string team, string deed, HttpContext http, Doorman door, FormTokens forms, ReviewDesk desk, TimeProvider time)
    {
        if (deed is not (Deed.SignOff or Deed.Return or Deed.Withdraw)) return PageAnswer.NotFound();
        if (await door.Leader(http) is not var (session, reader)) return LinkEndpoints.Dead(http, door, forms);
        if (!TeamId.TryParse(team, null, out var id) || !DeskEndpoints.MayRead(reader, id)) return PageAnswer.NotFound();

        var form = await http.PostedFields();
        if (forms.Check(session, Deed.Of(deed, id), form[Fields.Token]) is not { } key) return LinkEndpoints.FormOutOfDate(Addresses.Team(id));

        var filled = new Filled(deed, form[Fields.Hash].ToString(), form[Fields.Reason].ToString().Trim(), form[Fields.Confirmed] == Fields.Yes);
        var review = reader.Quarter.Reviews[id];
        if (Missing(filled) is { } missing) return Again(review, missing, StatusCodes.Status422UnprocessableEntity);

        var command = new QuarterCommand.OfTeam(id, Command(reader, review, filled));
        switch (await desk.Do(reader.Quarter.Id, command, key, http.RequestAborted))
        {
            case Answer.Done done: return new SeeOther($"{Addresses.Team(id)}?entry={done.Entry}");
            case Answer.AlreadySo: return new SeeOther(Addresses.Team(id));
            case Answer.Refused refused:
                reader = reader with { Quarter = (await desk.Look(reader.Quarter.Id, http.RequestAborted))! };
                return Again(reader.Quarter.Reviews[id], new(deed, filled.Reason, Confirmed: false, Headline(deed), refused.Sentence, Field: null), StatusCodes.Status409Conflict);
            default: throw new InvalidOperationException("The desk answered something new.");
        }

        IResult Again(Review current, Typed typed, int status) =>
            new PageAnswer(TeamView.Of(reader, current, time.Now(), d => forms.Issue(session, d), receipt: null, typed), status);
    }

    private static Typed? Missing(Filled filled) => filled switch
    {
        { Deed: Deed.SignOff, Confirmed: false } =>
            new(filled.Deed, "", false, Headline(filled.Deed), "Tick the box to say that you have read the outcomes and sign them off.", FieldIds.Confirmed),
        { Deed: Deed.SignOff } => null,
        { Reason.Length: 0 } => NoReason(filled, "Say why; the others read it."),
        { Reason.Length: > Fields.LongestReason } => NoReason(filled, $"Keep it to {Fields.LongestReason} characters."),
        _ => null,
    };

    private static Typed NoReason(Filled filled, string sentence) => new(
        filled.Deed, filled.Reason, false, Headline(filled.Deed), sentence, filled.Deed == Deed.Return ? FieldIds.ReturnReason : FieldIds.WithdrawReason);

    private static ReviewCommand Command(Reader reader, Review review, Filled filled)
    {
        var seats = reader.Seats.Where(s => review.LevelOf(s.Pair) is not null).ToArray();
        return filled.Deed switch
        {
            Deed.SignOff => new ReviewCommand.SignOff(Best(seats, review.Awaits), reader.Person, filled.Hash),
            Deed.Return => new ReviewCommand.Return(Best(seats, s => TeamView.MayReturn(review, s)), reader.Person, filled.Hash, filled.Reason),
            _ => new ReviewCommand.Withdraw(Best(seats, s => review.SignOffOf(s) is not null), reader.Person, filled.Reason),
        };
    }

    /// <summary>Who sits on a path twice acts from the seat the page spoke of.</summary>
    private static SeatOf Best(SeatOf[] seats, Func<SeatOf, bool> fits) => seats.Where(fits).DefaultIfEmpty(seats[0]).First();

    private static string Headline(string deed) => deed switch
    {
        Deed.SignOff => "Your sign-off was not recorded",
        Deed.Return => "Your return was not recorded",
        _ => "Your withdrawal was not recorded",
    };

    private sealed record Filled(string Deed, string Hash, string Reason, bool Confirmed);
}

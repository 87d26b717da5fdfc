using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Delegations;

/// <summary>
/// A leader names a delegate, or ends what they named. A delegate has no such form, and names nobody.
/// </summary>
internal static class DelegationEndpoints
{
    public static void MapDelegations(this IEndpointRouteBuilder app)
    {
        app.MapPost(Addresses.Delegate, Name);
        app.MapPost(Addresses.EndDelegation, End);
    }

    private static async Task<IResult> Name(HttpContext http, LinkAuthenticator door, FormTokens forms, ReviewDesk desk)
    {
        if (await door.Leader(http) is not var (session, reader))
            return await LinkEndpoints.Dead(http, door, forms);
        var form = await http.PostedFields();
        if (forms.Check(session, FormAction.Delegate, form[Fields.Token]) is not { } key)
            return Again([new(FormTexts.SendAgain)], StatusCodes.Status409Conflict);
        var (from, until) = (Day(DelegationFields.From), Day(DelegationFields.Until));
        var named = PersonRules.Read(Text(DelegationFields.Name), Text(DelegationFields.Email));
        var problems = Problems(named, from, until).ToArray();
        if (named.Person is null || problems.Length > 0)
            return Again(problems, StatusCodes.Status422UnprocessableEntity);

        return await desk.AnswerTo(
            reader.Quarter.Id,
            new QuarterCommand.DelegateTo(reader.Id, named.Person, from!.Value, until!.Value),
            key,
            Addresses.Desk,
            (now, refused) =>
            {
                reader = reader with { Quarter = now };
                return Task.FromResult<IResult>(
                    Again(
                        Placed(refused),
                        refused.Fields.IsEmpty
                            ? StatusCodes.Status409Conflict
                            : StatusCodes.Status422UnprocessableEntity
                    )
                );
            },
            http,
            session.By!
        );

        string Text(string field) => form[field].ToString().Trim();

        LocalDate? Day(string field) =>
            LocalDatePattern.Iso.Parse(Text(field)) is { Success: true } day ? day.Value : null;

        Problem[] Placed(CommandResult.Refused refused) =>
            refused.Fields.IsEmpty
                ? [new(refused.Sentence)]
                : [.. refused.Fields.Select(p => new Problem(p.Sentence, DelegationFields.UntilId))];

        PageAnswer Again(IReadOnlyList<Problem> why, int status) =>
            new(
                DelegationView.Of(
                    HomeView.Of(reader, forms.Issue(session, FormAction.EndLinks)),
                    reader,
                    d => forms.Issue(session, d),
                    receipt: null,
                    new(FormAction.Delegate, new Post(form), DelegationPageTexts.NoDelegateNamed, why)
                ) with
                {
                    Act = FormAction.Delegate,
                },
                status
            );
    }

    private static async Task<IResult> End(HttpContext http, LinkAuthenticator door, FormTokens forms, ReviewDesk desk)
    {
        if (await door.Leader(http) is not var (session, reader))
            return await LinkEndpoints.Dead(http, door, forms);
        var form = await http.PostedFields();
        var who = PersonId.Of(form[DelegationFields.Who].ToString());
        if (forms.Check(session, FormAction.EndDelegationOf(who), form[Fields.Token]) is not { } key)
            return LinkEndpoints.FormOutOfDate(Addresses.Desk);
        return
            await desk.Execute(
                reader.Quarter.Id,
                new QuarterCommand.EndDelegation(reader.Id, who),
                key,
                http.RequestAborted,
                session.By
            )
                is CommandResult.Done done
            ? new SeeOther($"{Addresses.Desk}?entry={done.Entry}")
            : new SeeOther(Addresses.Desk); // it is over already, or the whole quarter is: the desk says which
    }

    private static IEnumerable<Problem> Problems(
        (Person? Person, string? Name, string? Email) named,
        LocalDate? from,
        LocalDate? until
    )
    {
        if (named.Name is { } aboutName)
            yield return new(aboutName, DelegationFields.NameId);
        if (named.Email is { } aboutEmail)
            yield return new(aboutEmail, DelegationFields.EmailId);
        if (from is null)
            yield return new(DelegationPageTexts.FirstDayRequired, DelegationFields.FromId);
        if (until is null)
            yield return new(DelegationPageTexts.LastDayRequired, DelegationFields.UntilId);
    }
}

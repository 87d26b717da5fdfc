using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Assessments;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.TakeOvers;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Signing;

/// <summary>
/// Takes a leader's form to the desk. It needs a form that was rendered for this leader, with its one-time token; what
/// the answer says was recorded is on disk, and what was not comes back as it was typed.
/// </summary>
internal sealed class TeamFormHandler(LinkAuthenticator door, FormTokens forms, ReviewDesk desk, TeamPages pages)
{
    /// <summary>Where on the page the form stands.</summary>
    private static string SlotOf(string formAction, Post post) =>
        formAction == FormAction.TakeOver && post.Has(DelegationFields.ReasonDigest)
            ? TakeOverModel.AgreeSlot
            : formAction;

    /// <param name="headline">What was not done, where it is not.</param>
    /// <param name="read">What the form comes to.</param>
    public async Task<IResult> Take(
        HttpContext http,
        string team,
        string formAction,
        string headline,
        Func<Reader, Review, Post, FormResult> read
    )
    {
        if (await door.Leader(http) is not var (session, reader))
            return await LinkEndpoints.Dead(http, door, forms);
        if (!TeamId.TryParse(team, null, out var id) || !HomeEndpoints.MayRead(reader, id))
            return PageAnswer.NotFound();

        var fields = await http.PostedFields();
        var post = new Post(fields);
        IEnumerable<string>? open = null;
        if (forms.Check(session, FormAction.Of(formAction, id), post.Text(Fields.Token)) is not { } key)
            return await Again([new(FormTexts.SendAgain)], StatusCodes.Status409Conflict);

        switch (read(reader, reader.Quarter.Reviews[id], post))
        {
            case FormResult.Wanting wanting:
                return await Again(wanting.Problems, StatusCodes.Status422UnprocessableEntity);
            case FormResult.OutOfDate old:
                return await Again([new(old.Sentence)], StatusCodes.Status409Conflict);
            case FormResult.Whole whole:
                return await desk.AnswerTo(
                    reader.Quarter.Id,
                    new QuarterCommand.OfTeam(id, whole.Command),
                    key,
                    Addresses.Team(id),
                    (now, refused) =>
                    {
                        reader = reader with { Quarter = now };
                        return Again(
                            Placed(refused),
                            refused.Why == ReviewFlow.Refusal.NotComplete
                                ? StatusCodes.Status422UnprocessableEntity
                                : StatusCodes.Status409Conflict
                        );
                    },
                    http,
                    session.By!
                );
            case FormResult.Parts { Commands: var commands }:
                return await CarryOut(commands, key);
            default:
                throw new InvalidOperationException("A form came to something new.");
        }

        // Each part is recorded by itself; what was refused comes back as it was typed, and is told from what was not.
        async Task<IResult> CarryOut(IReadOnlyList<(string Part, ReviewCommand Command)> commands, string key)
        {
            var (done, refused) = (
                new List<(string Part, long Entry)>(),
                new Dictionary<string, CommandResult.Refused>()
            );
            foreach (var (part, command) in commands)
            {
                var of = new QuarterCommand.OfTeam(id, command);
                var result = await desk.Execute(
                    reader.Quarter.Id,
                    of,
                    $"{key}/{part}",
                    http.RequestAborted,
                    session.By,
                    FormAction.PlaceOf(http)?.SlotOf(reader.Id)
                );
                if (result is CommandResult.Refused { Why: Refusal.LinkEnded or Refusal.NotProven })
                    return HeldForms.UntilLink(
                        http,
                        new(LinkState.Ended),
                        done.Count == 0
                            ? null
                            : FormTexts.PartsRecorded.With(new { done = Named(done.Select(d => d.Part)) })
                    );
                if (result is CommandResult.Refused no)
                    refused[part] = no;
                if (result is CommandResult.Done { Entry: var entry })
                    done.Add((part, entry));
            }
            if (refused.Count == 0)
                return new SeeOther(
                    QueryHelpers.AddQueryString(
                        Addresses.Team(id),
                        done.Select(d => KeyValuePair.Create("entry", (string?)$"{d.Entry}"))
                    )
                );
            reader = reader with { Quarter = (await desk.Get(reader.Quarter.Id, http.RequestAborted))! };
            http.Features.Set(new ReadFields(SettlePost.Without(done.Select(d => d.Part), fields)));
            if (done.Count > 0)
                headline = FormTexts.SomeSent.With(
                    new { done = Named(done.Select(d => d.Part)), open = Named(refused.Keys) }
                );
            open = refused.Keys;
            return await Again(
                [.. refused.Values.SelectMany(Placed)],
                refused.Values.All(r => r.Why == Refusal.NotComplete)
                    ? StatusCodes.Status422UnprocessableEntity
                    : StatusCodes.Status409Conflict
            );
        }

        static string Named(IEnumerable<string> parts) =>
            Lists.And(
                parts.Select(p =>
                    p switch
                    {
                        FormAction.Reconcile => FormTexts.PartReconcile,
                        FormAction.Account => FormTexts.PartAccount,
                        _ => FormTexts.PartWork,
                    }
                )
            );

        IReadOnlyList<Problem> Placed(CommandResult.Refused refused) =>
            refused.Fields.IsEmpty ? [new(refused.Sentence)] : [.. refused.Fields.Placed()];

        async Task<IResult> Again(IReadOnlyList<Problem> problems, int status) =>
            await pages.Show(
                session,
                reader,
                id,
                receipt: null,
                new(formAction, post, headline, problems, open),
                SlotOf(formAction, post),
                status,
                http.RequestAborted
            );
    }
}

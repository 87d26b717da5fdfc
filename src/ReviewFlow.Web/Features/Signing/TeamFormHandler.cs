using Microsoft.AspNetCore.Http;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Home;
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

        var post = new Post(await http.PostedFields());
        if (forms.Check(session, FormAction.Of(formAction, id), post.Text(Fields.Token)) is not { } key)
            return LinkEndpoints.FormOutOfDate(Addresses.Team(id));

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
            default:
                throw new InvalidOperationException("A form came to something new.");
        }

        IReadOnlyList<Problem> Placed(CommandResult.Refused refused) =>
            refused.Fields.IsEmpty ? [new(refused.Sentence)] : [.. refused.Fields.Placed()];

        async Task<IResult> Again(IReadOnlyList<Problem> problems, int status) =>
            await pages.Show(
                session,
                reader,
                id,
                receipt: null,
                new(formAction, post, headline, problems),
                status,
                http.RequestAborted
            );
    }
}

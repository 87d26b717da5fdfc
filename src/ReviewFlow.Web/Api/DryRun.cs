using Microsoft.AspNetCore.Http;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Json;
using ReviewFlow.Quarters;

namespace ReviewFlow.Web.Api;

/// <summary>What <c>?dryRun=true</c> answers: what a command would undo, and the mails that would go out.</summary>
/// <param name="Cancels">The signatures that would be cancelled.</param>
/// <param name="Warnings">What wants a look in the roster.</param>
public sealed record DryRun(
    string Quarter,
    IReadOnlyList<DryRunSignature> Cancels,
    IReadOnlyList<DryRunMail> Mails,
    IReadOnlyList<Problem> Warnings,
    int MoreWarnings
)
{
    internal static async Task<IResult> Answer(QuarterId id, QuarterCommand command, Findings warnings, ReviewDesk desk)
    {
        var preview = await desk.Preview(id, command);
        return preview.Decision is Decision.Refused refused
            ? ApiProblem.Of(refused.Why, refused.Sentence)
            : TypedResults.Ok(
                new DryRun(
                    $"{id}",
                    [.. preview.Cancelled.Select(c => new DryRunSignature(c.SignOff.Signer.Name, c.Review.Name))],
                    [
                        .. preview.Notices.Select(n => new DryRunMail(
                            n.To.Email,
                            n.To.Name,
                            OutboxComposer.KindOf(n),
                            n is Notice.Invitation i ? i.Turns.Length : 0
                        )),
                    ],
                    warnings,
                    warnings.More
                )
            );
    }
}

/// <param name="Name">Who signed.</param>
/// <param name="Team">The team's name.</param>
public sealed record DryRunSignature(string Name, string Team);

public sealed record DryRunMail(string To, string Name, string Kind, int Teams);

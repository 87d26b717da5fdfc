using System.Globalization;
using ReviewFlow.FitConversations;
using ReviewFlow.Json;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Web.Api;

/// <summary>The bodies of the verbs: small JSON objects, read as strictly as a roster.</summary>
internal static class VerbReader
{
    public static (QuarterCommand?, Findings) Void(byte[] body, QuarterId quarter)
    {
        var (request, problems) = VerbBody.Reason(body);
        return (request is null ? null : new QuarterCommand.Void(request), problems);
    }

    public static (QuarterCommand?, Findings) Restored(byte[] body, QuarterId quarter)
    {
        var (reason, problems) = VerbBody.Reason(body);
        return (reason is null ? null : new QuarterCommand.AcknowledgeRestore(reason), problems);
    }

    public static (QuarterCommand?, Findings) Erase(byte[] body, QuarterId quarter)
    {
        var (person, reason, problems) = VerbBody.PersonAndReason(body);
        return (
            person is null || reason is null ? null : new QuarterCommand.ErasePerson(person.Value, reason),
            problems
        );
    }

    public static (QuarterCommand?, Findings) EndLinks(byte[] body, QuarterId quarter)
    {
        var (person, reason, problems) = VerbBody.PersonAndReason(body);
        return (person is null || reason is null ? null : new QuarterCommand.EndLinks(person.Value, reason), problems);
    }

    public static (QuarterCommand?, Findings) Vouch(byte[] body, QuarterId quarter)
    {
        var (person, browser, reason, problems) = VerbBody.Vouch(body);
        return (person is null ? null : new QuarterCommand.VouchFor(person.Value, browser, reason), problems);
    }

    public static (QuarterCommand?, Findings) Extend(byte[] body, QuarterId quarter)
    {
        var (to, reason, problems) = VerbBody.Extension(body);
        return (to is null ? null : new QuarterCommand.Extend(to.Value, reason), problems);
    }

    public static (QuarterCommand?, Findings) StartFit(byte[] body, QuarterId quarter)
    {
        var (one, other, problems) = VerbBody.TwoPeople(body);
        return (
            one is null || other is null ? null : new QuarterCommand.OfFit(new FitCommand.Start(one, other)),
            problems
        );
    }

    /// <param name="number">What is no number names no conversation.</param>
    public static QuarterCommand EndFit(string number) =>
        new QuarterCommand.OfFit(
            new FitCommand.End(
                int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var fit) ? fit : 0,
                By: null
            )
        );

    public static (QuarterCommand?, Findings) VoidTeam(byte[] body, string team)
    {
        var (reason, problems) = VerbBody.Reason(body);
        return OfTeam(team, problems, reason is null ? null : new SigningCommand.Void(reason));
    }

    public static (QuarterCommand?, Findings) Amend(byte[] body, QuarterId quarter, string team)
    {
        var (amendment, problems) = VerbBody.Amendment(body, quarter);
        return OfTeam(team, problems, amendment);
    }

    /// <summary>Two people of one name may well talk; that they are two is for ops to check.</summary>
    public static Findings Warnings(QuarterCommand command, Quarter quarter) =>
        command is QuarterCommand.OfFit { Command: FitCommand.Start(var one, var other) }
        && PersonRules.MayBeOne(other, one, quarter.Namesakes)
            ? Findings.Of(
                new Problem("$.other.name", 1, PersonRules.Likeness(other, one), ApiTexts.TwoPeopleOrTwoAddresses)
            )
            : new();

    private static (QuarterCommand?, Findings) OfTeam(string team, Findings problems, ReviewCommand? command) =>
        TeamId.TryParse(team, null, out var id)
            ? (command is null ? null : new QuarterCommand.OfTeam(id, command), problems)
            : (
                null,
                Findings.Of([
                    new(
                        "$",
                        1,
                        ApiTexts.TeamIdInvalid.With(new { team = VisibleText.Short(team) }),
                        ApiTexts.TeamRequired
                    ),
                    .. problems,
                ])
            );
}

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
    public static (QuarterCommand?, Findings) Void(byte[] body, VerbTarget about)
    {
        var (request, problems) = VerbBody.Reason(body);
        return (request is null ? null : new QuarterCommand.Void(request), problems);
    }

    public static (QuarterCommand?, Findings) Restored(byte[] body, VerbTarget about)
    {
        var (reason, problems) = VerbBody.Reason(body);
        return (reason is null ? null : new QuarterCommand.AcknowledgeRestore(reason), problems);
    }

    public static (QuarterCommand?, Findings) Erase(byte[] body, VerbTarget about)
    {
        var (person, reason, problems) = VerbBody.PersonAndReason(body);
        return (
            person is null || reason is null ? null : new QuarterCommand.ErasePerson(person.Value, reason),
            problems
        );
    }

    public static (QuarterCommand?, Findings) EndLinks(byte[] body, VerbTarget about)
    {
        var (person, reason, problems) = VerbBody.PersonAndReason(body);
        return (person is null || reason is null ? null : new QuarterCommand.EndLinks(person.Value, reason), problems);
    }

    public static (QuarterCommand?, Findings) Vouch(byte[] body, VerbTarget about)
    {
        var (person, browser, reason, problems) = VerbBody.Vouch(body);
        return (person is null ? null : new QuarterCommand.VouchFor(person.Value, browser, reason), problems);
    }

    public static (QuarterCommand?, Findings) Extend(byte[] body, VerbTarget about)
    {
        var (to, reason, problems) = VerbBody.Extension(body);
        return (to is null ? null : new QuarterCommand.Extend(to.Value, reason), problems);
    }

    public static (QuarterCommand?, Findings) AddHoliday(byte[] body, VerbTarget about)
    {
        var (day, reason, problems) = VerbBody.Holiday(body);
        return (day is null || reason is null ? null : new QuarterCommand.AddHoliday(day.Value, reason), problems);
    }

    public static (QuarterCommand?, Findings) ReplaceOffice(byte[] body, VerbTarget about)
    {
        var (office, holder, reason, problems) = VerbBody.OfficeHolder(body);
        return (
            office is null || holder is null || reason is null
                ? null
                : new QuarterCommand.ReplaceOffice(office.Value, holder, reason),
            problems
        );
    }

    public static (QuarterCommand?, Findings) Remind(byte[] body, VerbTarget about)
    {
        var (people, problems) = VerbBody.People(body);
        return (people is null ? null : new QuarterCommand.Remind(people.Value), problems);
    }

    public static (QuarterCommand?, Findings) StartFit(byte[] body, VerbTarget about)
    {
        var (one, other, problems) = VerbBody.TwoPeople(body);
        return (
            one is null || other is null ? null : new QuarterCommand.OfFit(new FitCommand.Start(one, other)),
            problems
        );
    }

    /// <summary>It has no body; what is no number names no conversation.</summary>
    public static (QuarterCommand?, Findings) EndFit(byte[] body, VerbTarget about)
    {
        var isNumber = int.TryParse(about.Fit, NumberStyles.None, CultureInfo.InvariantCulture, out var fit);
        return (new QuarterCommand.OfFit(new FitCommand.End(isNumber ? fit : 0, By: null)), new());
    }

    public static (QuarterCommand?, Findings) VoidTeam(byte[] body, VerbTarget about)
    {
        var (reason, problems) = VerbBody.Reason(body);
        return OfTeam(about.Team, problems, reason is null ? null : new SigningCommand.Void(reason));
    }

    public static (QuarterCommand?, Findings) Amend(byte[] body, VerbTarget about)
    {
        var (amendment, problems) = VerbBody.Amendment(body, about.Quarter);
        return OfTeam(about.Team, problems, amendment);
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

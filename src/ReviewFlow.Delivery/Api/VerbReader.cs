using System.Globalization;
using ReviewFlow.Fits;
using ReviewFlow.Ids;
using ReviewFlow.Json;
using ReviewFlow.Quarters;
using ReviewFlow.Reviews;
using ReviewFlow.Rosters;

namespace ReviewFlow.Delivery.Api;

/// <summary>The bodies of the verbs: small JSON objects, read as strictly as a roster.</summary>
internal static class VerbReader
{
    public static (QuarterCommand?, IReadOnlyList<Problem>) Void(byte[] body, QuarterId quarter)
    {
        var (request, problems) = VerbBody.Reason(body);
        return (request is null ? null : new QuarterCommand.Void(request), problems);
    }

    public static (QuarterCommand?, IReadOnlyList<Problem>) Restored(byte[] body, QuarterId quarter)
    {
        var (reason, problems) = VerbBody.Reason(body);
        return (reason is null ? null : new QuarterCommand.AcknowledgeRestore(reason), problems);
    }

    public static (QuarterCommand?, IReadOnlyList<Problem>) Extend(byte[] body, QuarterId quarter)
    {
        var (to, reason, problems) = VerbBody.Extension(body);
        return (to is null ? null : new QuarterCommand.Extend(to.Value, reason), problems);
    }

    public static (QuarterCommand?, IReadOnlyList<Problem>) StartFit(byte[] body, QuarterId quarter)
    {
        var (one, other, problems) = VerbBody.TwoPeople(body);
        return (one is null || other is null ? null : new QuarterCommand.OfFit(new FitCommand.Start(one, other)), problems);
    }

    /// <param name="number">What is no number names no conversation.</param>
    public static QuarterCommand EndFit(string number) =>
        new QuarterCommand.OfFit(new FitCommand.End(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var fit) ? fit : 0, By: null));

    public static (QuarterCommand?, IReadOnlyList<Problem>) VoidTeam(byte[] body, string team)
    {
        var (reason, problems) = VerbBody.Reason(body);
        return OfTeam(team, problems, reason is null ? null : new ReviewCommand.Void(reason));
    }

    public static (QuarterCommand?, IReadOnlyList<Problem>) Amend(byte[] body, QuarterId quarter, string team)
    {
        var (amendment, problems) = VerbBody.Amendment(body, quarter);
        return OfTeam(team, problems, amendment);
    }

    private static (QuarterCommand?, IReadOnlyList<Problem>) OfTeam(string team, IReadOnlyList<Problem> problems, ReviewCommand? command) =>
        TeamId.TryParse(team, null, out var id)
            ? (command is null ? null : new QuarterCommand.OfTeam(id, command), problems)
            : (null, [new("$", 1, $"'{team}' is not a team id.", "Name a team of the quarter."), .. problems]);
}

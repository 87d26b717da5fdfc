using ReviewFlow.Application.Mails;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

internal static class StatusTable
{
    public static void Show(QuarterStatus status)
    {
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]{status.Quarter}[/] {status.Company}: {status.Stage}, {status.Signed} of {status.Total} teams signed, due {status.Due} ({status.TimeZone}), ledger entry {status.Version}"
        );
        if (status.VoidReason is { } why)
            AnsiConsole.MarkupLineInterpolated($"Voided: {why}");
        if (status.Release is { } release)
            AnsiConsole.MarkupLineInterpolated(
                $"Released {release.At}: {release.Pages} pages, {release.Bytes} bytes, SHA-256 {release.Sha256}"
            );

        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("Team", "Stage", "Revision", "Assessment", "Path (Product / Technology)", "Note");
        foreach (var team in status.Teams)
        {
            var path = string.Join("\n", team.Path.Select(l => $"{l.Pair}: {Word(l.Product)} / {Word(l.Technology)}"));
            table.AddRow(
                Markup.Escape(team.Name),
                team.Stage,
                $"{team.Revision}",
                Markup.Escape(Assessment(team.Assessment)),
                Markup.Escape(path),
                Markup.Escape(team.Note ?? "")
            );
        }
        AnsiConsole.Write(table);

        if (status.Partnerships.Count > 0)
            AnsiConsole.MarkupLineInterpolated(
                $"Partnership checks: {status.Partnerships.Count(p => p.Check == "done")} of {status.Partnerships.Count} done"
            );
        foreach (var fit in status.Fits)
            AnsiConsole.MarkupLineInterpolated(
                $"Fit conversation {fit.Number}: {fit.One.Name} {Answered(fit.One)}, {fit.Other.Name} {Answered(fit.Other)}{(fit.Stage == "started" ? "" : $"; {fit.Stage}")}"
            );
        foreach (var d in status.Delegates)
            AnsiConsole.MarkupLineInterpolated(
                $"{d.Name} on behalf of {d.OnBehalfOf}, {d.From} to {d.Until}{(d.EndedAt is null ? "" : ", ended before")}"
            );
        AnsiConsole.MarkupLineInterpolated(
            $"Mails: {status.Mails.Delivered} delivered, {status.Mails.Owed} owed, {status.Mails.DeadLettered.Count} not deliverable"
        );
        foreach (var deadLettered in status.Mails.DeadLettered)
            AnsiConsole.MarkupLineInterpolated(
                $"  [red]not delivered[/] {deadLettered.To} ({Composer.WordsOf(deadLettered.Kind)}): {deadLettered.Why}"
            );
        foreach (var person in status.Unreached)
            AnsiConsole.MarkupLineInterpolated($"  [red]not reached[/] {person.Name} <{person.Email}>");
    }

    private static string Assessment(AssessmentStatus? of) =>
        of switch
        {
            null => "",
            { Concluded: true } => $"one view{(of.Gaps > 0 ? $", {of.Gaps} reconciled" : "")}",
            { Revealed: true } => $"revealed, {of.OpenGaps} of {of.Gaps} open",
            _ => $"{Seal(of.Product)} / {Seal(of.Technology)}",
        } + (of is { Round: > 1 } ? $" (round {of.Round})" : "");

    private static string Answered(FitPersonStatus person) => person.Answered ? "answered" : "not answered";

    private static string Seal(string seat) => seat == "sealed" ? "sealed" : "not sealed";

    private static string Word(string seat) =>
        seat switch
        {
            "signed" => "signed",
            "awaited" => "awaited",
            "takenOver" => "taken over",
            _ => "not yet",
        };
}

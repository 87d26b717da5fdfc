using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ReviewFlow.Application.Keys;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Demo;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>demo</c>: a whole quarter in one go, over real HTTP on loopback.</summary>
internal static class DemoCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "A roster; without it, the sample quarter", Arity = ArgumentArity.ZeroOrOne };
        var data = new Option<string?>("--data") { Description = "A new folder for what comes of it (default: data/demo-… in this folder)" };
        var command = new Command("demo", "Play a whole quarter: mails, links, sign-offs, report") { file, data };
        command.SetAction((parsed, stop) => CommandRunner.Try(async () =>
        {
            var content = parsed.GetValue(file) is { } f ? await Input.Read(f.FullName) : Sample.Roster();
            var reading = RosterReader.Read(content);
            RosterCommand.ShowWarnings(parsed.GetValue(file)?.Name ?? "sample", reading.Warnings, reading.Warnings.More);
            if (reading.Roster is { } roster) return await Run(roster, content, DataFolder.At(parsed.GetValue(data) ?? NewFolder()), stop);
            RosterCommand.Show(parsed.GetValue(file)!.Name, reading.Problems, reading.Problems.More);
            return ExitCodes.BadInput;
        }));
        return command;
    }

    private static async Task<int> Run(Roster roster, byte[] content, DataFolder data, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        int mails;
        await using (var machine = SingleNodeHost.Build(data, $"http://127.0.0.1:{FreePort()}", quiet: true))
        {
            if (machine.NewOpsKey is not { } key)
            {
                CommandRunner.Say($"{data.Root} was used before. The demo wants a new folder.");
                return ExitCodes.Unusable;
            }
            await machine.Start(stop);
            mails = await Play(roster, content, machine, key, stop);
            await machine.App.StopAsync(stop);
        }
        clock.Stop();

        AnsiConsole.WriteLine();
        var report = Path.Combine(data.Reports, $"{roster.Quarter}.pdf");
        using (var signer = SigningKey.OpenPublic(Path.Combine(data.Keys, "ledger.pub.pem"))) await LedgerCommand.VerifyFolder(data, signer, LedgerCommand.AnchorsOf(data), stop);
        if (await ReportCommand.Verify(report, data, stop) is not ExitCodes.Fine and var refused) return refused;
        Show(roster, data, report, mails, clock.Elapsed);
        return ExitCodes.Fine;
    }

    private static async Task<int> Play(Roster roster, byte[] content, SingleNodeHost machine, string key, CancellationToken stop)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{roster.Quarter}[/] at {roster.Company}: {roster.Teams.Length} teams, {roster.Pairs.Length} pairs, served at {machine.Url}");
        using var api = new ApiClient(machine.Url, key);
        var mailbox = new Mailbox(machine.Data.Mail);
        return await AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn()).StartAsync(async bars =>
        {
            var seats = bars.AddTask("Sign-offs", maxValue: roster.Teams.Sum(t => 2 * PathLength(roster, t)));
            var teams = bars.AddTask("Teams signed by their whole path", maxValue: roster.Teams.Length);
            var report = bars.AddTask("Report released", maxValue: 1);
            using var quarter = new DemoQuarter(roster, content, api, mailbox, Show);
            Show(await quarter.Play(stop));
            return mailbox.Count;

            void Show(QuarterStatus status)
            {
                seats.Value = status.Teams.Sum(t => t.Path.Sum(l => (l.Product == "signed" ? 1 : 0) + (l.Technology == "signed" ? 1 : 0)));
                teams.Value = status.Signed;
                report.Value = status.Stage == "released" ? 1 : 0;
            }
        });
    }

    private static void Show(Roster roster, DataFolder data, string report, int mails, TimeSpan took)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
        grid.AddRow("Report", Markup.Escape(report));
        grid.AddRow("Mails", Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{data.Mail} ({mails} mails)")));
        grid.AddRow("Ledger", Markup.Escape(data.Database));
        AnsiConsole.Write(grid);
        AnsiConsole.MarkupLineInterpolated($"{roster.Teams.Length} teams, signed by both leaders of every pair on their path, in {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
    }

    private static int PathLength(Roster roster, TeamEntry team)
    {
        var parents = roster.Pairs.ToDictionary(p => p.Id, p => p.Parent);
        var length = 0;
        for (PairId? at = team.Pair; at is { } id; at = parents[id]) length++;
        return length;
    }

    private static string NewFolder() => Path.Combine("data", string.Create(CultureInfo.InvariantCulture, $"demo-{DateTime.Now:yyyyMMdd-HHmmss}"));

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

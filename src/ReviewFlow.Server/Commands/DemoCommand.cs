using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ReviewFlow.Application.Keys;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Demo;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>demo</c>: runs a whole quarter over real HTTP on loopback.</summary>
internal static class DemoCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo?>("FILE")
        {
            Description = CommandTexts.DemoRoster,
            Arity = ArgumentArity.ZeroOrOne,
        };
        var data = new Option<string?>("--data") { Description = CommandTexts.DemoData };
        var command = new Command("demo", CommandTexts.Demo) { file, data };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    var content = parsed.GetValue(file) is { } f ? await InputFile.Read(f.FullName) : Sample.Roster();
                    var reading = RosterReader.Read(content);
                    InputFile.PrintWarnings(
                        parsed.GetValue(file)?.Name ?? CommandTexts.SampleName,
                        reading.Warnings,
                        reading.Warnings.More
                    );
                    if (reading.Roster is { } roster)
                        return await Run(
                            roster,
                            content,
                            DataFolder.At(parsed.GetValue(data) ?? NewFolder()),
                            cancellationToken
                        );
                    InputFile.PrintProblems(parsed.GetValue(file)!.Name, reading.Problems, reading.Problems.More);
                    return ExitCodes.BadInput;
                })
        );
        return command;
    }

    private static async Task<int> Run(
        Roster roster,
        byte[] content,
        DataFolder data,
        CancellationToken cancellationToken
    )
    {
        var clock = Stopwatch.StartNew();
        int mails;
        await using (var host = SingleNodeHost.Build(data, $"http://127.0.0.1:{FreePort()}", quiet: true))
        {
            if (host.CreatedOpsKey is not { } key)
            {
                CommandRunner.PrintError(CommandTexts.DemoFolderUsed.With(new { folder = data.Root }));
                return ExitCodes.Unavailable;
            }
            await host.Start(cancellationToken);
            mails = await RunQuarter(roster, content, host, key, cancellationToken);
            await host.App.StopAsync(cancellationToken);
        }
        clock.Stop();

        AnsiConsole.WriteLine();
        var report = Path.Combine(data.Reports, $"{roster.Quarter}.pdf");
        using (var signer = LedgerKeys.OpenPublic(KeyRingFile.PathIn(data.Keys)))
            await LedgerCommand.VerifyFolder(data, signer, LedgerCommand.AnchorsOf(data), cancellationToken);
        if (await ReportCommand.Verify(report, data, cancellationToken) is not ExitCodes.Success and var refused)
            return refused;
        Show(roster, data, report, mails, clock.Elapsed);
        return ExitCodes.Success;
    }

    private static async Task<int> RunQuarter(
        Roster roster,
        byte[] content,
        SingleNodeHost host,
        string key,
        CancellationToken cancellationToken
    )
    {
        AnsiConsole.WriteLine(
            CommandTexts.DemoStarted.With(
                new
                {
                    quarter = roster.Quarter.ToString(),
                    company = roster.Company,
                    teams = roster.Teams.Length,
                    pairs = roster.Pairs.Length,
                    url = host.Url.ToString(),
                }
            )
        );
        using var api = new ApiClient(host.Url, key);
        var mailbox = new Mailbox(host.Data.Mail);
        return await AnsiConsole
            .Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn()
            )
            .StartAsync(async bars =>
            {
                var seats = bars.AddTask(
                    CommandTexts.DemoSignOffs,
                    maxValue: roster.Teams.Sum(t => 2 * PathLength(roster, t))
                );
                var teams = bars.AddTask(CommandTexts.DemoTeams, maxValue: roster.Teams.Length);
                var report = bars.AddTask(CommandTexts.DemoReport, maxValue: 1);
                using var quarter = new DemoQuarter(roster, content, api, mailbox, Show);
                Show(await quarter.Run(cancellationToken));
                return mailbox.Count;

                void Show(QuarterStatus status)
                {
                    seats.Value = status.Teams.Sum(t =>
                        t.Path.Sum(l => (l.Product == "signed" ? 1 : 0) + (l.Technology == "signed" ? 1 : 0))
                    );
                    teams.Value = status.Signed;
                    report.Value = status.Stage == "released" ? 1 : 0;
                }
            });
    }

    private static void Show(Roster roster, DataFolder data, string report, int mails, TimeSpan took)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
        grid.AddRow(CommandTexts.ResultReport, Markup.Escape(report));
        var folder = CommandTexts.ResultMailFolder.With(new { folder = data.Mail, count = mails });
        grid.AddRow(CommandTexts.ResultMails, Markup.Escape(folder));
        grid.AddRow(CommandTexts.ResultLedger, Markup.Escape(data.Database));
        AnsiConsole.Write(grid);
        var seconds = took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        AnsiConsole.WriteLine(CommandTexts.DemoFinished.With(new { teams = roster.Teams.Length, seconds }));
    }

    private static int PathLength(Roster roster, TeamEntry team)
    {
        var parents = roster.Pairs.ToDictionary(p => p.Id, p => p.Parent);
        var length = 0;
        for (PairId? at = team.Pair; at is { } id; at = parents[id])
            length++;
        return length;
    }

    private static string NewFolder() =>
        Path.Combine("data", string.Create(CultureInfo.InvariantCulture, $"demo-{DateTime.Now:yyyyMMdd-HHmmss}"));

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

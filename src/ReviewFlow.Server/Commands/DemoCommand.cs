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

/// <summary><c>demo</c>: runs a whole quarter over real HTTP on loopback.</summary>
internal static class DemoCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo?>("FILE")
        {
            Description = "A roster; without it, the sample quarter",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var data = new Option<string?>("--data")
        {
            Description = "A new folder for what comes of it (default: data/demo-… in this folder)",
        };
        var command = new Command("demo", "Play a whole quarter: mails, links, sign-offs, report") { file, data };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    var content = parsed.GetValue(file) is { } f ? await InputFile.Read(f.FullName) : Sample.Roster();
                    var reading = RosterReader.Read(content);
                    InputFile.PrintWarnings(
                        parsed.GetValue(file)?.Name ?? "sample",
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
                CommandRunner.PrintError($"{data.Root} was used before. The demo wants a new folder.");
                return ExitCodes.Unavailable;
            }
            await host.Start(cancellationToken);
            mails = await RunQuarter(roster, content, host, key, cancellationToken);
            await host.App.StopAsync(cancellationToken);
        }
        clock.Stop();

        AnsiConsole.WriteLine();
        var report = Path.Combine(data.Reports, $"{roster.Quarter}.pdf");
        using (var signer = SigningKey.OpenPublic(Path.Combine(data.Keys, "ledger.pub.pem")))
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
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]{roster.Quarter}[/] at {roster.Company}: {roster.Teams.Length} teams, {roster.Pairs.Length} pairs, served at {host.Url}"
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
                var seats = bars.AddTask("Sign-offs", maxValue: roster.Teams.Sum(t => 2 * PathLength(roster, t)));
                var teams = bars.AddTask("Teams signed by their whole path", maxValue: roster.Teams.Length);
                var report = bars.AddTask("Report released", maxValue: 1);
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
        grid.AddRow("Report", Markup.Escape(report));
        grid.AddRow(
            "Mails",
            Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{data.Mail} ({mails} mails)"))
        );
        grid.AddRow("Ledger", Markup.Escape(data.Database));
        AnsiConsole.Write(grid);
        AnsiConsole.MarkupLineInterpolated(
            $"{roster.Teams.Length} teams, signed by both leaders of every pair on their path, in {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s."
        );
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

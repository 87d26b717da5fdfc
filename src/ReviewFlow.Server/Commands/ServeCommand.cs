using System.CommandLine;
using ReviewFlow.Application.Desk;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>serve</c> runs the product until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder for database, mails, reports and keys",
            DefaultValueFactory = _ => "data",
        };
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var sample = new Option<bool>("--sample")
        {
            Description = "Start the sample quarter, and show its mails in the browser of this machine",
        };
        var command = new Command("serve", "Run ReviewFlow on this machine") { data, urls, sample };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(() =>
                    Run(
                        DataFolder.At(parsed.GetValue(data)!),
                        parsed.GetValue(urls)!,
                        parsed.GetValue(sample),
                        cancellationToken
                    )
                )
        );
        return command;
    }

    private static async Task<int> Run(DataFolder data, string urls, bool sample, CancellationToken cancellationToken)
    {
        await using var host = SingleNodeHost.Build(data, urls, quiet: false, showsOutbox: sample);
        await host.Start(cancellationToken);
        if (sample)
            await StartSample(host, cancellationToken);

        AnsiConsole.MarkupLineInterpolated($"ReviewFlow serves at [bold]{host.Url}[/], data in {data.Root}");
        if (host.CreatedOpsKey is not null)
            AnsiConsole.MarkupLineInterpolated(
                $"The ops key is in {OpsKey.FileIn(data.Keys)}. Use it as --key \"$(cat {OpsKey.FileIn(data.Keys)})\""
            );
        if (host.OutboxUrl is { } outbox)
            AnsiConsole.MarkupLineInterpolated($"The leaders' mails: [bold]{outbox}[/]");
        else if (host.WritesMailsToFolder)
            AnsiConsole.MarkupLineInterpolated(
                $"Mails are written to {data.Mail} and sent nowhere; set ReviewFlow__Smtp__Host to send them."
            );
        AnsiConsole.MarkupLine("Stop it with Ctrl+C.");
        await host.App.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Success;
    }

    private static async Task StartSample(SingleNodeHost host, CancellationToken cancellationToken)
    {
        var roster = RosterReader.Read(Sample.Roster()).Roster!;
        var desk = host.App.Services.GetRequiredService<ReviewDesk>();
        if (await desk.Get(roster.Quarter, cancellationToken) is null)
            await desk.Execute(roster.Quarter, new QuarterCommand.Start(roster), key: null, cancellationToken);
    }
}

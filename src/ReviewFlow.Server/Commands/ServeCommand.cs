using System.CommandLine;
using ReviewFlow.Application.Desk;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>serve</c>: the whole product on this machine until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var data = new Option<string>("--data") { Description = "Folder for database, mails, reports and keys", DefaultValueFactory = _ => "data" };
        var urls = new Option<string>("--urls") { Description = "Where to listen", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var sample = new Option<bool>("--sample") { Description = "Start the sample quarter, and show its mails in the browser of this machine" };
        var command = new Command("serve", "Run ReviewFlow on this machine") { data, urls, sample };
        command.SetAction((parsed, stop) => CommandRunner.Try(() => Run(DataFolder.At(parsed.GetValue(data)!), parsed.GetValue(urls)!, parsed.GetValue(sample), stop)));
        return command;
    }

    private static async Task<int> Run(DataFolder data, string urls, bool sample, CancellationToken stop)
    {
        await using var machine = SingleNodeHost.Build(data, urls, quiet: false, showsMails: sample);
        await machine.Start(stop);
        if (sample) await StartSample(machine, stop);

        AnsiConsole.MarkupLineInterpolated($"ReviewFlow serves at [bold]{machine.Url}[/], data in {data.Root}");
        if (machine.NewOpsKey is not null) AnsiConsole.MarkupLineInterpolated($"The ops key is in {OpsKey.FileIn(data.Keys)}. Use it as --key \"$(cat {OpsKey.FileIn(data.Keys)})\"");
        if (machine.OutboxUrl is { } outbox) AnsiConsole.MarkupLineInterpolated($"The leaders' mails: [bold]{outbox}[/]");
        else if (machine.KeepsMails) AnsiConsole.MarkupLineInterpolated($"Mails are written to {data.Mail} and sent nowhere; set ReviewFlow__Smtp__Host to send them.");
        AnsiConsole.MarkupLine("Stop it with Ctrl+C.");
        await machine.App.WaitForShutdownAsync(stop);
        return ExitCodes.Fine;
    }

    private static async Task StartSample(SingleNodeHost machine, CancellationToken stop)
    {
        var roster = RosterReader.Read(Sample.Roster()).Roster!;
        var desk = machine.App.Services.GetRequiredService<ReviewDesk>();
        if (await desk.Get(roster.Quarter, stop) is null) await desk.Execute(roster.Quarter, new QuarterCommand.Start(roster), key: null, stop);
    }
}

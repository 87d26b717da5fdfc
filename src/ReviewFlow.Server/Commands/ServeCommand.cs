using System.CommandLine;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Operators;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

/// <summary><c>serve</c> runs the product until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var data = new Option<string>("--data")
        {
            Description = CommandTexts.ServeData,
            DefaultValueFactory = _ => "data",
        };
        var urls = new Option<string>("--urls")
        {
            Description = CommandTexts.ServeUrls,
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var sample = new Option<bool>("--sample") { Description = CommandTexts.ServeSample };
        var command = new Command("serve", CommandTexts.Serve) { data, urls, sample };
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

        AnsiConsole.WriteLine(CommandTexts.ServerStarted.With(new { url = host.Url.ToString(), folder = data.Root }));
        if (host.CreatedOpsKey is not null)
            AnsiConsole.WriteLine(CommandTexts.OpsKeyCreated.With(new { path = OperatorKeys.FileIn(data.Keys) }));
        if (host.OutboxUrl is { } outbox)
            AnsiConsole.WriteLine(CommandTexts.MailsShown.With(new { url = outbox.ToString() }));
        else if (host.WritesMailsToFolder)
            AnsiConsole.WriteLine(CommandTexts.MailsNotSent.With(new { folder = data.Mail }));
        AnsiConsole.WriteLine(CommandTexts.HowToStop);
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

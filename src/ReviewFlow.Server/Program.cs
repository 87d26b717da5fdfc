using System.CommandLine;
using ReviewFlow.Server;
using ReviewFlow.Server.Commands;

var reviewflow = new RootCommand(CommandTexts.Program)
{
    ServeCommand.Build(),
    DemoCommand.Build(),
    RosterCommand.Build(),
    QuarterCommands.Build(),
    TeamCommands.Build(),
    FitCommands.Build(),
    PersonCommand.Build(),
    RemindCommands.Remind(),
    RemindCommands.Mail(),
    OfficeCommands.Office(),
    OfficeCommands.Calendar(),
    AccessCommands.Links(),
    AccessCommands.Vouch(),
    ReportCommand.Build(),
    LedgerCommand.Build(),
    OperatorCommand.Build(),
    KeysCommand.Build(),
};
CommandRunner.SetUpConsole();
var parsed = reviewflow.Parse(args);
var exit = await parsed.InvokeAsync(CommandRunner.Invocation);
return exit != ExitCodes.Success && parsed.Errors.Count > 0 ? ExitCodes.BadInput : exit;

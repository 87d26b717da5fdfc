using Azure.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using ReviewFlow.Application;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Infrastructure.Telemetry;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Logging.LeavePathsOut().KeepSecurityEvents();
    var settings = FunctionSettings.Read(builder.Configuration);
    AzureServices.Register(builder.Services, settings);
    builder.Services.AddTelemetry(
        builder.Configuration,
        Export.FunctionsWorker,
        settings.Storage is Storage.Account ? new DefaultAzureCredential() : null
    );
    await builder.Build().RunAsync();
    return 0;
}
catch (OperatorException e)
{
    // One plain sentence. The host goes by its words: what does not say "error" it logs at a level that host.json
    // leaves out.
    await Console.Error.WriteLineAsync($"Error: {e.Message}");
    return 1;
}

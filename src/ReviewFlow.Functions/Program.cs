using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using ReviewFlow.Delivery;
using ReviewFlow.Functions.Hosting;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    OnAzure.Register(builder.Services, FunctionSettings.Read(builder.Configuration));
    await builder.Build().RunAsync();
    return 0;
}
catch (UnusableException e)
{
    await Console.Error.WriteLineAsync(e.Message); // one plain sentence; the platform shows it in its log
    return 1;
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ReviewFlow.Functions.Orchestrations;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Web.Hosting;

namespace ReviewFlow.Functions.Hosting;

/// <summary>
/// The table of pages and routes that the server maps as well. The platform asks for no function key: the app checks
/// the keys of its operators itself, and so it alone knows them.
/// </summary>
internal sealed class HttpFunctions(IServiceProvider services, OrchestrationClient orchestrations)
{
    private readonly RequestDelegate _answer = Build(services);

    [Function("Api")]
    public Task Api(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            "options",
            "post",
            "put",
            "patch",
            "delete",
            Route = "api/{*path}"
        )]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => Answer(request.HttpContext, client);

    [Function("Pages")]
    public Task Pages(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            "options",
            "post",
            "put",
            "patch",
            "delete",
            Route = "{*path}"
        )]
            HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => Answer(request.HttpContext, client);

    private Task Answer(HttpContext http, DurableTaskClient client)
    {
        orchestrations.Use(client);
        http.SetEndpoint(null); // the trigger's own; the table within routes again
        http.Request.RouteValues.Clear();
        return _answer(http);
    }

    private static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseForwardedHeaders();
        ReviewFlowApp.Map(app, routes => routes.MapSendGrid());
        return app.Build();
    }
}

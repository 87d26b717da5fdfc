using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Delivery;
using ReviewFlow.Delivery.Api;
using ReviewFlow.Delivery.Archive;
using ReviewFlow.Delivery.Archive.Files;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Hosting;
using ReviewFlow.Delivery.Ledger;
using ReviewFlow.Delivery.Ledger.Sqlite;
using ReviewFlow.Delivery.Links;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Delivery.Mail.SendGrid;
using ReviewFlow.Functions.Orchestrations;

namespace ReviewFlow.Functions.Hosting;

/// <summary>The whole product in a function app.</summary>
internal static class OnAzure
{
    /// <exception cref="UnusableException">One plain sentence on what keeps it from starting.</exception>
    public static void Register(IServiceCollection services, FunctionSettings settings)
    {
        ReviewFlowApp.AddTo(services);
        services.AddSingleton(settings).AddSingleton(settings.Delivery);
        services.AddSingleton<Wire>().AddSingleton<IBell, OrchestrationBell>().AddSingleton<Site>();
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            // The worker listens on loopback for its host alone; before the host stands the platform's front end, before that whoever asks.
            (o.ForwardedHeaders, o.ForwardLimit) = (ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, 2);
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
        });
        if (settings.SendGrid is { } sendGrid) services.AddSendGrid(sendGrid);
        else services.AddSingleton<ICarrier>(new MailFolder(In("mail")));
        InFolder(services);

        string In(string name) => Path.Combine(settings.Folder, name);

        void InFolder(IServiceCollection kept)
        {
            foreach (var name in new[] { "mail", "reports", "keys", "keys/protection" }) SecretFile.CreateFolder(In(name));
            // Made here and not on first use, so that what is wrong with them is said at the start.
            var (file, key, ops) = (new SqliteFile(In("reviewflow.db")), SigningKey.OpenOrCreate(In("keys")), OpsKey.OpenOrCreate(In("keys")).Key);
            kept.AddSingleton(_ => file).AddSingleton(_ => key).AddSingleton(ops);
            kept.AddSingleton<ILedger, SqliteLedger>().AddSingleton<IOutbox, SqliteOutbox>().AddSingleton<ILinks, SqliteLinks>();
            kept.AddSingleton<IReportArchive>(new ReportFolder(In("reports")));
            kept.AddDataProtection().SetApplicationName("ReviewFlow").PersistKeysToFileSystem(new DirectoryInfo(In("keys/protection")));
        }
    }
}

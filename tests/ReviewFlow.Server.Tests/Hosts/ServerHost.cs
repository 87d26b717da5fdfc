using MimeKit;
using ReviewFlow.Application.Settings;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>The server in a new data folder.</summary>
internal sealed class ServerHost : ProductHost
{
    private readonly TempFolder _folder = new();

    private ServerHost(ServerProcess? server) => Server = server ?? new ServerProcess(_folder["data"]);

    public ServerProcess Server { get; }

    public override Uri Address => Server.Address;

    public override string OpsKey => Server.OpsKey;

    /// <param name="server">A server that the caller has configured; null for the default.</param>
    public static async Task<ServerHost> Start(ServerProcess? server = null)
    {
        var host = new ServerHost(server);
        await host.Server.Start();
        return host;
    }

    /// <summary>A server on which acts need a link and no code, for tests of something else.</summary>
    public static async Task<ServerHost> StartWithLinksAlone()
    {
        var host = new ServerHost(server: null);
        host.Server.Settings["ReviewFlow__SignIn"] = nameof(SignIn.Link);
        await host.Server.Start();
        return host;
    }

    public override IReadOnlyList<MimeMessage> Mails() =>
        [
            .. Directory
                .EnumerateFiles(Server.Data.Mail, "*.eml")
                .Order(StringComparer.Ordinal)
                .Select(path => MimeMessage.Load(path)),
        ];

    public override async Task Restart()
    {
        await Server.Kill();
        await Server.Start();
    }

    protected override async ValueTask End()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}

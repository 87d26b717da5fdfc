using MimeKit;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>The server as a child process on a new data folder.</summary>
internal sealed class OneMachineHost : Host
{
    private readonly Scratch _folder = new();

    private OneMachineHost(ServerProcess? server) => Server = server ?? new ServerProcess(_folder.Path("data"));

    public ServerProcess Server { get; }

    public override Uri Address => Server.Address;

    public override string OpsKey => Server.OpsKey;

    /// <param name="server">One that the caller has prepared; null for a plain one.</param>
    public static async Task<OneMachineHost> Start(ServerProcess? server = null)
    {
        var host = new OneMachineHost(server);
        await host.Server.Start();
        return host;
    }

    public override IReadOnlyList<MimeMessage> Mails() =>
        [.. Directory.EnumerateFiles(Server.Data.Mail, "*.eml").Order(StringComparer.Ordinal).Select(path => MimeMessage.Load(path))];

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

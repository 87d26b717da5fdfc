using MimeKit;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>Runs the product. The journeys use it from outside only, so that every host runs the same ones.</summary>
public abstract class ProductHost : IAsyncDisposable
{
    public abstract Uri Address { get; }

    public abstract string OpsKey { get; }

    /// <summary>All mails so far, oldest first. The caller disposes them.</summary>
    public abstract IReadOnlyList<MimeMessage> Mails();

    /// <summary>Kills it and starts it again on the same data.</summary>
    public abstract Task Restart();

    public async ValueTask DisposeAsync()
    {
        await End();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask End();
}

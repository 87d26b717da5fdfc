using MimeKit;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>Something that runs the whole product. The journeys see a host only from outside, so each host runs the same ones.</summary>
public abstract class ProductHost : IAsyncDisposable
{
    public abstract Uri Address { get; }

    public abstract string OpsKey { get; }

    /// <summary>Every mail that was sent so far, oldest first; the caller disposes them.</summary>
    public abstract IReadOnlyList<MimeMessage> Mails();

    /// <summary>Stops it without a warning and starts it again on what it had written.</summary>
    public abstract Task Restart();

    public async ValueTask DisposeAsync()
    {
        await End();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask End();
}

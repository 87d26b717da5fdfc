using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>A store that the suites of compliance run against.</summary>
public abstract class StoreUnderTest : IDisposable
{
    /// <summary>A store in which nothing was ever written. Called once per test.</summary>
    public abstract Task<Store> Fresh();

    /// <summary>True if <paramref name="text"/> is found anywhere in the store's files or rows.</summary>
    public abstract Task<bool> Keeps(string text);

    /// <summary>Changes the row of a mail without the product.</summary>
    public abstract Task Spoil(string key, Spoiled what);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

/// <summary>The four faces of one store, and whether a head is signed with its key.</summary>
public sealed record Store(
    ILedger Ledger,
    IOutbox Outbox,
    ILinks Links,
    ISealedStore Safe,
    Func<LedgerHead, string?> Problem
);

/// <summary>What is changed in a row.</summary>
public enum Spoiled
{
    Quarter,
    OwedAt,
    Content,
}

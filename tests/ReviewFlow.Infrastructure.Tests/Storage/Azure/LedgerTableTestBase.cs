using ReviewFlow.Application.Keys;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>A table of its own and a key.</summary>
public abstract class LedgerTableTestBase(Azurite azurite) : IDisposable
{
    private protected Azurite Azurite { get; } = azurite;

    private readonly TempFolder _folder = new();
    private LedgerKeys? _key;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected LedgerKeys Key => _key ??= LedgerKeys.OpenOrCreate(_folder.Path);

    public void Dispose()
    {
        _key?.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

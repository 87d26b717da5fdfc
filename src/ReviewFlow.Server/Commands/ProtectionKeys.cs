using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using ReviewFlow.Application;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Text;

namespace ReviewFlow.Server.Commands;

/// <summary>
/// The ring of data protection in <c>keys/protection</c>, which the framework keeps: a new key every 90 days. They
/// encrypt cookies, forms, tokens of mails that wait and sealed texts.
/// </summary>
internal sealed class ProtectionKeys : IDisposable
{
    private const int IdDigits = 16;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly ServiceProvider _services;
    private readonly IKeyManager _keys;

    /// <exception cref="OperatorException">There are no such keys.</exception>
    public ProtectionKeys(DataFolder data)
    {
        if (!Directory.Exists(data.Protection))
            throw new ConfigurationException(CommandTexts.NoProtectionKeys.With(new { folder = data.Protection }));
        _services = new ServiceCollection()
            .AddLogging()
            .AddDataProtection()
            .SetApplicationName("ReviewFlow")
            .PersistKeysToFileSystem(new DirectoryInfo(data.Protection))
            .Services.BuildServiceProvider();
        _keys = _services.GetRequiredService<IKeyManager>();
    }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<IKey> All => [.. _keys.GetAllKeys().OrderBy(k => k.CreationDate)];

    /// <summary>As the other kinds: 16 hexadecimal digits.</summary>
    public static string IdOf(IKey key) => key.KeyId.ToString("N", CultureInfo.InvariantCulture)[..IdDigits];

    public IKey? Find(string id) => All.FirstOrDefault(k => IdOf(k) == id);

    public IKey Rotate(DateTimeOffset now) => _keys.CreateNewKey(now, now + Lifetime);

    /// <summary>What it encrypted carries no moment, so a key is revoked as a whole.</summary>
    public void Revoke(IKey key, string? reason) => _keys.RevokeKey(key.KeyId, reason);

    public void Dispose() => _services.Dispose();
}

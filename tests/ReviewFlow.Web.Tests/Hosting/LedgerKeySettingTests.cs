using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Settings;
using ReviewFlow.Testing;

namespace ReviewFlow.Web.Tests.Hosting;

/// <summary>
/// The key that signs the ledger comes from a secret store through a setting. Whatever is wrong with it stops the start
/// by the setting's name, and the log never holds it.
/// </summary>
public sealed class LedgerKeySettingTests
{
    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("", "is missing")]
    [InlineData(" \n", "is missing")]
    [InlineData(
        "@Microsoft.KeyVault(SecretUri=https://vault.example.com/secrets/ledger-signing-key)",
        "is a Key Vault reference that was not resolved"
    )]
    [InlineData("-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----", "cannot be used")]
    public void What_is_no_key_is_named_with_an_example_and_not_quoted(string? value, string what)
    {
        var said = Assert.ThrowsAny<OperatorException>(() => Read(value)).Message;
        Assert.Contains("ReviewFlow:Ledger:SigningKey", said, StringComparison.Ordinal);
        Assert.Contains("ReviewFlow__Ledger__SigningKey", said, StringComparison.Ordinal);
        Assert.Contains("openssl genpkey", said, StringComparison.Ordinal);
        Assert.Contains(what, said, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public void A_key_signs_and_its_public_part_alone_is_not_taken_for_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var read = Read(key.ExportPkcs8PrivateKeyPem());
        Assert.True(read.Verifies(read.Sign(SampleRosters.Q3, 1, "hash")));
        Assert.Contains(
            "ReviewFlow__Ledger__SigningKey",
            Assert.ThrowsAny<OperatorException>(() => Read(key.ExportSubjectPublicKeyInfoPem())).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Several_keys_of_a_kind_need_the_ring_that_says_when_each_is_used()
    {
        using var folder = new TempFolder();
        LedgerKeys.OpenOrCreate(folder.Path).Dispose();
        RowMac.OpenOrCreate(folder.Path);
        var rotation = new KeyRotation(folder.Path, TimeProvider.System);
        rotation.Rotate(KeyKind.Ledger, from: null);
        rotation.Rotate(KeyKind.Mac, from: null);
        var (pem, rows, ring) = (
            File.ReadAllText(LedgerKeys.PathIn(folder.Path)),
            File.ReadAllText(RowMac.PathIn(folder.Path)),
            File.ReadAllText(KeyRingFile.PathIn(folder.Path))
        );

        using var keys = Read(pem, ring);
        Assert.True(keys.Verifies(keys.Sign(SampleRosters.Q3, 1, "hash")));
        Assert.NotNull(SettingReader.RowKey(Section(pem, ring, rows)));
        foreach (
            var read in new Action[] { () => Read(pem), () => SettingReader.RowKey(Section(pem, ring: null, rows)) }
        )
            Assert.Contains(
                "several keys",
                Assert.ThrowsAny<OperatorException>(read).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_ring_that_is_none_is_named()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Contains(
            "ReviewFlow__Ledger__Ring",
            Assert.ThrowsAny<OperatorException>(() => Read(key.ExportPkcs8PrivateKeyPem(), "[]")).Message,
            StringComparison.Ordinal
        );
    }

    private static LedgerKeys Read(string? value, string? ring = null) =>
        SettingReader.LedgerKey(Section(value, ring, rows: null));

    private static IConfigurationSection Section(string? signingKey, string? ring, string? rows) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection([
                KeyValuePair.Create("ReviewFlow:Ledger:SigningKey", signingKey),
                KeyValuePair.Create("ReviewFlow:Ledger:Ring", ring),
                KeyValuePair.Create("ReviewFlow:Ledger:RowKey", rows),
            ])
            .Build()
            .GetSection("ReviewFlow");
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Sealed;

public sealed class SealedTextProtectorTests : IDisposable
{
    private const string Place = "ratings/checkout/product";
    private const string Note = "We promised more than we could build.";
    private static readonly QuarterId Q3 = SampleRosters.Q3;
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("{\"rating\":\"missed\",\"note\":\"é \ud83d\ude00\"}")]
    public void A_text_opens_where_it_was_sealed_as_it_was(string text)
    {
        var texts = Texts();

        Assert.Equal(text, texts.Open(Q3, Place, texts.Seal(Q3, Place, text)));
    }

    [Fact]
    public void A_text_of_300_KB_grows_by_no_more_than_base64_and_opens()
    {
        var (texts, text) = (Texts(), new string('x', 300_000));
        var sealedText = texts.Seal(Q3, Place, text);

        Assert.InRange(sealedText.Length, 400_000, 400_300);
        Assert.Equal(text, texts.Open(Q3, Place, sealedText));
    }

    [Fact]
    public void The_same_text_sealed_twice_does_not_look_the_same()
    {
        var texts = Texts();

        Assert.NotEqual(texts.Seal(Q3, Place, Note), texts.Seal(Q3, Place, Note));
    }

    [Theory]
    [InlineData("2026-Q3", "ratings/checkout/technology")]
    [InlineData("2026-Q3", "ratings/checkout")]
    [InlineData("2026-Q3", "")]
    [InlineData("2026-Q4", Place)]
    public void A_text_that_was_moved_to_another_place_or_quarter_does_not_open(string quarter, string place)
    {
        var texts = Texts();

        DoesNotOpen(texts, QuarterId.Parse(quarter), place, texts.Seal(Q3, Place, Note));
    }

    [Fact]
    public void No_byte_can_be_changed()
    {
        var texts = Texts();
        var row = texts.Seal(Q3, Place, Note).ToCharArray();

        for (var i = 0; i < row.Length; i++)
        {
            row[i] ^= (char)1;
            DoesNotOpen(texts, Q3, Place, new(row));
            row[i] ^= (char)1;
        }
        Assert.Equal(Note, texts.Open(Q3, Place, new(row)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("no base64 at all!")]
    [InlineData(Note)]
    public void What_was_never_sealed_does_not_open(string text) => DoesNotOpen(Texts(), Q3, Place, text);

    [Fact]
    public void A_text_whose_key_is_gone_does_not_open()
    {
        var sealedText = Texts().Seal(Q3, Place, Note);

        Assert.Equal(
            $"{Q3}: the sealed text at {Place} cannot be opened; the key that sealed it is gone.",
            Assert.ThrowsAny<OperatorException>(() => Texts().Open(Q3, Place, sealedText)).Message
        );
    }

    [Fact]
    public void A_text_opens_months_later_when_its_key_has_expired_and_another_one_seals()
    {
        using var then = Ring();
        var sealedText = Texts(then).Seal(Q3, Place, Note);
        ExpireKeys();

        using var now = Ring();
        var texts = Texts(now);
        Assert.NotEqual(KeyOf(sealedText), KeyOf(texts.Seal(Q3, Place, Note)));
        Assert.Equal(Note, texts.Open(Q3, Place, sealedText));
    }

    [Fact]
    public void A_text_opens_though_the_key_that_sealed_it_was_revoked_and_another_one_seals()
    {
        using var then = Ring();
        var sealedText = Texts(then).Seal(Q3, Place, Note);
        then.GetRequiredService<IKeyManager>().RevokeKey(KeyOf(sealedText), "Lost laptop");

        using var now = Ring();
        Assert.NotEqual(KeyOf(sealedText), KeyOf(Texts(now).Seal(Q3, Place, Note)));
        Assert.Equal(Note, Texts(now).Open(Q3, Place, sealedText));
    }

    [Fact]
    public void What_opens_links_opens_no_sealed_text_and_the_other_way_round()
    {
        using var ring = Ring();
        var (texts, links) = (Texts(ring), new LinkTokens(ring.GetRequiredService<IDataProtectionProvider>()));

        Assert.Throws<CryptographicException>(() => links.Open(texts.Seal(Q3, Place, Note).Split(' ')[2]));
        DoesNotOpen(texts, Q3, Place, links.Issue().Sealed);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The sentence names quarter and place, and nothing of the text, sealed or not.</summary>
    private static void DoesNotOpen(SealedTextProtector texts, QuarterId quarter, string place, string text) =>
        Assert.Equal(
            $"{quarter}: ReviewFlow did not write what is stored at {place}, so it was not opened.",
            Assert.ThrowsAny<OperatorException>(() => texts.Open(quarter, place, text)).Message
        );

    private static SealedTextProtector Texts() => Texts(new EphemeralDataProtectionProvider());

    private static SealedTextProtector Texts(IServiceProvider ring) =>
        Texts(ring.GetRequiredService<IDataProtectionProvider>());

    internal static SealedTextProtector Texts(IDataProtectionProvider protection) =>
        new(
            protection,
            RowMac.OfBase64(new string('A', 43) + "="),
            new(NullLoggerFactory.Instance, TimeProvider.System),
            TimeProvider.System
        );

    /// <summary>The key ring as a host has it, after another start each time.</summary>
    private ServiceProvider Ring() =>
        new ServiceCollection()
            .AddLogging()
            .AddDataProtection()
            .SetApplicationName("ReviewFlow")
            .PersistKeysToFileSystem(new DirectoryInfo(_folder.Path))
            .Services.BuildServiceProvider();

    /// <summary>As if every key of the ring had been made 200 days ago, for 90 days.</summary>
    private void ExpireKeys()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "key-*.xml"))
        {
            var key = XElement.Load(file);
            foreach (
                var (date, days) in (ReadOnlySpan<(string, int)>)
                    [("creationDate", -200), ("activationDate", -200), ("expirationDate", -110)]
            )
                key.SetElementValue(date, DateTimeOffset.UtcNow.AddDays(days));
            key.Save(file);
        }
    }

    /// <summary>The id of the key stands behind four bytes that say what it is.</summary>
    private static Guid KeyOf(string sealedText) =>
        new(Base64Url.DecodeFromChars(sealedText.Split(' ')[2]).AsSpan(4, 16));
}

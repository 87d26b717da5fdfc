using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Settings;
using ReviewFlow.Application.Tests.Sealed;
using ReviewFlow.People;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Application.Tests.Keys;

/// <summary>
/// A worker that begins while the store of its keys is away: nothing that was sealed before may pass for forged or
/// lost.
/// </summary>
public sealed class KeyStoreOutageTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Keys _keys;

    public KeyStoreOutageTests() => _keys = new(_folder["protection"]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_waits_and_goes_once_when_they_are_back()
    {
        (await new ProductFixture(_folder.Path).Start(SampleRosters.OneTeam)).Dispose();
        using var house = new ProductFixture(_folder.Path, keys: _keys.Go());
        Assert.Equal(0, await house.OutboxDispatcher.Deliver(Stop));
        Assert.Empty((await house.Outbox.Count(SampleRosters.Q3, Stop)).DeadLettered);

        _keys.ComeBack();
        house.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, await house.OutboxDispatcher.Deliver(Stop));
        Assert.Equal(2, house.RecordingSender.Attempts.Count);
    }

    private static Link AnyLink =>
        new("hash", SampleRosters.Q3, PersonId.Of("pia@example.com"), LinkPurpose.Desk, 1, default, default);

    [Fact]
    public void A_cookie_a_form_and_a_sealed_text_are_not_taken_for_forged()
    {
        var before = Protection();
        var settings = new ReviewFlowSettings { PublicUrl = new("http://localhost/") };
        var http = new DefaultHttpContext();
        var session = new SessionCookie(before, settings, TimeProvider.System).Open(http, AnyLink, isReported: false);
        var request = new DefaultHttpContext
        {
            Request =
            {
                Headers = { Cookie = http.Response.Headers.SetCookie.ToString().Split(';')[0] },
                PathBase = "/" + session.Key,
            },
        }.Request;
        var (form, text) = (
            new FormTokens(before).Issue(session, "sign-off/checkout"),
            SealedTextProtectorTests.Texts(before).Seal(SampleRosters.Q3, "place", "text")
        );

        var after = Protection(_keys.Go());
        Assert.ThrowsAny<Exception>(() => new SessionCookie(after, settings, TimeProvider.System).Read(request));
        Assert.ThrowsAny<Exception>(() => new FormTokens(after).Check(session, "sign-off/checkout", form));
        Assert.Equal(
            Keys.Away,
            Assert
                .ThrowsAny<OperatorException>(() =>
                    SealedTextProtectorTests.Texts(after).Open(SampleRosters.Q3, "place", text)
                )
                .Message
        );

        _keys.ComeBack();
        Assert.Equal(session, new SessionCookie(after, settings, TimeProvider.System).Read(request));
        Assert.NotNull(new FormTokens(after).Check(session, "sign-off/checkout", form));
        Assert.Equal("text", SealedTextProtectorTests.Texts(after).Open(SampleRosters.Q3, "place", text));
    }

    [Fact]
    public async Task Who_comes_meanwhile_reads_that_nothing_is_recorded_and_comes_in_when_they_are_back()
    {
        var sealedCookie = Protection().CreateProtector("ReviewFlow.Links.Session").Protect("{}");
        var away = _keys.Go();
        await using var product = await RunningProduct.Run(more: s =>
            s.Configure<KeyManagementOptions>(o => o.XmlRepository = away)
        );
        using var browser = product.Browser();
        browser.Cookies.Add(product.Url, new Cookie("reviewflow-2026-Q3-00000000", sealedCookie));
        var reply = await browser.Get("/2026-Q3/00000000/desk");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Contains("Take what you just sent as not recorded.", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Keys.Away, reply.Text, StringComparison.Ordinal);

        _keys.ComeBack();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/2026-Q3/00000000/desk")).Status);
    }

    public void Dispose() => _folder.Dispose();

    private IDataProtectionProvider Protection(IXmlRepository? keys = null)
    {
        var services = new ServiceCollection();
        services
            .AddDataProtection()
            .SetApplicationName("ReviewFlow")
            .Services.Configure<KeyManagementOptions>(o => o.XmlRepository = keys ?? _keys);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    private sealed class Keys(string folder) : IXmlRepository
    {
        public const string Away = "The keys cannot be read.";
        private readonly FileSystemXmlRepository _folder = new(
            Directory.CreateDirectory(folder),
            NullLoggerFactory.Instance
        );
        private bool _isAway;

        public Keys Go()
        {
            _isAway = true;
            return this;
        }

        public void ComeBack() => _isAway = false;

        public IReadOnlyCollection<XElement> GetAllElements() =>
            _isAway ? throw new DependencyUnavailableException(Away) : _folder.GetAllElements();

        public void StoreElement(XElement element, string friendlyName) => _folder.StoreElement(element, friendlyName);
    }
}

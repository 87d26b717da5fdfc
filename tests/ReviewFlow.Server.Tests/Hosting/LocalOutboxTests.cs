using System.Net;
using System.Text.RegularExpressions;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Hosting;

/// <summary>Readers of the outbox can act as anybody.</summary>
public sealed partial class LocalOutboxTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_a_proxy_that_says_nothing_the_mails_open_to_nobody_who_was_not_told_the_address()
    {
        await using var server = new ServerProcess(_folder["data"]) { IsSample = true };
        await server.Start();
        var told = server.Outbox;

        Assert.Matches("^/mail/[A-Za-z0-9_-]{32}$", told.AbsolutePath);
        Assert.Contains(
            "pd.marketplace@example.com",
            await _http.GetStringAsync(told, CancellationToken),
            StringComparison.Ordinal
        );
        foreach (
            var path in new[]
            {
                "/mail",
                "/mail/",
                "/mail/x",
                $"{told.AbsolutePath}x",
                told.AbsolutePath.ToUpperInvariant(),
                $"/mail/{new string('A', 32)}",
            }
        )
            Assert.Equal(HttpStatusCode.NotFound, await Ask(new(server.Address, path)));
        Assert.Equal(HttpStatusCode.NotFound, await Ask(told, ("X-Forwarded-For", "192.0.2.1")));
        Assert.Equal(HttpStatusCode.NotFound, await Ask(told, ("Host", "reviews.example.com")));
        Assert.DoesNotContain(
            "/mail",
            await _http.GetStringAsync(server.Address, CancellationToken),
            StringComparison.Ordinal
        );

        var mail = new Uri(told, MailLink().Match(await _http.GetStringAsync(told, CancellationToken)).Groups[1].Value);
        Assert.Contains(
            "/l/",
            await _http.GetStringAsync(new Uri(mail + "/html"), CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            await Ask(new(mail.ToString().Replace(told.AbsolutePath, "/mail/x", StringComparison.Ordinal)))
        );

        await server.Kill();
        await server.Start();
        Assert.Equal(HttpStatusCode.NotFound, await Ask(told)); // each start has its own address
    }

    [Fact]
    public async Task Without_the_sample_no_mail_is_shown_and_the_start_says_where_they_lie()
    {
        await using var server = new ServerProcess(_folder["data"]);
        await server.Start();
        Assert.DoesNotContain(
            "/mail/",
            server.Output.Replace(server.Data.Root, "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"Mails are written to {server.Data.Mail} and are not sent",
            server.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NotFound, await Ask(new(server.Address, "/mail")));
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<HttpStatusCode> Ask(Uri address, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (header is var (name, value))
            request.Headers.TryAddWithoutValidation(name, value);
        using var reply = await _http.SendAsync(request, CancellationToken);
        return reply.StatusCode;
    }

    [GeneratedRegex("href=\"(/mail/[^\"]+\\.eml)\"")]
    private static partial Regex MailLink();
}

using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Features.Signing;

/// <summary>Every page has the security headers, and reading one changes nothing.</summary>
public sealed class PageRequestTests : SigningTestBase
{
    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "css", 200)]
    [InlineData("GET", "/healthz", 200)]
    [InlineData("GET", "/favicon.ico", 204)]
    [InlineData("GET", "/desk", 200)]
    [InlineData("GET", "/desk/checkout", 200)]
    [InlineData("HEAD", "/desk/checkout", 200)]
    [InlineData("GET", "/desk/report.pdf", 404)]
    [InlineData("GET", "/desk/dispatch", 404)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("POST", "/desk/checkout/sign-off", 400)]
    [InlineData("POST", "/desk/checkout/approve", 404)]
    [InlineData("DELETE", "/desk", 405)]
    [InlineData("GET", "/api/quarters", 401)]
    [InlineData("GET", "/api/nowhere", 404)]
    [InlineData("GET", "/fails", 500)]
    public async Task Every_answer_carries_the_headers_of_safety(string method, string path, int status)
    {
        using var browser = await Product.BrowserOf(Pia);
        var reply = await browser.Send(new(method), path == "css" ? Stylesheet.Href : path);

        Assert.Equal(status, (int)reply.Status);
        var headers = reply.Message.Headers;
        Assert.Equal(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'",
            headers.GetValues("Content-Security-Policy").Single()
        );
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.Equal(
            path == "css" ? "public, max-age=31536000, immutable" : "no-store",
            headers.GetValues("Cache-Control").Single()
        );
        if (method == "HEAD")
            Assert.Empty(reply.Text);
        Assert.DoesNotContain("the cause", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/desk")]
    [InlineData("/desk/checkout")]
    [InlineData("/desk/checkout?entry=3")]
    [InlineData("/desk/report.pdf")]
    [InlineData("/report")]
    [InlineData("/report/report.pdf")]
    [InlineData("/link/fresh")]
    [InlineData("/link/end")]
    [InlineData("/desk/checkout/sign-off")]
    [InlineData("link")]
    public async Task Reading_a_page_a_hundred_times_changes_nothing(string path)
    {
        using var browser = await Product.BrowserOf(Pia);
        var before = await Product.Footprint();
        if (path == "link")
            path = $"/l/{Product.RecordingSender.To(Pia).Last().Token}";

        for (var i = 0; i < 100; i++)
            await browser.Send(new((string[])["GET", "HEAD", "OPTIONS"] is var m ? m[i % 3] : ""), path);

        Assert.Equal(before, await Product.Footprint());
    }
}

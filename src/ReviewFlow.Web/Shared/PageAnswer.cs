using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ReviewFlow.Web.Shared;

/// <summary>A page as the answer to a request.</summary>
public sealed class PageAnswer(PageModel model, int status = StatusCodes.Status200OK) : IResult
{
    public int Status => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = await httpContext
            .RequestServices.GetRequiredService<PageRenderer>()
            .Utf8(model, httpContext.Request.PathBase);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = PageRenderer.ContentType;
        httpContext.Response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await httpContext.Response.Body.WriteAsync(page, httpContext.RequestAborted);
    }

    public static PageAnswer Notice(
        NoticeKind kind,
        string title,
        int status,
        string? reference = null,
        int? retryAfterMinutes = null,
        PageLink? back = null
    ) => new(new NoticeModel(new Frame(title), kind, reference, retryAfterMinutes, back), status);

    public static PageAnswer NotFound() =>
        Notice(
            NoticeKind.NotFound,
            SharedPageTexts.NotFound,
            StatusCodes.Status404NotFound,
            back: new(SharedPageTexts.ToMyPages, Addresses.Desk)
        );
}

/// <summary>303, so that reloading the page does not post again.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = httpContext.Request.PathBase + address;
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ReviewFlow.Web.Shared;

/// <summary>A page as the answer to a request.</summary>
public sealed class PageAnswer(PageModel model, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = await httpContext.RequestServices.GetRequiredService<PageRenderer>().Utf8(model);
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
        Notice(NoticeKind.NotFound, SharedPageTexts.NotFound, StatusCodes.Status404NotFound);
}

/// <summary>
/// What was typed as one line: white space of any kind is one blank, and what is invisible or turns the reading
/// direction is left out, so that the same words from two people are the same text.
/// </summary>
internal static class OneSentence
{
    public static string Of(string typed) =>
        string.Join(
            ' ',
            string.Concat(typed.Select(c => char.IsControl(c) ? ' ' : c).Where(c => !IsTreacherous(c)))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    private static bool IsTreacherous(char c) =>
        c is '\u200B' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}

/// <summary>303, so that reloading the page does not post again.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}

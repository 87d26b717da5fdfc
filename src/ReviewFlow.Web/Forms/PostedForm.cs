using Microsoft.AspNetCore.Http;

namespace ReviewFlow.Web.Forms;

/// <summary>What a browser sent.</summary>
internal static class PostedForm
{
    /// <exception cref="BadHttpRequestException">It is no form, or larger than any of ours.</exception>
    public static async Task<IFormCollection> PostedFields(this HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            throw new BadHttpRequestException(FormTexts.NoFormSent);
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException(FormTexts.FormCannotRead, e);
        }
    }
}

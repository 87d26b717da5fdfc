using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ReviewFlow.Web.Hosting;

internal static class RetryHeader
{
    /// <summary><c>Retry-After</c> in whole seconds (RFC 9110, 10.2.3), not less than the wait.</summary>
    public static void RetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}

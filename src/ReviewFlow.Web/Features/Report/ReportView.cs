using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Reports;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Report;

/// <summary>The CEO's page from the state of the quarter. Nobody is named.</summary>
internal static class ReportView
{
    public static ReportModel Of(Quarter quarter) =>
        new(
            quarter.Frame(ReportPageTexts.Report, quarter.Ceo),
            quarter.Progress,
            quarter.Release is { } release ? File(quarter, release, Addresses.ReportFile) : null,
            quarter.VoidReason
        );

    public static ReportFile File(Quarter quarter, ReportReleased release, string url) =>
        new(url, Moments.At(quarter, release.At), release.Pages, Wording.Size(release.Bytes), release.Sha256);
}

/// <summary>
/// What the CEO sees behind a mailed link. There is no field for a leader, so nobody late can be named.
/// </summary>
/// <param name="Frame">Around the page, without a desk.</param>
/// <param name="Progress">Fully signed teams of all.</param>
/// <param name="Report">Null while the quarter awaits joint sign-off.</param>
/// <param name="VoidReason">Why there will be no report; null unless the quarter was voided.</param>
public sealed record ReportModel(Frame Frame, Progress Progress, ReportFile? Report, string? VoidReason = null)
    : PageModel(Frame)
{
    /// <summary>Ends every link of the reader.</summary>
    public EndLinksForm? EndLinks { get; init; }
}

/// <summary>The released PDF.</summary>
/// <param name="Url">Where the PDF is downloaded.</param>
/// <param name="ReleasedOn">Already formatted.</param>
/// <param name="Pages">At least one.</param>
/// <param name="Size">Already formatted: <c>412 KB</c>.</param>
/// <param name="Sha256">64 hexadecimal digits of the file.</param>
public sealed record ReportFile(string Url, string ReleasedOn, int Pages, string Size, string Sha256);

using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Reports;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Report;

/// <summary>The CEO's page from the state of the quarter. Nobody is named.</summary>
internal static class ReportView
{
    public static ReportModel Of(Quarter quarter) =>
        new(
            new Frame(ReportPageTexts.Report, quarter.Id.ToString(), quarter.Company),
            quarter.Progress,
            quarter.Release is { } release ? File(quarter, release, Addresses.ReportFile) : null,
            quarter.VoidReason
        );

    public static ReportFile File(Quarter quarter, ReportReleased release, string url) =>
        new(url, Moments.At(quarter, release.At), release.Pages, Wording.Size(release.Bytes), release.Sha256);
}

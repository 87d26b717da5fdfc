using ReviewFlow.Quarters;
using ReviewFlow.Reports;

namespace ReviewFlow.Delivery.Pages.Views;

/// <summary>The CEO's page from the state of the quarter. Nobody is named.</summary>
internal static class ReportView
{
    public static ReportModel Of(Quarter quarter) => new(
        new Frame("The report", quarter.Id.ToString(), quarter.Company),
        DeskView.ProgressOf(quarter),
        quarter.Release is { } release ? File(quarter, release, Addresses.ReportFile) : null,
        quarter.VoidReason);

    public static Pages.ReportFile File(Quarter quarter, ReportReleased release, string url) =>
        new(url, Moments.At(quarter, release.At), release.Pages, Wording.Size(release.Bytes), release.Sha256);
}

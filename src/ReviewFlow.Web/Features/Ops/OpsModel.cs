using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Ops;

/// <summary>What ops see behind a mailed link: what is open, who owes it, and what they can do.</summary>
/// <param name="Due">Null when nothing is due any more.</param>
/// <param name="Report">Null until it is released.</param>
/// <param name="VoidReason">Why there will be no report; null unless the quarter was voided.</param>
public sealed record OpsModel(
    Frame Frame,
    Progress Progress,
    DueDay? Due,
    OpenWork Work,
    ReportFile? Report,
    string? VoidReason = null
) : PageModel(Frame)
{
    /// <summary>Ends every link of the reader.</summary>
    public EndLinksForm? EndLinks { get; init; }
}

using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Start;

/// <summary>The front door. Strangers learn what this is and nothing about any quarter.</summary>
/// <param name="Frame">Around the page, without quarter, company or reader.</param>
public sealed record HomeModel(Frame Frame) : PageModel(Frame);

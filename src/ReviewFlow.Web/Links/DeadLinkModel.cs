using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Links;

/// <summary>
/// One page for links that are unknown, expired, used up or revoked. It has no field that could tell them apart, so
/// that nobody learns from it which links exist.
/// </summary>
public sealed record DeadLinkModel(Frame Frame, FreshLinkForm Form) : PageModel(Frame);

/// <summary>The answer after it, the same whether or not a mail was sent.</summary>
public sealed record FreshLinkModel(Frame Frame) : PageModel(Frame);

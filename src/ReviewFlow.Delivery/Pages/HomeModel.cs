namespace ReviewFlow.Delivery.Pages;

/// <summary>The front door. Strangers learn what this is and nothing about any quarter.</summary>
/// <param name="Frame">Around the page, without quarter, company or reader.</param>
/// <param name="OutboxUrl">The local outbox; null everywhere but on a developer's machine.</param>
public sealed record HomeModel(Frame Frame, string? OutboxUrl = null) : PageModel(Frame);

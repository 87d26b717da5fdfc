namespace ReviewFlow.Application.Sealed;

/// <summary>
/// What a commit does to one place of the safe: lays a text in, in the stead of what lay there, or takes it out for
/// good.
/// </summary>
/// <param name="Place">A short ASCII name such as <c>ratings/checkout/product</c>, of one quarter.</param>
/// <param name="Text">Sealed by <see cref="SealedTextProtector"/>. Null takes out what lies there; that nothing does is
/// no error.</param>
public sealed record SealedWrite(string Place, string? Text);

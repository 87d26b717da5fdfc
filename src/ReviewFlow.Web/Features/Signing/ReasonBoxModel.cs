using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Signing;

/// <summary>A form that asks for a reason, with the words around it.</summary>
public sealed record ReasonBoxModel(ReasonForm Form, string Id, string Label, string Hint, string Button);

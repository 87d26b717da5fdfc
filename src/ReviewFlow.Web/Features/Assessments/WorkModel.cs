using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>How the two worked together: agreed on, proposed, or still to be said.</summary>
/// <param name="ProposedByYou">Who proposed <paramref name="Proposed"/>.</param>
/// <param name="Form">Present until both agree.</param>
public sealed record WorkModel(WorkWords? Agreed, WorkWords? Proposed, bool ProposedByYou, WorkForm? Form);

/// <param name="Walls">Events over the wall.</param>
public sealed record WorkWords(int Meetings, IReadOnlyList<WallWords> Walls);

/// <param name="Outcome">Its metric.</param>
/// <param name="What">Says no direction: <c>Days waited on the other side: 12</c>.</param>
/// <param name="Change">What both will change.</param>
public sealed record WallWords(string Outcome, string What, string Change);

/// <param name="Digest">Of the proposal on the page; empty where there is none.</param>
/// <param name="Answer">Present where the partner has proposed.</param>
public sealed record WorkForm(string Digest, Choice? Answer, Number Meetings, IReadOnlyList<WallFields> Walls);

/// <param name="IsOpen">Something stands in it, or is wrong with it.</param>
public sealed record WallFields(int Number, Select Outcome, Select Kind, Number Days, Words Change, bool IsOpen);

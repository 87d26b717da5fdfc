namespace ReviewFlow.Web.Features.Assessments;

/// <summary>
/// Of how many of a team's outcomes something went over the wall, quarter by quarter; for the two who assess it.
/// </summary>
/// <param name="Rows">Oldest first; this quarter is the last one, once both have agreed on its joint work.</param>
/// <param name="Missing">Which quarters are left out because they cannot be read.</param>
public sealed record TrendModel(IReadOnlyList<TrendRow> Rows, string? Missing);

/// <param name="Outcomes"><c>2 of 5</c></param>
/// <param name="Share"><c>40%</c></param>
public sealed record TrendRow(string Quarter, string Outcomes, string Share, bool IsThisOne);

namespace ReviewFlow.Web.Features.Delegations;

/// <summary>One line to fill in, with its label and what is wrong with it.</summary>
/// <param name="Type"><c>text</c>, <c>email</c> or <c>date</c>.</param>
/// <param name="Longest">In UTF-16 code units; null for a date.</param>
/// <param name="Least">The first day that can be chosen; null for what is no date.</param>
public sealed record OneField(
    string Id,
    string Name,
    string Type,
    string Label,
    string Text,
    string? Error,
    int? Longest = null,
    string? Least = null
);

namespace ReviewFlow.Delivery.Pages;

/// <summary>A question with one answer to choose.</summary>
/// <param name="Name">Under which it posts.</param>
/// <param name="Id">Of its first answer, where an entry of the refusal's summary leads.</param>
/// <param name="Chosen">The value that was chosen before, or nothing: no answer is suggested.</param>
/// <param name="Error">What is wrong with it, next to it.</param>
public sealed record ChoiceField(string Name, string Id, string Question, IReadOnlyList<Choice> Choices, string? Chosen = null, string? Error = null);

public sealed record Choice(string Value, string Words);

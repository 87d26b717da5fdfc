using ReviewFlow.Scorecards;

namespace ReviewFlow.Web.Forms;

/// <summary>A field for a person's own words. Its id is its name.</summary>
/// <param name="Text">What stands in it; after a refusal what was typed.</param>
/// <param name="Longest">In UTF-16 code units, a line's end counted as one, as browsers count.</param>
/// <param name="Error">What is wrong with it, next to it.</param>
public sealed record Words(
    string Name,
    string Label,
    int Longest,
    string Text = "",
    string? Hint = null,
    string? Error = null
);

/// <summary>
/// Radio buttons, one of which is chosen. The first has the id that an entry of the refusal's summary leads to.
/// </summary>
/// <param name="Chosen">The value of an option; null where nothing is chosen.</param>
/// <param name="Required">The browser asks for it before it sends the form.</param>
public sealed record Choice(
    string Name,
    string Legend,
    IReadOnlyList<Option> Options,
    string? Chosen = null,
    bool Required = false,
    string? Error = null
)
{
    public string Id(Option option) => $"{Name}-{option.Value}";

    /// <summary>Where an entry of the refusal's summary leads.</summary>
    public static string FirstId(string name, IReadOnlyList<Option> options) => $"{name}-{options[0].Value}";
}

/// <param name="Mark">Shown with its shape in the place of the text.</param>
public sealed record Option(string Value, string Text, OutcomeStatus? Mark = null);

/// <summary>A box to tick.</summary>
public sealed record Tick(string Name, string Label, bool IsTicked = false, string? Error = null);

/// <summary>A whole number.</summary>
/// <param name="Text">As it was typed.</param>
public sealed record Number(
    string Name,
    string Label,
    int Least,
    int Most,
    string Text = "",
    string? Hint = null,
    string? Error = null,
    bool Required = false
);

/// <summary>One of a list; the first entry is none.</summary>
public sealed record Select(
    string Name,
    string Label,
    IReadOnlyList<Option> Options,
    string? Chosen = null,
    string? Error = null
);

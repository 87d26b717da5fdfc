namespace ReviewFlow.Reports.Document;

/// <param name="Share">Width in parts of the sum of all columns.</param>
public sealed record Column(string Heading, float Share, bool IsNumber = false);

/// <summary>Rows that belong together, under a title of their own where there is one.</summary>
/// <param name="Code">A hash that holds for all rows, set in letters of one width.</param>
public sealed record Group(string? Title, string? Code, IReadOnlyList<Row> Rows)
{
    public static IReadOnlyList<Group> One(IEnumerable<Row> rows) => [new(null, null, [.. rows])];
}

/// <summary>As many cells as the table has columns.</summary>
public sealed record Row(IReadOnlyList<Cell> Cells, bool IsTotal = false);

/// <summary>What stands in one column of one row.</summary>
public abstract record Cell
{
    private Cell() { }

    /// <param name="Under">Smaller, below.</param>
    /// <param name="Anchor">The section the text leads to.</param>
    /// <param name="Link">Below everything else: what the words rest on.</param>
    public sealed record Words(
        string Text,
        string? Under = null,
        bool IsStrong = false,
        string? Anchor = null,
        Link? Link = null
    ) : Cell;

    /// <summary>A shape with the word for it; never one without the other.</summary>
    /// <param name="Under">Smaller, below.</param>
    public sealed record Status(Mark Mark, string Word, string? Under = null) : Cell;

    /// <param name="Reached">How much of the way from baseline to target was gone: 0 is the baseline, 1 the target. May
    /// be outside.</param>
    /// <param name="Word">The same in words.</param>
    public sealed record Bar(decimal Reached, Mark Mark, string Word) : Cell;
}

/// <summary>Leads out of the document.</summary>
public sealed record Link(string Text, Uri Target);

namespace ReviewFlow.Reports.Document;

/// <summary>One thing on a page. Blocks follow each other from top to bottom.</summary>
public abstract record Block
{
    private Block() { }

    /// <summary>The first page: it has the page to itself and no running lines.</summary>
    public sealed record Cover(
        string Company,
        string Title,
        string Period,
        string Statement,
        IReadOnlyList<Fact> Details
    ) : Block;

    /// <param name="Above">A small line above the heading, or nothing.</param>
    public sealed record Heading(string Text, Level Level, string? Above = null) : Block;

    public sealed record Paragraph(string Text, Tone Tone = Tone.Plain) : Block;

    /// <summary>Big figures side by side, each with its label.</summary>
    public sealed record Tiles(IReadOnlyList<Tile> All) : Block;

    /// <summary>
    /// One bar cut in the proportion of its parts. It has no words: what stands beside it says the same.
    /// </summary>
    public sealed record Proportion(IReadOnlyList<Part> Parts) : Block;

    /// <summary>Links to sections, each with the number of its page, which only the renderer knows.</summary>
    public sealed record Contents(IReadOnlyList<Entry> Entries) : Block;

    /// <summary>Labels with their values below each other.</summary>
    public sealed record Facts(IReadOnlyList<Fact> All) : Block;

    /// <summary>Rows under a header, which stands again on every page the table goes on to.</summary>
    public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<Group> Groups) : Block;

    /// <summary>Something that asks for attention, with what follows from it.</summary>
    public sealed record Callout(Mark Mark, string Title, IReadOnlyList<Fact> Details) : Block;
}

public enum Level
{
    Section,
    Part,
}

public enum Tone
{
    /// <summary>The one sentence a page is about.</summary>
    Lead,
    Plain,

    /// <summary>Notes and legends.</summary>
    Quiet,
}

/// <summary>How an outcome ended. A renderer draws a shape of its own for each; the word stands beside it.</summary>
public enum Mark
{
    None,
    Met,
    Partly,
    Missed,
}

public sealed record Tile(string Value, string Label, Mark Mark = Mark.None);

/// <param name="IsCode">Set in letters of one width: hashes and keys.</param>
public sealed record Fact(string Label, string Value, bool IsCode = false);

public sealed record Entry(string Text, string Note, string Anchor);

/// <summary>A part of a whole, by how many it counts.</summary>
public sealed record Part(Mark Mark, int Count);

using ReviewFlow.Application.Mails.Layout;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// One mail before it becomes HTML and plain text. Names, reasons and figures in it are what people typed: both
/// renderings treat every string as text, and the subject is one line whatever it is made from.
/// </summary>
/// <param name="Subject">States the quarter and what is wanted; becomes a header.</param>
/// <param name="Preheader">What mail programs show beside the subject.</param>
/// <param name="Greeting">The first line.</param>
/// <param name="Body">In reading order, with at most one <see cref="Block.Button"/>.</param>
/// <param name="Footnote">What holds for every letter of this kind.</param>
public sealed record MailContent(
    string Subject,
    string Preheader,
    string Greeting,
    IReadOnlyList<Block> Body,
    string Footnote
)
{
    // CR and LF would start another header; direction controls would make it read as something else.
    public string Subject
    {
        get;
        init => field = OneLine.Of(value, OneLine.MaxSubjectLength);
    } = OneLine.Of(Subject, OneLine.MaxSubjectLength);
}

/// <summary>A part of a letter.</summary>
public abstract record Block
{
    private Block() { }

    public sealed record Paragraph(string Text) : Block;

    /// <summary>What a person wrote, set apart so that it cannot pass for our words.</summary>
    public sealed record Quote(string Text) : Block;

    /// <summary>A list under its heading.</summary>
    public sealed record Items(string Heading, IReadOnlyList<Item> Lines) : Block;

    /// <summary>Name and value, one per line.</summary>
    public sealed record Facts(IReadOnlyList<Fact> Lines) : Block;

    /// <summary>The one thing to press: the reader's own link, which is put in when the letter leaves.</summary>
    /// <param name="Text">What it does.</param>
    public sealed record Button(string Text) : Block;
}

/// <param name="Title">A team, usually.</param>
/// <param name="Detail">One sentence; may be empty.</param>
/// <param name="Status">A few words that stand out: <c>2 met, 1 partly</c>; may be empty.</param>
/// <param name="Quote">A reason somebody gave; null for none.</param>
public sealed record Item(string Title, string Detail = "", string Status = "", string? Quote = null);

public sealed record Fact(string Name, string Value);

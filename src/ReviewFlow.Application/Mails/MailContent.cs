using ReviewFlow.Application.Mails.Layout;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// One mail before it becomes HTML and plain text. Names, reasons and figures in it are what people typed: both
/// renderings treat every string as text, and the subject is always one line.
/// </summary>
/// <param name="Subject">The quarter and what is wanted, never a reason; becomes a header.</param>
/// <param name="Preheader">What mail programs show beside the subject.</param>
/// <param name="Greeting">The first line.</param>
/// <param name="Body">In reading order, with at most one <see cref="Block.Button"/>.</param>
/// <param name="Footnote">The last line.</param>
public sealed record MailContent(
    string Subject,
    string Preheader,
    string Greeting,
    IReadOnlyList<Block> Body,
    string Footnote
)
{
    // CR and LF would start another header; direction controls would make it read differently.
    public string Subject
    {
        get;
        init => field = OneLine.Of(value, OneLine.MaxSubjectLength);
    } = OneLine.Of(Subject, OneLine.MaxSubjectLength);

    internal static MailContent To(Recipient to, string subject, string preheader, IReadOnlyList<Block> body) =>
        new(subject, preheader, MailTexts.Greeting.With(new { name = to.Name }), body, MailTexts.Footnote);
}

/// <param name="Quarter"><c>2026-Q3</c></param>
/// <param name="Company"><c>Example Delivery</c></param>
/// <param name="Name">As the company wrote it.</param>
public sealed record Recipient(string Quarter, string Company, string Name)
{
    internal static Recipient In(Quarter quarter, Person person) =>
        new(quarter.Id.ToString(), quarter.Company, person.Name);
}

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

    /// <summary>The code, which is put in when the mail leaves.</summary>
    public sealed record Code : Block;

    /// <summary>Opens the reader's own link, which is put in when the mail leaves.</summary>
    public sealed record Button(string Text) : Block;
}

/// <param name="Title">A team, usually.</param>
/// <param name="Detail">One sentence; may be empty.</param>
/// <param name="Status">A few words that stand out: <c>2 met, 1 partly</c>; may be empty.</param>
/// <param name="Quote">A reason somebody gave; null for none.</param>
public sealed record Item(string Title, string Detail = "", string Status = "", string? Quote = null);

public sealed record Fact(string Name, string Value);

using NodaTime;

namespace ReviewFlow.Reports.Document;

/// <summary>
/// A whole report before it is drawn. Every word and its order is here and none in a renderer, so that two renderers
/// give the same text.
/// </summary>
/// <param name="Language">BCP 47, such as <c>en</c>; what a screen reader speaks.</param>
/// <param name="CreatedAt">The only time a renderer may write into the file: the same document gives the same
/// bytes.</param>
public sealed record ReportDocument(
    string Title,
    string Author,
    string Subject,
    string Language,
    Instant CreatedAt,
    Stamp Stamp,
    RunningLines Running,
    IReadOnlyList<Section> Sections
);

/// <summary>
/// What the file says of itself to a machine: which quarter, and the ledger entry it was composed from.
/// </summary>
/// <param name="LedgerHash">64 hexadecimal digits.</param>
public sealed record Stamp(string Quarter, long LedgerVersion, string LedgerHash);

/// <summary>What stands above and below every page but the cover.</summary>
/// <param name="PageOf">Composite format: <c>{0}</c> is the page, <c>{1}</c> how many there are.</param>
public sealed record RunningLines(string HeaderLeft, string HeaderRight, string FooterLeft, string PageOf);

/// <summary>A part of the report with an entry in the outline.</summary>
/// <param name="Anchor">What links point to; ASCII letters, digits and hyphens, unique in the document.</param>
public sealed record Section(string Title, string Anchor, bool StartsOnNewPage, IReadOnlyList<Block> Blocks);

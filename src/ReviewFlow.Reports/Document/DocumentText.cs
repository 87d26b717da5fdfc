namespace ReviewFlow.Reports.Document;

/// <summary>
/// Every text of a document in the order in which it is read, without running lines and page numbers.
/// </summary>
public static class DocumentText
{
    public static IEnumerable<string> Of(ReportDocument document) =>
        document.Sections.SelectMany(s => s.Blocks).SelectMany(Of).Where(t => t.Length > 0);

    private static IEnumerable<string> Of(Block block) =>
        block switch
        {
            Block.Cover c => [c.Company, c.Title, c.Period, c.Statement, .. c.Details.SelectMany(Of)],
            Block.Heading h => [h.Above ?? "", h.Text],
            Block.Paragraph p => [p.Text],
            Block.Tiles t => t.All.SelectMany(x => new[] { x.Value, x.Label }),
            Block.Proportion => [],
            Block.Contents c => c.Entries.SelectMany(x => new[] { x.Text, x.Note }),
            Block.Facts f => f.All.SelectMany(Of),
            Block.Table t => [.. t.Columns.Select(c => c.Heading), .. t.Groups.SelectMany(Of)],
            Block.Callout c => [c.Title, .. c.Details.SelectMany(Of)],
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, null),
        };

    private static string[] Of(Fact fact) => [fact.Label, fact.Value];

    private static IEnumerable<string> Of(Group group) =>
        [group.Title ?? "", group.Code ?? "", .. group.Rows.SelectMany(r => r.Cells).SelectMany(Of)];

    private static string[] Of(Cell cell) =>
        cell switch
        {
            Cell.Words w => [w.Text, w.Under ?? "", w.Link?.Text ?? ""],
            Cell.Status s => [s.Word, s.Under ?? ""],
            Cell.Bar b => [b.Word],
            _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, null),
        };
}

using QuestPDF.Fluent;
using QuestPDF.Helpers;
using QuestPDF.Infrastructure;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>The pages: a cover without running lines, then everything else under them.</summary>
internal sealed class Sheets(ReportDocument document) : IDocument
{
    public DocumentMetadata GetMetadata() =>
        new()
        {
            Title = document.Title,
            Author = document.Author,
            Subject = document.Subject,
            Language = document.Language,
            Creator = "ReviewFlow",
            Producer = "ReviewFlow",
            CreationDate = document.CreatedAt.ToDateTimeOffset(),
            ModifiedDate = document.CreatedAt.ToDateTimeOffset(),
        };

    public DocumentSettings GetSettings() => DocumentSettings.Default;

    public void Compose(IDocumentContainer container)
    {
        var rest = document.Sections.ToList();
        if (rest is [{ Blocks: [Block.Cover cover, ..] } first, ..])
        {
            container.Page(page =>
            {
                page.Size(PageSizes.A4);
                page.Content().Section(first.Anchor).Element(c => Covers.Draw(c, cover));
            });
            rest[0] = first with { Blocks = [.. first.Blocks.Skip(1)], StartsOnNewPage = false, Anchor = "" };
        }
        if (rest.All(s => s.Blocks.Count == 0))
            return;
        container.Page(page =>
        {
            page.Size(PageSizes.A4);
            page.MarginHorizontal(Theme.Side);
            page.MarginTop(Theme.Top);
            page.MarginBottom(Theme.Bottom);
            page.DefaultTextStyle(Theme.Body);
            page.Header().Element(Header);
            page.Footer().Element(Footer);
            page.Content()
                .PaddingTop(20)
                .Column(sections =>
                {
                    foreach (var (place, section) in rest.Where(s => s.Blocks.Count > 0).Index())
                    {
                        if (section.StartsOnNewPage && place > 0)
                            sections.Item().PageBreak();
                        // A short section that goes on where another ended is not torn apart.
                        var whole = section.StartsOnNewPage ? sections.Item() : sections.Item().EnsureSpace(330);
                        if (section.Anchor.Length > 0)
                            whole = whole.Section(section.Anchor);
                        whole.Column(blocks =>
                        {
                            foreach (var together in Together(section.Blocks))
                            {
                                // A heading goes to the next page with what it stands above, unless a good piece of
                                // that fits below it.
                                var item = blocks.Item();
                                (Blocks.IsShort(together[^1]) ? item.ShowEntire() : item.EnsureSpace(180)).Column(
                                    column =>
                                    {
                                        foreach (var block in together)
                                            Blocks.Draw(column, block);
                                    }
                                );
                            }
                        });
                    }
                });
        });
    }

    private void Header(IContainer container) =>
        container
            .BorderBottom(0.5f)
            .BorderColor(Theme.Hairline)
            .PaddingBottom(4)
            .Row(row =>
            {
                row.RelativeItem().Text(document.Running.HeaderLeft).Style(Theme.RunningStrong);
                row.RelativeItem().AlignRight().Text(document.Running.HeaderRight).Style(Theme.Running);
            });

    private void Footer(IContainer container) =>
        container
            .PaddingTop(20)
            .Row(row =>
            {
                row.RelativeItem().Text(document.Running.FooterLeft).Style(Theme.Running);
                row.RelativeItem()
                    .AlignRight()
                    .Text(text =>
                    {
                        text.DefaultTextStyle(Theme.Running);
                        // "Page {0} of {1}": the numbers are only known to who draws.
                        foreach (
                            var piece in document.Running.PageOf.Split(["{0}", "{1}"], StringSplitOptions.None).Index()
                        )
                        {
                            if (piece.Index == 1)
                                text.CurrentPageNumber();
                            if (piece.Index == 2)
                                text.TotalPages();
                            if (piece.Item.Length > 0)
                                text.Span(piece.Item);
                        }
                    });
            });

    /// <summary>Each block with the headings right above it.</summary>
    private static IEnumerable<IReadOnlyList<Block>> Together(IReadOnlyList<Block> blocks)
    {
        var headings = new List<Block>();
        foreach (var block in blocks)
        {
            headings.Add(block);
            if (block is Block.Heading)
                continue;
            yield return headings;
            headings = [];
        }
        if (headings.Count > 0)
            yield return headings;
    }
}

using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.QuestPdf;

/// <summary>The whole first page: a panel with the title, below it what the report is.</summary>
internal static class Covers
{
    public static void Draw(IContainer container, Block.Cover cover) =>
        container.Column(page =>
        {
            page.Item()
                .MinHeight(500)
                .Background(Theme.Accent)
                .PaddingHorizontal(Theme.Side)
                .PaddingTop(64)
                .PaddingBottom(52)
                .Column(panel =>
                {
                    panel.Item().Text(cover.Company).Style(Theme.CoverCompany);
                    panel.Item().PaddingTop(200).Width(44).Height(2).Background(Theme.Pale);
                    panel.Item().PaddingTop(20).Text(cover.Title).Style(Theme.CoverTitle);
                    panel.Item().PaddingTop(12).Text(cover.Period).Style(Theme.CoverPeriod);
                });
            page.Item().PaddingHorizontal(Theme.Side).PaddingTop(40).Text(cover.Statement).Style(Theme.Statement);
            page.Item()
                .PaddingHorizontal(Theme.Side)
                .PaddingTop(60)
                .Column(facts =>
                {
                    foreach (var fact in cover.Details)
                        Blocks.Fact(facts.Item().PaddingBottom(4), fact, 96);
                });
        });
}

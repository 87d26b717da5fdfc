using System.Globalization;
using System.Security;
using System.Text;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.Rendering.Pdf;

/// <summary>
/// Gives a drawn PDF what SkiaSharp has no API for: the outline (ISO 32000-1 §12.3.3), the language (§14.9.2) and what
/// the file says of itself to a machine. Outline entries lead to named destinations, one per anchor of a section.
/// </summary>
internal static class PdfMetadata
{
    /// <summary>
    /// Names of the entries of the information dictionary that <see cref="ReportFile.Read"/> looks for.
    /// </summary>
    public const string Quarter = "ReviewFlowQuarter",
        LedgerVersion = "ReviewFlowLedgerVersion",
        LedgerHash = "ReviewFlowLedgerHash";

    /// <param name="drawn">The file as it was drawn. It is written on.</param>
    public static byte[] Of(MemoryStream drawn, ReportDocument document)
    {
        var revision = new PdfIncrementalUpdate(drawn);
        var sections = document.Sections.Where(s => s.Blocks.Count > 0).ToList();
        var outline = revision.NewNumber();
        var items = sections.ConvertAll(_ => revision.NewNumber());
        revision.Set(outline, $"<</Type /Outlines /First {items[0]} 0 R /Last {items[^1]} 0 R /Count {items.Count}>>");
        for (var i = 0; i < items.Count; i++)
        {
            var previous = i > 0 ? $" /Prev {items[i - 1]} 0 R" : "";
            var next = i + 1 < items.Count ? $" /Next {items[i + 1]} 0 R" : "";
            revision.Set(
                items[i],
                $"<</Title {Text(sections[i].Title)} /Parent {outline} 0 R{previous}{next} /Dest "
                    + $"/{sections[i].Anchor}>>"
            );
        }

        var metadata = revision.NewNumber();
        revision.SetStream(metadata, "/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(Xmp(document)));
        revision.Set(
            revision.Root,
            $"<<{revision.Dictionary(revision.Root).Trim()}\n/Outlines {outline} 0 R /PageMode /UseOutlines "
                + $"/Lang {Text(document.Language)} "
                + $"/Metadata {metadata} 0 R /ViewerPreferences <</DisplayDocTitle true>>>>"
        );
        revision.Set(revision.Info, Information(document));
        return revision.ToArray();
    }

    /// <summary>The information dictionary alone, for a file that has an outline of its own or none.</summary>
    public static byte[] Stamp(byte[] drawn, ReportDocument document)
    {
        using var file = new MemoryStream();
        file.Write(drawn);
        var revision = new PdfIncrementalUpdate(file);
        revision.Set(revision.Info, Information(document));
        return revision.ToArray();
    }

    private static string Information(ReportDocument document)
    {
        var at = document.CreatedAt.ToDateTimeUtc().ToString("'(D:'yyyyMMddHHmmss'Z)'", CultureInfo.InvariantCulture);
        var stamp = document.Stamp;
        return $"<</Title {Text(document.Title)} /Author {Text(document.Author)} /Subject {Text(document.Subject)}\n"
            + $"/Creator (ReviewFlow) /Producer (ReviewFlow) /CreationDate {at} /ModDate {at}\n"
            + $"/{Quarter} {Text(stamp.Quarter)} /{LedgerVersion} "
            + $"({stamp.LedgerVersion.ToString(CultureInfo.InvariantCulture)}) /{LedgerHash} "
            + $"{Text(stamp.LedgerHash)}>>";
    }

    private static string Xmp(ReportDocument document)
    {
        var at = document.CreatedAt.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Xml(document.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Xml(document.Author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Xml(
                document.Subject
            )}</rdf:li></rdf:Alt></dc:description>
            <dc:language><rdf:Bag><rdf:li>{Xml(document.Language)}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreatorTool>ReviewFlow</xmp:CreatorTool><xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """;
    }

    /// <summary>
    /// A text string: UTF-16 with its byte order mark, in hexadecimal, so that nothing needs an escape (§7.9.2.2).
    /// </summary>
    private static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static string Xml(string text) =>
        SecurityElement.Escape(new string([.. text.Where(c => c >= ' ' && !char.IsSurrogate(c) && c < 0xFFFE)]));
}

namespace ReviewFlow.Reports;

/// <summary>Draws a document as a PDF file. Every renderer gives the same text in the same order.</summary>
public delegate byte[] ReportRenderer(Document document);

using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports;

/// <summary>Draws a document as a PDF file. Every renderer gives the same text in the same order.</summary>
public delegate byte[] ReportRenderer(ReportDocument document);

namespace ReviewFlow.Reports;

/// <summary>
/// Which of QuestPDF's licences the company holds. Community is free only below a revenue limit, so it is never
/// assumed.
/// </summary>
public enum QuestLicense
{
    Community,
    Professional,
    Enterprise,
}

namespace ReviewFlow.Application.Mails.Layout;

/// <summary>
/// How the parts of a mail look. Inline styles, because mail programs keep little else. Nothing here may need a
/// character reference in an attribute, so names of fonts stand without quotes.
/// </summary>
internal static class MailStyle
{
    private const string Font = "font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;";
    private const string Ink = "color:#16211f;";
    private const string Soft = "color:#52605d;";
    private const string Rule = "#dcdfda;";
    private const string Break = "word-break:break-word;overflow-wrap:anywhere;";
    private const string Small = Font + "font-size:14px;line-height:20px;";

    private const string Background = "background:#fbfaf7;";

    public const string Body = "margin:0;padding:0;" + Background;
    public const string Preheader = "display:none;max-height:0;overflow:hidden;";
    public const string Page = Background;
    public const string Margin = "padding:24px 12px;";
    public const string Sheet = Width + "background:#ffffff;border:1px solid " + Rule + "border-radius:12px;";
    public const string Width = "max-width:600px;";
    public const string Head = "padding:28px 28px 0;";
    public const string Wordmark = "margin:0;" + Font + "font-size:15px;font-weight:700;color:#0f4c5c;";
    public const string Content = "padding:20px 28px 28px;";
    public const string Foot = "padding:16px 28px;";

    public const string Greeting = "margin:0 0 16px;" + Font + "font-size:17px;line-height:25px;" + Ink + Break;
    public const string Paragraph = "margin:0 0 16px;" + Font + "font-size:16px;line-height:24px;" + Ink + Break;
    public const string Footnote = "margin:0 0 16px;" + Font + "font-size:13px;line-height:19px;" + Soft + Break;
    public const string Quote =
        "margin:8px 0 16px;padding:0 0 0 14px;border-left:3px solid #7c8986;"
        + Font
        + "font-size:15px;line-height:22px;"
        + Ink
        + Break;

    public const string Code =
        "margin:0 0 16px;"
        + Font
        + "font-size:32px;line-height:40px;font-weight:700;letter-spacing:4px;white-space:nowrap;"
        + Ink;

    public const string ButtonTable = "margin:8px 0 24px;";
    public const string ButtonCell = "background:#0f4c5c;border-radius:8px;";
    public const string Button =
        "display:inline-block;padding:13px 24px;"
        + Font
        + "font-size:16px;font-weight:600;color:#ffffff;text-decoration:none;";

    public const string Heading = "margin:20px 0 8px;" + Small + Soft;
    public const string List = "margin:0 0 20px;";
    public const string Item = "padding:12px 0;border-top:1px solid " + Rule + Break;
    public const string ItemTitle = "margin:0;" + Font + "font-size:16px;line-height:24px;font-weight:600;" + Ink;
    public const string ItemLine = "margin:2px 0 0;" + Small + Soft;
    public const string FactName = "padding:4px 16px 4px 0;" + Small + Soft + "white-space:nowrap;";
    public const string FactValue = "padding:4px 0;" + Small + Ink + Break;
}

using System.Text;
using System.Text.Encodings.Web;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// A letter as HTML for mail programs: tables and inline styles, because that is what they keep. Nothing is loaded from
/// anywhere, so opening it tells nobody.
/// </summary>
public static class MailHtml
{
    private const string Face = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private const string Ink = "color:#16211f;";
    private const string Soft = "color:#52605d;";

    // Programs that know dark mode swap the colours here; the others keep the light ones, which stay readable when
    // inverted.
    private const string Dark = """
        <style>
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .rf-page{background:#0f1516!important}
        .rf-sheet{background:#171f21!important;border-color:#2c3739!important}
        .rf-ink{color:#e9eeec!important}
        .rf-soft{color:#a5b3b0!important}
        .rf-mark{color:#83c5d6!important}
        .rf-rule{border-color:#2c3739!important}
        .rf-button{background:#83c5d6!important}
        .rf-button a{color:#082229!important}
        }
        </style>
        """;

    /// <summary>The link stands between each two of the pieces.</summary>
    public static IReadOnlyList<string> Render(MailContent letter)
    {
        var pieces = new List<string>();
        var html = new StringBuilder(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
            <title>{Text(letter.Subject)}</title>
            {Dark}
            </head>
            <body class="rf-page" style="margin:0;padding:0;background:#fbfaf7;">
            <div style="display:none;max-height:0;overflow:hidden;">{Text(letter.Preheader)}</div>
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="rf-page" style="background:#fbfaf7;">
            <tr><td align="center" style="padding:24px 12px;">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="rf-sheet" style="max-width:600px;background:#ffffff;border:1px solid #dcdfda;border-radius:12px;">
            <tr><td style="padding:28px 28px 0;"><p class="rf-mark" style="margin:0;{Face}font-size:15px;font-weight:700;color:#0f4c5c;">ReviewFlow</p></td></tr>
            <tr><td style="padding:20px 28px 28px;">
            {P(letter.Greeting, 17, Ink, "rf-ink")}

            """
        );
        foreach (var block in letter.Body)
        {
            if (block is Block.Button button)
            {
                html.Append(
                    """
                    <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px;">
                    <tr><td class="rf-button" bgcolor="#0f4c5c" style="background:#0f4c5c;border-radius:8px;">
                    <a href="
                    """
                );
                pieces.Add(html.ToString());
                html.Clear()
                    .Append(
                        $"""
                        " style="display:inline-block;padding:13px 24px;{Face}font-size:16px;font-weight:600;color:#ffffff;text-decoration:none;">{Text(
                            button.Text
                        )}</a>
                        </td></tr>
                        </table>

                        """
                    );
            }
            else
            {
                Write(html, block);
            }
        }

        html.Append(
            $"""
            </td></tr>
            </table>
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;">
            <tr><td style="padding:16px 28px;">{P(letter.Footnote, 13, Soft, "rf-soft")}</td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>

            """
        );
        return [.. pieces, html.ToString()];
    }

    private static void Write(StringBuilder html, Block block)
    {
        switch (block)
        {
            case Block.Paragraph paragraph:
                html.Append(P(paragraph.Text, 16, Ink, "rf-ink")).Append('\n');
                break;
            case Block.Quote quote:
                html.Append(Cite(quote.Text)).Append('\n');
                break;
            case Block.Items items:
                Write(html, items);
                break;
            case Block.Facts facts:
                Write(html, facts);
                break;
        }
    }

    private static void Write(StringBuilder html, Block.Items items)
    {
        html.Append(
            $"""
            <p class="rf-soft" style="margin:20px 0 8px;{Face}font-size:14px;line-height:20px;{Soft}">{Text(
                items.Heading
            )}</p>
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;">

            """
        );
        foreach (var item in items.Lines)
        {
            html.Append(
                $"""
                <tr><td class="rf-rule" style="padding:12px 0;border-top:1px solid #dcdfda;{Break}">
                <p class="rf-ink" style="margin:0;{Face}font-size:16px;line-height:24px;font-weight:600;{Ink}">{Text(
                    item.Title
                )}</p>

                """
            );
            foreach (var line in new[] { item.Detail, item.Status }.Where(line => line.Length > 0))
            {
                html.Append(
                    $"""
                    <p class="rf-soft" style="margin:2px 0 0;{Face}font-size:14px;line-height:20px;{Soft}">{Text(
                        line
                    )}</p>

                    """
                );
            }

            if (item.Quote is not null)
            {
                html.Append(Cite(item.Quote)).Append('\n');
            }

            html.Append("</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static void Write(StringBuilder html, Block.Facts facts)
    {
        html.Append(
                """<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;">"""
            )
            .Append('\n');
        foreach (var fact in facts.Lines)
        {
            html.Append(
                $"""
                <tr><td valign="top" class="rf-soft" style="padding:4px 16px 4px 0;{Face}font-size:14px;line-height:20px;{Soft}white-space:nowrap;">{Text(
                    fact.Name
                )}</td>
                <td valign="top" class="rf-ink" style="padding:4px 0;{Face}font-size:14px;line-height:20px;{Ink}{Break}">{Text(
                    fact.Value
                )}</td></tr>

                """
            );
        }

        html.Append("</table>\n");
    }

    private const string Break = "word-break:break-word;overflow-wrap:anywhere;";

    private static string P(string text, int size, string colour, string css) =>
        $"""<p class="{css}" style="margin:0 0 16px;{Face}font-size:{size}px;line-height:{size * 3 / 2}px;{colour}{Break}">{Text(text)}</p>""";

    private static string Cite(string text) =>
        $"""<p class="rf-ink rf-rule" dir="auto" style="margin:8px 0 16px;padding:0 0 0 14px;border-left:3px solid #7c8986;{Face}font-size:15px;line-height:22px;{Ink}{Break}">"""
        + string.Join("<br>\n", OneLine.Each(text).Select(Text))
        + "</p>";

    // Basic Latin passes, all markup characters and everything beyond are written as references.
    private static string Text(string text) => HtmlEncoder.Default.Encode(OneLine.Of(text));
}

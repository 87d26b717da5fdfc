using System.Text;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Application.Mails.Layout;

/// <summary>A mail as plain text: 72 columns, links on a line of their own.</summary>
internal static class MailText
{
    private const int Columns = 72;

    /// <summary>
    /// Lines end in LF; the sender makes them CRLF. No line comes near the 998 octets that mail allows.
    /// </summary>
    /// <returns>The link stands between each two of the pieces, alone on its line.</returns>
    public static IReadOnlyList<string> Render(MailContent mail)
    {
        var pieces = new List<string>();
        var text = new StringBuilder();
        Wrap(text, mail.Greeting);
        foreach (var block in mail.Body)
        {
            text.Append('\n');
            if (block is Block.Button button)
            {
                Wrap(text, button.Text + ":");
                pieces.Add(text.ToString());
                text.Clear().Append('\n');
            }
            else
            {
                Write(text, block);
            }
        }

        text.Append("\n-- \n");
        Wrap(text, mail.Footnote);
        return [.. pieces, text.ToString()];
    }

    private static void Write(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Block.Paragraph paragraph:
                Wrap(text, paragraph.Text);
                break;
            case Block.Code:
                text.Append("    ").Append(RenderedMail.CodePlace).Append('\n');
                break;
            case Block.Quote quote:
                Cite(text, quote.Text, "");
                break;
            case Block.Items items:
                Wrap(text, items.Heading);
                foreach (var item in items.Lines)
                {
                    Write(text, item);
                }

                break;
            case Block.Facts facts:
                foreach (var fact in facts.Lines)
                {
                    Wrap(text, $"{fact.Name}: {fact.Value}", "", "  ");
                }

                break;
        }
    }

    private static void Write(StringBuilder text, Item item)
    {
        Wrap(text, item.Title, "* ", "  ");
        foreach (var line in new[] { item.Detail, item.Status }.SelectMany(OneLine.Each))
        {
            Wrap(text, line, "  ", "  ");
        }

        if (item.Quote is not null)
        {
            Cite(text, item.Quote, "  ");
        }
    }

    // Every line of somebody else's words is marked, so that no reason can pass for ours.
    private static void Cite(StringBuilder text, string words, string indent)
    {
        foreach (var line in OneLine.Each(words))
        {
            Wrap(text, line, indent + "> ", indent + "> ");
        }
    }

    private static void Wrap(StringBuilder text, string words, string first = "", string next = "")
    {
        var line = new StringBuilder(first);
        var empty = true;
        foreach (var word in OneLine.Of(words).Split(' ').SelectMany(word => Pieces(word, Columns - next.Length)))
        {
            if (!empty && line.Length + 1 + word.Length > Columns)
            {
                text.Append(line).Append('\n');
                line.Clear().Append(next);
                empty = true;
            }

            line.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        text.Append(line).Append('\n');
    }

    private static IEnumerable<string> Pieces(string word, int longest)
    {
        while (word.Length > longest)
        {
            var end = char.IsHighSurrogate(word[longest - 1]) ? longest - 1 : longest;
            yield return word[..end];
            word = word[end..];
        }

        yield return word;
    }
}

using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace ReviewFlow.Application.Tests.Mails.Layout;

/// <summary>What some mail program makes a link of by itself: more than any one of them does.</summary>
internal static partial class Linkable
{
    /// <summary>The product's own link is a line of its own and the one anchor; nothing else is a link.</summary>
    public static void IsNothingBut(Uri link, string subject, string text, string html)
    {
        Assert.Empty(In(subject));
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        Assert.Single(lines, link.ToString());
        Assert.Empty(lines.Where(line => line != link.ToString()).SelectMany(In));

        var page = new HtmlParser().ParseDocument(html);
        var anchor = Assert.Single(page.QuerySelectorAll("[href], [src], [action]"));
        Assert.Equal(link.ToString(), anchor.GetAttribute("href"));
        Assert.Empty(In(page.Title!));
        foreach (var shown in page.QuerySelectorAll("p, td, div, a"))
            Assert.Empty(In(shown.TextContent));
    }

    public static IEnumerable<string> In(string text) => Any().Matches(text).Select(m => m.Value);

    // A scheme; an address of mail; www and ftp; a dot that a top-level domain may follow; an IPv4 address; a UNC path.
    [GeneratedRegex(
        @"[a-z][a-z0-9+.-]*:(?=[^\s\]])|[^\s\[]@[^\s\]]|\b(www|ftp)\d*\.\w|\w\.(?!\d)\w|\d+(\.\d+){3}|\\\\\w",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Any();
}

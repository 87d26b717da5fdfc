using System.Text;
using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>What a person reads lies in a resource: Razor files hold markup, names and punctuation.</summary>
public sealed class RazorTextsTests
{
    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Bicep.Root, "src"), "*.razor", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Bicep.Root, file))
                .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_Razor_file_has_no_words_of_its_own(string file) =>
        Assert.Empty(RazorWords.In(File.ReadAllText(Path.Combine(Bicep.Root, file))));

    [Theory]
    [InlineData("<p>Sign <b>off</b></p>", "Sign|off")]
    [InlineData("<p>@Texts.Due today</p>", "today")]
    [InlineData("<p>@Texts.Due.With(new { day = \"x\" }) soon</p>", "soon")]
    [InlineData("""<nav aria-label="Main" class="turn"></nav>""", "Main")]
    [InlineData("""<p>@(Model.IsDone ? "Sign off" : "Not yet")</p>""", "Sign off|Not yet")]
    [InlineData("""<Seat Model='("Product", level.Product)' />""", "Product")]
    [InlineData("@if (Model.Its is { } it)\n{\n  <text> · you</text>\n}\nelse\n{\n  none\n}", "you|none")]
    [InlineData("@code {\n  string Word => \"Met\";\n}", "Met")]
    [InlineData("@switch (Model)\n{\n  case Kind.One one when one.Is:\n    <p>@one</p>\n    break;\n}", "")]
    [InlineData("""<input aria-invalid="@(Model.Error is null ? null : "true")" name="@Fields.Token" required>""", "")]
    [InlineData("@inherits PageOf<Frame>\n<title>@Model.Title · ReviewFlow</title>&nbsp;@* a note *@", "")]
    public void Words_are_found_wherever_they_stand(string razor, string words) =>
        Assert.Equal(words, string.Join('|', RazorWords.In(razor)));
}

/// <summary>
/// The words of a Razor file: in text, in attributes that are read out or shown, and in strings of C# that begin with a
/// capital letter or hold several words. A single word in lower case may be a CSS class and is not found in C#.
/// </summary>
internal static partial class RazorWords
{
    private const string Product = "ReviewFlow";

    public static IReadOnlyList<string> In(string razor)
    {
        var markup = Unread().Replace(razor, "");
        var code = CodeBlock().Match(markup);
        List<string> found = [];
        Markup(code.Success ? markup[..code.Index] : markup, found);
        if (code.Success)
            Code(markup[code.Index..], found);
        return found;
    }

    private static void Markup(string razor, List<string> found)
    {
        var text = new StringBuilder();
        for (var at = 0; at < razor.Length; )
        {
            var rest = razor[at..];
            if (Tag().IsMatch(rest))
            {
                Words(text, found);
                var end = EndOfTag(razor, at);
                Attributes(razor[at..end], found);
                at = end;
            }
            else if (Expression().Match(rest) is { Success: true } expression)
            {
                text.Append('\n');
                var end = at + expression.Length;
                // What follows belongs to it: calls, members, indexes.
                while (end < razor.Length && (razor[end] is '(' or '[' || Member().IsMatch(razor[end..])))
                    end = razor[end] is '(' or '['
                        ? EndOfParentheses(razor, end)
                        : end + Member().Match(razor[end..]).Length;
                Code(razor[at..end], found);
                at = end;
            }
            else
            {
                text.Append(razor[at++]);
            }
        }
        Words(text, found);
    }

    /// <summary>Text as a browser shows it; lines of C# between the elements are left out.</summary>
    private static void Words(StringBuilder text, List<string> found)
    {
        var shown = Entity().Replace(Statement().Replace(text.ToString(), ""), "");
        found.AddRange(Word().Matches(shown).Select(m => m.Value).Where(w => w != Product));
        text.Clear();
    }

    private static void Attributes(string tag, List<string> found)
    {
        foreach (Match shown in ShownAttribute().Matches(tag))
            found.AddRange(Word().Matches(shown.Groups["value"].Value).Select(m => m.Value).Where(w => w != Product));
        foreach (Match single in SingleQuoted().Matches(tag))
            Code(single.Value, found);
        for (var at = tag.IndexOf("@(", StringComparison.Ordinal); at >= 0; )
        {
            var end = EndOfParentheses(tag, at + 1);
            Code(tag[at..end], found);
            at = tag.IndexOf("@(", end, StringComparison.Ordinal);
        }
    }

    private static void Code(string code, List<string> found) =>
        found.AddRange(
            from literal in Literal().Matches(code)
            let value = Hole().Replace(Markers().Replace(literal.Value, ""), "")
            where Prose().IsMatch(value)
            select value
        );

    private static int EndOfTag(string razor, int start)
    {
        var quote = '\0';
        for (var at = start; at < razor.Length; at++)
        {
            if (razor[at] == '@' && at + 1 < razor.Length && razor[at + 1] == '(')
                at = EndOfParentheses(razor, at + 1) - 1;
            else if (quote == '\0' && razor[at] is '"' or '\'')
                quote = razor[at];
            else if (razor[at] == quote)
                quote = '\0';
            else if (quote == '\0' && razor[at] == '>')
                return at + 1;
        }
        return razor.Length;
    }

    /// <summary>Parentheses in strings do not count.</summary>
    private static int EndOfParentheses(string code, int start)
    {
        var (depth, quoted) = (0, false);
        for (var at = start; at < code.Length; at++)
        {
            if (code[at] == '"')
                quoted = !quoted;
            else if (!quoted && code[at] is '(' or '[')
                depth++;
            else if (!quoted && code[at] is ')' or ']' && --depth == 0)
                return at + 1;
        }
        return code.Length;
    }

    [GeneratedRegex(
        """@\*.*?\*@|<style>.*?</style>|^@(inherits|using|namespace|preservewhitespace|page)\b[^\n]*""",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Unread();

    [GeneratedRegex("""^@code\s*\{""", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("""^</?[A-Za-z!]""")]
    private static partial Regex Tag();

    [GeneratedRegex("""^@(if|foreach|for|while|switch)\s*(?=\()|^@(?=\()|^@[A-Za-z_]\w*""")]
    private static partial Regex Expression();

    [GeneratedRegex("""^[?!]?\.[A-Za-z_]\w*""")]
    private static partial Regex Member();

    [GeneratedRegex(
        """^\s*(else(\s+if\s*\(.*\))?|(if|foreach|switch)\s*\(.*\)|case\s.*:|default:|break;|var\s.*;)\s*$""",
        RegexOptions.Multiline
    )]
    private static partial Regex Statement();

    [GeneratedRegex("""&#?\w+;""")]
    private static partial Regex Entity();

    [GeneratedRegex("""\p{L}+""")]
    private static partial Regex Word();

    [GeneratedRegex("""\s(aria-label|title|placeholder|alt|data-name)="(?<value>[^"@]+)["@]""")]
    private static partial Regex ShownAttribute();

    [GeneratedRegex("""='[^']*'""")]
    private static partial Regex SingleQuoted();

    [GeneratedRegex(""""\$?("""[\s\S]*?"""|"(\\.|[^"\\])*")"""")]
    private static partial Regex Literal();

    [GeneratedRegex("""^\$?"+|"+$|<[^>]*>""")]
    private static partial Regex Markers();

    [GeneratedRegex("""\{[^{}]*\}""")]
    private static partial Regex Hole();

    [GeneratedRegex("""^\s*\p{Lu}\p{L}*|\p{L}[,;.:]? \p{L}""")]
    private static partial Regex Prose();
}

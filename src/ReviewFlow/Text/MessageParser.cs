using System.Collections.Immutable;
using System.Text;

namespace ReviewFlow.Text;

/// <summary>
/// Reads one pattern. As in ICU, <c>''</c> is an apostrophe, and an apostrophe before a brace begins quoted text.
/// </summary>
internal sealed class MessageParser(string pattern)
{
    private int _at;

    public ImmutableArray<MessagePart> Read()
    {
        var parts = Message(inPlural: false);
        return _at == pattern.Length ? parts : throw Unreadable("a brace closes nothing");
    }

    private ImmutableArray<MessagePart> Message(bool inPlural)
    {
        var (parts, text) = (ImmutableArray.CreateBuilder<MessagePart>(), new StringBuilder());
        while (_at < pattern.Length && pattern[_at] != '}')
        {
            switch (pattern[_at])
            {
                case '{':
                    AddText();
                    parts.Add(Argument());
                    break;
                case '#' when inPlural:
                    AddText();
                    parts.Add(new MessagePart.Count());
                    _at++;
                    break;
                case '\'':
                    Quoted(text, inPlural);
                    break;
                default:
                    text.Append(pattern[_at++]);
                    break;
            }
        }
        AddText();
        return parts.ToImmutable();

        void AddText()
        {
            if (text.Length == 0)
                return;
            parts.Add(new MessagePart.Literal(text.ToString()));
            text.Clear();
        }
    }

    private void Quoted(StringBuilder text, bool inPlural)
    {
        _at++;
        var next = _at < pattern.Length ? pattern[_at] : ' ';
        if (next != '\'' && next is not ('{' or '}') && !(inPlural && next == '#'))
        {
            text.Append('\'');
            return;
        }
        if (next == '\'')
        {
            text.Append('\'');
            _at++;
            return;
        }
        var end = pattern.IndexOf('\'', _at);
        if (end < 0)
            throw Unreadable("quoted text does not end");
        text.Append(pattern, _at, end - _at);
        _at = end + 1;
    }

    private MessagePart Argument()
    {
        _at++;
        var name = Word();
        if (Take('}'))
            return new MessagePart.Argument(name);
        if (!Take(',') || Word() != "plural" || !Take(','))
            throw Unreadable("only {name} and {name, plural, …} are known");
        var forms = ImmutableArray.CreateBuilder<(string, ImmutableArray<MessagePart>)>();
        while (!Take('}'))
        {
            var key = Word();
            if (!Take('{'))
                throw Unreadable($"the form '{key}' has no text");
            forms.Add((key, Message(inPlural: true)));
            if (!Take('}'))
                throw Unreadable($"the form '{key}' does not end");
        }
        return forms.Any(f => f.Item1 == "other")
            ? new MessagePart.Plural(name, forms.ToImmutable())
            : throw Unreadable("'other' is missing");
    }

    private string Word()
    {
        SkipSpace();
        var start = _at;
        while (_at < pattern.Length && (char.IsAsciiLetterOrDigit(pattern[_at]) || pattern[_at] == '='))
            _at++;
        return _at > start ? pattern[start.._at] : throw Unreadable("a name is missing");
    }

    private bool Take(char wanted)
    {
        SkipSpace();
        if (_at >= pattern.Length || pattern[_at] != wanted)
            return false;
        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < pattern.Length && pattern[_at] == ' ')
            _at++;
    }

    private FormatException Unreadable(string why) => new($"'{pattern}' cannot be read at {_at}: {why}.");
}

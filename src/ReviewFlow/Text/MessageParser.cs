using System.Collections.Immutable;
using System.Text;

namespace ReviewFlow.Text;

/// <summary>Reads one pattern. Unlike in ICU an apostrophe quotes nothing, so a text cannot show a brace.</summary>
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
        while (_at < pattern.Length)
        {
            if (pattern[_at] == '}')
                break;
            if (pattern[_at] == '{')
            {
                AddText();
                parts.Add(Argument());
            }
            else if (pattern[_at] == '#' && inPlural)
            {
                AddText();
                parts.Add(new MessagePart.Count());
                _at++;
            }
            else
            {
                text.Append(pattern[_at++]);
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

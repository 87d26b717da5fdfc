using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace ReviewFlow.Text;

/// <summary>
/// Fills values into a text of a resource, in a subset of ICU MessageFormat: <c>{name}</c> and <c>{count, plural, =0
/// {no team} one {# team} other {# teams}}</c>. The current UI language decides which plural form counts; <c>#</c> is
/// the count with thousands apart.
/// </summary>
public static class MessageFormat
{
    private static readonly ConcurrentDictionary<string, ImmutableArray<MessagePart>> Parsed = new(
        StringComparer.Ordinal
    );
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <param name="values">
    /// An anonymous object with a property for each name: text as people read it, a whole number, or something that has
    /// one name, such as an id. Dates, figures and enumerations have to be formatted first.
    /// </param>
    /// <exception cref="ArgumentException">A value is missing or has to be formatted first.</exception>
    /// <exception cref="FormatException">The pattern cannot be read.</exception>
    public static string With(this string pattern, object values)
    {
        var (parts, properties) = (Parse(pattern), PropertiesOf(values));
        var texts = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            texts[i] = parts[i] switch
            {
                MessagePart.Literal literal => literal.Text,
                MessagePart.Argument argument => Text(ValueOf(pattern, values, properties, argument.Name)),
                _ => Composed(pattern, values),
            };
            if (parts[i] is MessagePart.Plural)
                return texts[i];
        }
        return string.Concat(texts);
    }

    private static string Composed(string pattern, object values) =>
        string.Concat(Parts(pattern, values).Select(p => Text(p.Value)));

    /// <summary>
    /// The text in pieces, so that a page can place elements between the words. A value that is no number comes as it
    /// was given.
    /// </summary>
    public static IEnumerable<(string? Name, object Value)> Parts(string pattern, object values)
    {
        var properties = PropertiesOf(values);
        return Fill(Parse(pattern), name => ValueOf(pattern, values, properties, name), counted: null);
    }

    /// <summary>The names in a pattern, each once.</summary>
    public static IReadOnlyList<string> Names(string pattern) => [.. NamesIn(Parse(pattern)).Distinct()];

    private static ImmutableArray<MessagePart> Parse(string pattern) =>
        Parsed.GetOrAdd(pattern, static text => new MessageParser(text).Read());

    private static PropertyInfo[] PropertiesOf(object values) =>
        Properties.GetOrAdd(values.GetType(), static type => type.GetProperties());

    private static object ValueOf(string pattern, object values, PropertyInfo[] properties, string name)
    {
        foreach (var property in properties)
        {
            if (property.Name == name && property.GetValue(values) is { } value)
                return value;
        }
        throw new ArgumentException($"'{pattern}' needs a value for '{name}'.", nameof(values));
    }

    private static IEnumerable<string> NamesIn(ImmutableArray<MessagePart> parts) =>
        parts.SelectMany(part =>
            part switch
            {
                MessagePart.Argument argument => [argument.Name],
                MessagePart.Plural plural => plural.Forms.SelectMany(f => NamesIn(f.Parts)).Prepend(plural.Name),
                _ => Enumerable.Empty<string>(),
            }
        );

    private static IEnumerable<(string? Name, object Value)> Fill(
        ImmutableArray<MessagePart> parts,
        Func<string, object> value,
        object? counted
    )
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case MessagePart.Literal literal:
                    yield return (null, literal.Text);
                    break;
                case MessagePart.Count:
                    yield return (null, ((IFormattable)counted!).ToString("#,0", CultureInfo.InvariantCulture));
                    break;
                case MessagePart.Argument argument:
                    yield return (argument.Name, value(argument.Name));
                    break;
                case MessagePart.Plural plural:
                    var count = value(plural.Name);
                    var form = plural.Form(Convert.ToInt64(count, CultureInfo.InvariantCulture));
                    foreach (var piece in Fill(form, value, count))
                        yield return piece;
                    break;
            }
        }
    }

    private static string Text(object value) =>
        value switch
        {
            string text => text,
            int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            IFormattable => throw new ArgumentException($"{value.GetType().Name} is not text: format it first."),
            _ => value.ToString() ?? "",
        };
}

internal abstract record MessagePart
{
    public sealed record Literal(string Text) : MessagePart;

    public sealed record Argument(string Name) : MessagePart;

    /// <summary>The <c>#</c> in a plural form.</summary>
    public sealed record Count : MessagePart;

    public sealed record Plural(string Name, ImmutableArray<(string Key, ImmutableArray<MessagePart> Parts)> Forms)
        : MessagePart
    {
        public ImmutableArray<MessagePart> Form(long count) =>
            (
                Find(string.Create(CultureInfo.InvariantCulture, $"={count}"))
                ?? Find(PluralRule.Of(count))
                ?? Find("other")
            )!.Value;

        private ImmutableArray<MessagePart>? Find(string key) =>
            Forms.FirstOrDefault(f => f.Key == key) is { Key: not null } form ? form.Parts : null;
    }
}

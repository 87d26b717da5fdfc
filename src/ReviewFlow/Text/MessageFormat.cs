using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ReviewFlow.Text;

/// <summary>
/// Fills values into a text of a resource, in a subset of ICU MessageFormat: <c>{name}</c> and <c>{count, plural, =0
/// {no team} one {# team} other {# teams}}</c>. Which plural form counts is the rule of the current UI language.
/// </summary>
public static class MessageFormat
{
    private static readonly ConcurrentDictionary<string, ImmutableArray<MessagePart>> Parsed = new(
        StringComparer.Ordinal
    );
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <param name="values">An anonymous object with a property for each name: a string as people read it, or a whole
    /// number.</param>
    /// <exception cref="ArgumentException">A value is missing or is neither a string nor a whole number.</exception>
    /// <exception cref="FormatException">The pattern cannot be read.</exception>
    public static string With(this string pattern, object values)
    {
        var text = new StringBuilder(pattern.Length + 32);
        foreach (var part in Parts(pattern, values))
            text.Append(part.Value as string ?? Number(part.Value));
        return text.ToString();
    }

    /// <summary>
    /// The text in pieces, so that a page can place elements between the words. A value that is no number comes as it
    /// was given.
    /// </summary>
    public static IEnumerable<(string? Name, object Value)> Parts(string pattern, object values)
    {
        var properties = Properties.GetOrAdd(values.GetType(), type => type.GetProperties());
        return Fill(Parse(pattern), Value, counted: null);

        object Value(string name) =>
            Array.Find(properties, p => p.Name == name)?.GetValue(values)
            ?? throw new ArgumentException($"'{pattern}' needs a value for '{name}'.", nameof(values));
    }

    /// <summary>The names in a pattern, each once.</summary>
    public static IReadOnlyList<string> Names(string pattern) => [.. NamesIn(Parse(pattern)).Distinct()];

    private static ImmutableArray<MessagePart> Parse(string pattern) =>
        Parsed.GetOrAdd(pattern, text => new MessageParser(text).Read());

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
                    yield return (null, Number(counted!));
                    break;
                case MessagePart.Argument argument:
                    yield return (argument.Name, value(argument.Name));
                    break;
                case MessagePart.Plural plural:
                    var count = value(plural.Name);
                    foreach (
                        var piece in Fill(
                            plural.Form(Convert.ToInt64(count, CultureInfo.InvariantCulture)),
                            value,
                            count
                        )
                    )
                        yield return piece;
                    break;
            }
        }
    }

    private static string Number(object value) =>
        value is int or long
            ? ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)
            : throw new ArgumentException($"{value.GetType().Name} is not text: format it first.", nameof(value));
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

using System.Collections;
using System.Globalization;
using System.Reflection;
using NodaTime;

namespace ReviewFlow.Tests.Laws;

/// <summary>
/// A record as text, part by part: two are the same when the texts are. Record equality will not do, because it
/// compares immutable arrays by reference.
/// </summary>
internal static class Plain
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, PropertyInfo[]> Parts = new();

    public static string Text(object? value) =>
        value switch
        {
            null => "-",
            string s => $"\"{s}\"",
            Instant or LocalDate or DateTimeZone or Enum => value.ToString()!,
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            IDictionary map => "{"
                + string.Join(
                    ",",
                    map.Keys.Cast<object>().Select(k => $"{Text(k)}:{Text(map[k])}").Order(StringComparer.Ordinal)
                )
                + "}",
            IEnumerable items when IsSet(value) => "{"
                + string.Join(",", items.Cast<object>().Select(Text).Order(StringComparer.Ordinal))
                + "}",
            IEnumerable items => "[" + string.Join(",", items.Cast<object>().Select(Text)) + "]",
            _ when PartsOf(value) is { Length: > 0 } parts =>
                $"{value.GetType().Name}({string.Join(",", parts.Select(p => $"{p.Name}={Text(p.GetValue(value))}"))})",
            _ => value.ToString()!,
        };

    /// <summary>Everything of type <typeparamref name="T"/> in <paramref name="value"/>, however deep.</summary>
    public static IEnumerable<T> Inside<T>(object? value) =>
        value switch
        {
            null or string or IFormattable => value is T plain ? [plain] : [],
            T found => [found],
            IEnumerable items => items.Cast<object?>().SelectMany(Inside<T>),
            _ => PartsOf(value).SelectMany(p => Inside<T>(p.GetValue(value))),
        };

    private static bool IsSet(object value) =>
        value
            .GetType()
            .GetInterfaces()
            .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));

    /// <summary>What a record was made of; what it works out from that is left aside.</summary>
    private static PropertyInfo[] PartsOf(object value) =>
        Parts.GetOrAdd(value.GetType(), type =>
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => p.GetIndexParameters().Length == 0 && p.SetMethod is not null),
            ]
        );
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReviewFlow.Text;

namespace ReviewFlow.Json;

/// <summary>
/// The one byte form of a JSON value: RFC 8785 (JSON Canonicalization Scheme). Members sorted by UTF-16 code units,
/// numbers as ECMAScript prints them, the least escaping, no white space, UTF-8.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical text of <paramref name="value"/>.</summary>
    /// <exception cref="FormatException">A number is not finite or a string holds half a surrogate pair.</exception>
    public static string Text(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    /// <summary>The canonical UTF-8 bytes of <paramref name="value"/>.</summary>
    public static byte[] Bytes(JsonNode? value) => Encoding.UTF8.GetBytes(Text(value));

    /// <summary>SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits.</summary>
    public static string Sha256(JsonNode? value) => Convert.ToHexStringLower(SHA256.HashData(Bytes(value)));

    private static void Write(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                WriteObject(text, members);
                break;
            case JsonArray items:
                WriteArray(text, items);
                break;
            case JsonValue scalar:
                WriteScalar(text, scalar);
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject members)
    {
        text.Append('{');
        var separator = "";
        foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            text.Append(separator);
            WriteString(text, name);
            text.Append(':');
            Write(text, value);
            separator = ",";
        }
        text.Append('}');
    }

    private static void WriteArray(StringBuilder text, JsonArray items)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            Write(text, items[i]);
        }
        text.Append(']');
    }

    private static void WriteScalar(StringBuilder text, JsonValue scalar)
    {
        switch (scalar.GetValueKind())
        {
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.String:
                WriteString(text, scalar.GetValue<string>());
                break;
            case JsonValueKind.Number:
                // A double is asked first: one that is not finite has no JSON text to parse.
                text.Append(
                    Number(
                        scalar.TryGetValue<double>(out var number)
                            ? number
                            : double.Parse(scalar.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
                    )
                );
                break;
            default:
                throw new FormatException(
                    JsonTexts.NoCanonicalForm.With(new { kind = scalar.GetValueKind().ToString() })
                );
        }
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                case var _ when char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]):
                    text.Append(c).Append(value[++i]);
                    break;
                case var _ when char.IsSurrogate(c):
                    throw new FormatException(JsonTexts.HalfSurrogate);
                default:
                    text.Append(c);
                    break;
            }
        }
        text.Append('"');
    }

    /// <summary>
    /// A number as ECMAScript's Number::toString prints it (ECMA-262 6.1.6.1.20), which RFC 8785 3.2.2.3 asks for.
    /// </summary>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value))
            throw new FormatException(JsonTexts.NotFinite);
        if (value == 0)
            return "0";
        if (value < 0)
            return "-" + Number(-value);

        // .NET's "E16" would not be the shortest; "R" is, and only its layout differs from ECMAScript's.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var (mantissa, exponent) = shortest.Split('E') is [var m, var e]
            ? (m, int.Parse(e, CultureInfo.InvariantCulture))
            : (shortest, 0);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var allDigits = whole + (point < 0 ? "" : mantissa[(point + 1)..]);
        var leading = allDigits.Length - allDigits.TrimStart('0').Length;
        var digits = allDigits.Trim('0');
        var n = whole.Length + exponent - leading; // the value is 0.digits × 10^n

        return n switch
        {
            _ when digits.Length <= n && n <= 21 => digits.PadRight(n, '0'),
            > 0 and <= 21 => $"{digits[..n]}.{digits[n..]}",
            > -6 and <= 0 => $"0.{new string('0', -n)}{digits}",
            _ =>
                $"{digits[..1]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(n > 0 ? "+" : "-")}{Math.Abs(n - 1).ToString(CultureInfo.InvariantCulture)}",
        };
    }
}

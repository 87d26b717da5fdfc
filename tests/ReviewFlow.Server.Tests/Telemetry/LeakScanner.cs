using System.Text.RegularExpressions;

namespace ReviewFlow.Server.Tests.Telemetry;

/// <summary>Finds secrets that are plain, percent-encoded, JSON-escaped, or encoded several times.</summary>
internal static partial class LeakScanner
{
    private const int MaxLayers = 3;

    /// <summary>Ignores case.</summary>
    public static IReadOnlyList<string> Find(string told, IEnumerable<string> secrets)
    {
        var layers = new List<string> { told };
        for (var layer = 0; layer < MaxLayers; layer++)
            layers.Add(Uri.UnescapeDataString(Escaped().Replace(layers[^1], Plain)));
        return
        [
            .. secrets
                .Distinct()
                .Where(s =>
                    layers.Exists(l =>
                        l.Contains(s, StringComparison.OrdinalIgnoreCase)
                        || l.Contains(s.Replace(' ', '+'), StringComparison.OrdinalIgnoreCase)
                    )
                ),
        ];
    }

    private static string Plain(Match found) =>
        found.Groups[1] is { Success: true } digits
            ? ((char)Convert.ToInt32(digits.Value, 16)).ToString()
            : found.Value[1..];

    [GeneratedRegex(@"\\(?:u([0-9a-fA-F]{4})|[""\\/])")]
    private static partial Regex Escaped();
}

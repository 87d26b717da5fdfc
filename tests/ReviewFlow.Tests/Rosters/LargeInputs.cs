using System.Globalization;
using System.Text;

namespace ReviewFlow.Tests.Rosters;

/// <summary>Inputs of a given size that are made to cost much; none is a roster. Linked into the benchmark.</summary>
internal static class LargeInputs
{
    public static readonly string[] Kinds =
    [
        "unknown keys",
        "empty keys",
        "chained pairs",
        "a long name over a long list",
        "a long text",
        "a long number",
        "nested lists",
        "line feeds",
        "unsound teams",
        "unsound outcomes",
        "pairs of one name",
    ];

    public static byte[] Of(string kind, int bytes) =>
        Encoding.UTF8.GetBytes(
            kind switch
            {
                "unknown keys" => Repeated("{", n => $"\"k{n}\":0,", "\"z\":0}", bytes),
                "empty keys" => Repeated("{", _ => "\"\":0,", "\"z\":0}", bytes),
                "chained pairs" => $"{{\"pairs\": {ChainedPairs(bytes / 170)}}}",
                "a long name over a long list" => Repeated(
                    $"{{\"{new string('n', bytes / 3)}\":[",
                    _ => "0,",
                    "0]}",
                    bytes
                ),
                "a long text" => $"{{\"company\": \"{new string('x', bytes - 20)}\"}}",
                "a long number" => $"{{\"deadlines\": {{\"dueAfterBusinessDays\": 1{new string('0', bytes - 50)}}}}}",
                "nested lists" => Repeated("{\"teams\":[[[", n => n % 1000 == 0 ? "0],[" : "0,", "0]]]}", bytes),
                "line feeds" =>
                    $"{{{new string('\n', bytes / 2)}{Repeated("", n => $"\"k{n}\":\n0,", "\"z\":0}", bytes / 2)}",
                "unsound teams" =>
                    $"{{\"teams\":[{string.Join(',', Enumerable.Repeat($"{{\"name\": \"{new string('x', (bytes / 1000) - 30)}\"}}", 1000))}]}}",
                "unsound outcomes" =>
                    $"{{\"teams\":[{string.Join(',', Enumerable.Repeat($"{{\"outcomes\":[{string.Join(',', Enumerable.Repeat("{}", Math.Min(50, bytes / 4000)))}]{new string(' ', Math.Max(0, (bytes / 1000) - 170))}}}", 1000))}]}}",
                _ =>
                    $"{{\"pairs\":[{string.Join(',', Enumerable.Range(0, 500).Select(n => Pair(n, new string(' ', Math.Max(0, (bytes / 500) - 180)))))}]}}",
            }
        );

    public static string ChainedPairs(int count) =>
        $"[{string.Join(',', Enumerable.Range(0, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"p{n}\",{(n == 0 ? "" : $"\"parent\":\"p{n - 1}\",")}\"product\":{{\"name\":\"P {n}\",\"email\":\"p{n}@example.com\"}},\"technology\":{{\"name\":\"T {n}\",\"email\":\"t{n}@example.com\"}}}}")))}]";

    private static string Pair(int n, string filler) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"id\":\"p{n}\",{filler}\"product\":{{\"name\":\"Ada\",\"email\":\"p{n}@example.com\"}},\"technology\":{{\"name\":\"Ada\",\"email\":\"t{n}@example.com\"}}}}"
        );

    private static string Repeated(string start, Func<int, string> item, string end, int bytes)
    {
        var text = new StringBuilder(start, bytes);
        for (var n = 1; text.Length + 20 + end.Length < bytes; n++)
            text.Append(item(n));
        return text.Append(end).ToString();
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace ReviewFlow.Tests.Rosters;

/// <summary>Whatever is done to one place of the sample, the reader answers; it never throws.</summary>
public sealed class MutatedRosterTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly string[] Scalars =
    [
        "null",
        "true",
        "0",
        "-1",
        "1",
        "1e15",
        "1e-12",
        "1e-14",
        "1e-30",
        "1e400",
        "99999999999999999999",
        "7.5",
        "\"\"",
        "\" \"",
        "\"x\"",
        "\"NaN\"",
        "\"2026-Q3\"",
        "\"2026-09-30\"",
        "\"9999-12-31\"",
        "\"company\"",
        "\"cpo@example.com\"",
        "\"a@b@c\"",
        "\"\\\"a\\\"@b\"",
        "\"\\u0000\"",
        "\"😀\"",
        "{}",
        "[]",
        "[[]]",
        "{\"\":{}}",
    ];

    private enum How
    {
        Replace,
        Remove,
        Double,
    }

    private static readonly Gen<(How How, int Place, string Scalar)> Any = Gen.Select(
        Gen.Enum<How>(),
        Gen.Int[0, 100_000],
        Gen.OneOf(Scalars)
    );

    [Fact]
    public void A_random_change_is_read_or_told_with_a_path_and_a_line_of_the_file() =>
        Any.Sample(
            change =>
            {
                var text = Mutated(change.How, change.Place, change.Scalar);
                var (roster, problems, warnings) = SampleRoster.Read(text);

                Assert.Equal(roster is null, problems.Total > 0);
                using var document = JsonDocument.Parse(text);
                var paths = Paths(document.RootElement, "$").ToHashSet();
                var lines = text.Count(c => c == '\n') + 1;
                Assert.All(problems.Concat(warnings), p =>
                {
                    Assert.InRange(p.Line, 1, lines);
                    Assert.True(
                        paths.Contains(p.Path) || paths.Contains(p.Path[..p.Path.LastIndexOf('.')]),
                        p.ToString()
                    );
                });
            },
            iter: 1500
        );

    private static string Mutated(How how, int place, string scalar)
    {
        var root = JsonNode.Parse(SampleRoster.Text)!;
        var nodes = Nodes(root).Skip(1).ToArray();
        var node = nodes[place % nodes.Length];
        switch (how, node.Parent)
        {
            case (How.Remove, JsonObject o):
                o.Remove(node.GetPropertyName());
                break;
            case (How.Remove, JsonArray a):
                a.RemoveAt(node.GetElementIndex());
                break;
            case (How.Double, JsonArray a):
                a.Insert(node.GetElementIndex(), node.DeepClone());
                break;
            case (How.Double, JsonObject o):
                return Doubled(root, o, node.GetPropertyName());
            default:
                node.ReplaceWith(JsonNode.Parse(scalar));
                break;
        }
        return root.ToJsonString(Indented);
    }

    /// <summary>A JsonObject cannot hold a name twice, so the second one is put in by its text.</summary>
    private static string Doubled(JsonNode root, JsonObject holder, string name)
    {
        const string Second = "second-of-its-name";
        holder[Second] = holder[name]!.DeepClone();
        return root.ToJsonString(Indented).Replace(Second, name, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) =>
        node switch
        {
            JsonObject o => o.SelectMany(m => Nodes(m.Value!)).Prepend(node),
            JsonArray a => a.SelectMany(i => Nodes(i!)).Prepend(node),
            _ => [node],
        };

    private static IEnumerable<string> Paths(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(m => Paths(m.Value, $"{path}.{m.Name}"))
                .Prepend(path),
            JsonValueKind.Array => element
                .EnumerateArray()
                .SelectMany((item, i) => Paths(item, $"{path}[{i}]"))
                .Prepend(path),
            _ => [path],
        };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewFlow.Repository.Tests;

/// <summary>A resource of the compiled template, wherever in its modules it stands.</summary>
/// <param name="Variables">Those of the template it stands in.</param>
internal sealed record ArmResource(JsonObject Json, JsonObject Variables)
{
    private static readonly JsonSerializerOptions AsWritten = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Type => (string)Json["type"]!;

    /// <summary>All of it, with its expressions as they were written.</summary>
    public string Text => Json.ToJsonString(AsWritten);

    /// <summary>Every resource of a template and of its modules; the modules themselves are left out.</summary>
    public static IEnumerable<ArmResource> In(JsonNode template)
    {
        var variables = template["variables"]?.AsObject() ?? [];
        // With symbolic names resources are an object, without them an array.
        var resources = template["resources"] is JsonObject named
            ? named.Select(r => r.Value!.AsObject())
            : template["resources"]!.AsArray().Select(r => r!.AsObject());
        foreach (var resource in resources)
        {
            if (resource["existing"]?.GetValue<bool>() == true)
                continue;
            if ((string?)resource["type"] == "Microsoft.Resources/deployments")
            {
                foreach (var inner in In(resource["properties"]!["template"]!))
                    yield return inner;
            }
            else
            {
                yield return new(resource, variables);
            }
        }
    }

    /// <summary>What stands at a path of names, as JSON text without quotes; null if nothing does.</summary>
    public string? At(string path)
    {
        JsonNode? at = Json;
        foreach (var name in path.Split('.'))
            at = at is JsonObject inner ? inner[name] : null;
        return at is JsonValue value ? value.ToString() : at?.ToJsonString();
    }
}

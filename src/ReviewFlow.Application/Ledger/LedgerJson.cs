using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Ledger;

/// <summary>How events read in the ledger: the JSON of docs/ledger.md, and nothing that it does not know.</summary>
internal static class LedgerJson
{
    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true, // the canonical form sorts "type" away from the front
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    public static JsonNode ToJson(QuarterEvent happened) => JsonSerializer.SerializeToNode(happened, Options)!;

    /// <exception cref="JsonException">It is no event of ours.</exception>
    public static QuarterEvent FromJson(JsonNode json)
    {
        try
        {
            return json.Deserialize<QuarterEvent>(Options) ?? throw new JsonException("An event is missing.");
        }
        catch (Exception e) when (e is not JsonException)
        {
            // A missing "type", a time zone that is none: constructors and converters have their own words for "no
            // event of ours".
            throw new JsonException(e.Message, e);
        }
    }
}

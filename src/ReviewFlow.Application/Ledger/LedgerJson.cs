using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Application.Ledger;

/// <summary>How events read in the ledger: the JSON of docs/ledger.md, and nothing that it does not know.</summary>
internal static class LedgerJson
{
    /// <summary>The <c>type</c> of each event. A new event gets a line here, or the ledger refuses it.</summary>
    private static readonly ImmutableArray<JsonDerivedType> Types =
    [
        new(typeof(QuarterStarted), "quarterStarted"),
        new(typeof(ReviewOpened), "reviewOpened"),
        new(typeof(LeadersInvited), "leadersInvited"),
        new(typeof(TurnsDigested), "turnsDigested"),
        new(typeof(LeaderReminded), "leaderReminded"),
        new(typeof(LeaderUnreached), "leaderUnreached"),
        new(typeof(DeadlineEscalated), "deadlineEscalated"),
        new(typeof(DeadlineExtended), "deadlineExtended"),
        new(typeof(SignedOff), "signedOff"),
        new(typeof(SignOffWithdrawn), "signOffWithdrawn"),
        new(typeof(ReviewReturned), "reviewReturned"),
        new(typeof(ScorecardAmended), "scorecardAmended"),
        new(typeof(TeamVoided), "teamVoided"),
        new(typeof(TakeOverProposed), "takeOverProposed"),
        new(typeof(TakeOverWithdrawn), "takeOverWithdrawn"),
        new(typeof(TakenOver), "takenOver"),
        new(typeof(RatingsSealed), "ratingsSealed"),
        new(typeof(RatingsUnsealed), "ratingsUnsealed"),
        new(typeof(RatingsRevealed), "ratingsRevealed"),
        new(typeof(JointRatingsProposed), "jointRatingsProposed"),
        new(typeof(JointRatingsConfirmed), "jointRatingsConfirmed"),
        new(typeof(SharesWritten), "sharesWritten"),
        new(typeof(SharesAnswered), "sharesAnswered"),
        new(typeof(JointWorkProposed), "jointWorkProposed"),
        new(typeof(JointWorkConfirmed), "jointWorkConfirmed"),
        new(typeof(AssessmentConcluded), "assessmentConcluded"),
        new(typeof(PartnershipAnswered), "partnershipAnswered"),
        new(typeof(PartnershipRevealed), "partnershipRevealed"),
        new(typeof(PledgeProposed), "pledgeProposed"),
        new(typeof(PledgeConfirmed), "pledgeConfirmed"),
        new(typeof(FitStarted), "fitStarted"),
        new(typeof(FitAnswered), "fitAnswered"),
        new(typeof(FitRevealed), "fitRevealed"),
        new(typeof(FitEnded), "fitEnded"),
        new(typeof(DelegateNamed), "delegateNamed"),
        new(typeof(DelegationEnded), "delegationEnded"),
        new(typeof(LinksEnded), "linksEnded"),
        new(typeof(LedgerRestored), "ledgerRestored"),
        new(typeof(QuarterVoided), "quarterVoided"),
        new(typeof(ReportReleased), "reportReleased"),
    ];

    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true, // the canonical form sorts "type" away from the front
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameTypes } },
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

    private static void NameTypes(JsonTypeInfo type)
    {
        if (type.Type != typeof(QuarterEvent))
            return;
        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "type" };
        foreach (var derived in Types)
            type.PolymorphismOptions.DerivedTypes.Add(derived);
    }
}

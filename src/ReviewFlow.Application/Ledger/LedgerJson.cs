using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using ReviewFlow.Access;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Offices;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Receipts;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Application.Ledger;

/// <summary>How events read in the ledger: the JSON of docs/ledger.md, and nothing that it does not know.</summary>
internal static class LedgerJson
{
    private const string At = "at";

    /// <summary>The <c>type</c> of each event. A new event gets a line here, or the ledger refuses it.</summary>
    private static readonly ImmutableArray<JsonDerivedType> Types =
    [
        new(typeof(QuarterStarted), "quarterStarted"),
        new(typeof(ReviewOpened), "reviewOpened"),
        new(typeof(LeadersInvited), "leadersInvited"),
        new(typeof(TurnsDigested), "turnsDigested"),
        new(typeof(ReceiptsSent), "receiptsSent"),
        new(typeof(LeaderReminded), "leaderReminded"),
        new(typeof(LeaderUnreached), "leaderUnreached"),
        new(typeof(DeadlineEscalated), "deadlineEscalated"),
        new(typeof(DeadlineExtended), "deadlineExtended"),
        new(typeof(HolidayAdded), "holidayAdded"),
        new(typeof(OfficeReplaced), "officeReplaced"),
        new(typeof(SignedOff), "signedOff"),
        new(typeof(SignOffWithdrawn), "signOffWithdrawn"),
        new(typeof(ReviewReturned), "reviewReturned"),
        new(typeof(ReturnTakenBack), "returnTakenBack"),
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
        new(typeof(LinkEnded), "linkEnded"),
        new(typeof(CodeSent), "codeSent"),
        new(typeof(CodeRefused), "codeRefused"),
        new(typeof(BrowserProven), "browserProven"),
        new(typeof(BrowserVouchedFor), "browserVouchedFor"),
        new(typeof(FreshLinkSent), "freshLinkSent"),
        new(typeof(LedgerRestored), "ledgerRestored"),
        new(typeof(PersonErased), "personErased"),
        new(typeof(SecondOperatorAsked), "secondOperatorAsked"),
        new(typeof(SecondOperatorAgreed), "secondOperatorAgreed"),
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
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new PersonConverter(),
            new PersonIdConverter(),
        },
    }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    /// <summary>The event without its moment, which stands in the entry; its people as references.</summary>
    public static JsonObject ToJson(QuarterEvent happened)
    {
        var json = JsonSerializer.SerializeToNode(happened, Options)!.AsObject();
        json.Remove(At);
        return json;
    }

    /// <param name="json">Gets the moment as a member, as the events have it in the code.</param>
    /// <exception cref="JsonException">It is no event of ours.</exception>
    public static QuarterEvent FromJson(JsonObject json, Instant at)
    {
        if (json.ContainsKey(At))
            throw new JsonException("The moment of an event stands in its entry.");
        try
        {
            json[At] = JsonSerializer.SerializeToNode(at, Options);
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

    private sealed class PersonConverter : JsonConverter<Person>
    {
        public override Person Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            PeopleScope.Current.People[reader.GetString()!];

        public override void Write(Utf8JsonWriter writer, Person value, JsonSerializerOptions options) =>
            writer.WriteStringValue(PeopleScope.Current.ReferenceOf(value));
    }

    private sealed class PersonIdConverter : JsonConverter<PersonId>
    {
        public override PersonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            PeopleScope.Current.People[reader.GetString()!].Id;

        public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(PeopleScope.Current.ReferenceOf(value));
    }
}

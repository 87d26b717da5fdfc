using System.Text.Json.Nodes;
using ReviewFlow.Application.Ledger;
using ReviewFlow.FitConversations;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Ledger;

public class LedgerJsonTests : LedgerJsonTestBase
{
    public static TheoryData<string> Names => [.. Events.Keys];

    [Fact]
    public void Every_kind_of_event_stands_here() =>
        Assert.Equal(
            typeof(QuarterEvent)
                .Assembly.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(QuarterEvent)) && !t.IsAbstract)
                .Select(t => t.Name)
                .Order(),
            Events.Values.Select(e => e.GetType().Name).Distinct().Order()
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_reads_as_approved(string name) =>
        Approved.Check(
            CanonicalJson.Text(WithoutCommitments(Json(Events[name]))),
            $"Ledger/Approved/{name}.approved.json"
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_comes_back_as_it_was_written(string name)
    {
        var entry = Entry(Events[name]);
        var back = LedgerEntry.Parse(SampleRosters.Q3, entry.Line, People(entry));

        Assert.IsType(Events[name].GetType(), back.Event);
        Assert.Equal(
            CanonicalJson.Text(WithoutCommitments(Json(Events[name]))),
            CanonicalJson.Text(WithoutCommitments(Json(back.Event)))
        );
        Assert.Equal((Events[name].At, Actor.Ops), (back.Event.At, back.Actor));
        LedgerAudit.Follow(SampleRosters.Q3, 40, Hash, back);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_no_event_has_is_refused(string name) => IsRefused(name, e => e["zz"] = 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_type_that_is_not_known_is_refused(string name)
    {
        IsRefused(name, e => e["type"] = "approvedByTime");
        IsRefused(name, e => e["type"] = "QuarterVoided");
        IsRefused(name, e => e.Remove("type"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_of_another_kind_is_refused(string name)
    {
        foreach (var field in Json(Events[name]).Select(f => f.Key).ToArray())
        {
            IsRefused(name, e => e[field] = true);
            if (!MayBeNull(name, field))
                IsRefused(name, e => e[field] = null);
        }
    }

    /// <summary>These read as absent; an entry that spells them out is not canonical, which the audit finds.</summary>
    private static bool MayBeNull(string name, string field) =>
        (name, field)
            is
                ("quarterStarted" or "quarterStarted-namesakes", "ops" or "assessment" or "namesakes")
                or
                ("deadlineExtended" or "linksEnded-by-ops" or "browserVouchedFor" or "secondOperatorAsked", "reason")
                or
                ("fitEnded", "side")
                or
                ("officeReplaced", "former")
                or
                ("reportReleased" or "reportReleased-edition-2", "reason")
                or
                (_, "people")
                or
                (_, "onBehalfOf");

    private static LedgerEntry Entry(QuarterEvent happened) =>
        LedgerEntry.After(SampleRosters.Q3, 40, Hash, LedgerPeople.Nobody, Actor.Ops, happened);

    private static LedgerPeople People(LedgerEntry entry) => LedgerPeople.Nobody.With(entry.Introduced);

    private static JsonObject Json(QuarterEvent happened) => JsonNode.Parse(Entry(happened).Line.Event)!.AsObject();

    /// <summary>The salts of people are random, and so are the commitments to them.</summary>
    private static JsonObject WithoutCommitments(JsonObject happened)
    {
        if (happened["people"] is JsonObject people)
            happened["people"] = new JsonArray([.. people.Select(p => JsonValue.Create(p.Key))]);
        return happened;
    }

    private static void IsRefused(string name, Action<JsonObject> change)
    {
        var (entry, json) = (Entry(Events[name]), Json(Events[name]));
        change(json);
        Assert.Equal(
            41,
            Assert
                .Throws<LedgerBrokenException>(() =>
                    LedgerEntry.Parse(
                        SampleRosters.Q3,
                        entry.Line with
                        {
                            Event = CanonicalJson.Text(json),
                        },
                        People(entry)
                    )
                )
                .Version
        );
    }
}

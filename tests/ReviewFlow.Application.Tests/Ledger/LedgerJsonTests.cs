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
        Approved.Check(CanonicalJson.Text(Json(Events[name])["event"]!), $"Ledger/Approved/{name}.approved.json");

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_comes_back_as_it_was_written(string name)
    {
        var entry = LedgerEntry.After(SampleRosters.Q3, 40, Hash, Events[name]);
        var back = LedgerEntry.Parse(SampleRosters.Q3, 41, entry.Text, entry.Hash);

        Assert.IsType(Events[name].GetType(), back.Event);
        Assert.Equal(entry.Text, LedgerEntry.After(SampleRosters.Q3, 40, Hash, back.Event).Text);
        Assert.Equal(LedgerEntry.HashOf(entry.Text), back.Hash);
        Assert.Equal(Events[name].At, back.Event.At);
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
        foreach (var field in Json(Events[name])["event"]!.AsObject().Select(f => f.Key).ToArray())
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
                ("deadlineExtended", "reason")
                or
                ("fitEnded", "side")
                or
                (_, "onBehalfOf");

    private static JsonObject Json(QuarterEvent happened) =>
        JsonNode.Parse(LedgerEntry.After(SampleRosters.Q3, 40, Hash, happened).Text)!.AsObject();

    private static void IsRefused(string name, Action<JsonObject> change)
    {
        var json = Json(Events[name]);
        change(json["event"]!.AsObject());
        var text = CanonicalJson.Text(json);
        Assert.Equal(
            41,
            Assert
                .Throws<LedgerBrokenException>(() =>
                    LedgerEntry.Parse(SampleRosters.Q3, 41, text, LedgerEntry.HashOf(text))
                )
                .Version
        );
    }
}

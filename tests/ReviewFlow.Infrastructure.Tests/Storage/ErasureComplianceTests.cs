using System.Text.Json.Nodes;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>A name that is erased is nowhere in a store, and the ledger holds.</summary>
public abstract class ErasureComplianceTests(StoreUnderTest store) : StoreComplianceTestBase(store)
{
    private static readonly Person Pia = SampleRosters.Holder(SampleRosters.Product("market")),
        PiaAgain = new("Pia, as she writes herself", "Product.Market+reviews@example.com"),
        Tom = SampleRosters.Holder(SampleRosters.Technology("market"));

    [Fact]
    public async Task Its_rows_of_people_mails_and_links_go_with_the_commit_that_says_so()
    {
        var store = await Known();
        Assert.True(await Keeps(PiaAgain.Name) && await Keeps(PiaAgain.Email));
        await Erase(store);

        foreach (var gone in new[] { Pia.Name, Pia.Email, PiaAgain.Name, PiaAgain.Email, Pia.Id.ToString() })
            Assert.False(await Keeps(gone), gone);
        Assert.Null(await store.Links.Find(LinkTokens.HashOf("hers"), Stop));
        Assert.NotNull(await store.Links.Find(LinkTokens.HashOf("his"), Stop));
        Assert.Equal((0, 1, 0), await Count(store));
        Assert.Equal(["2026-Q3/his"], (await store.Outbox.Due(Start, 10, Stop)).Select(m => m.Key));
    }

    [Fact]
    public async Task The_ledger_holds_and_knows_her_by_references_only()
    {
        var store = await Known();
        await Erase(store);

        var (entries, head) = await store.Ledger.ReadToHead(Q3, 0, Stop);
        var quarter = LedgerAudit.Walk(Q3, entries, head, store.Problem);
        Assert.Equal(["Erased person p5", Tom.Name], Names(quarter));
        Assert.Equal(["p5", "p9"], ((PersonErased)entries[^1].Event).Person.Select(p => p.Email.Split('@')[0]));
    }

    [Fact]
    public async Task A_name_that_somebody_puts_back_is_found()
    {
        var store = await Known();
        var row = (await store.Ledger.Read(Q3, 0, Stop))[0].Introduced.Single(i => i.Row?.Name == Pia.Name).Row!;
        await Erase(store);
        var (entries, head) = await store.Ledger.ReadToHead(Q3, 0, Stop);
        var lines = LedgerExport.Lines(entries, head!).TrimEnd('\n').Split('\n').ToList();
        lines.Insert(
            lines.FindIndex(l => l.Contains("\"reference\":\"p6\"", StringComparison.Ordinal)),
            CanonicalJson.Text(
                new JsonObject
                {
                    ["person"] = new JsonObject
                    {
                        ["email"] = row.Email,
                        ["name"] = row.Name,
                        ["reference"] = row.Reference,
                        ["salt"] = row.Salt,
                    },
                }
            )
        );

        var found = Assert.Throws<LedgerBrokenException>(() =>
            LedgerAudit.Walk(LedgerExport.Read(lines), store.Problem)
        );
        Assert.Contains("p5", found.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// A voided quarter in which she is known in two spellings, and has a mail and a link, as he has.
    /// </summary>
    private async Task<Store> Known()
    {
        var store = await Fresh();
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                Mails = [Mail("2026-Q3/hers") with { To = Pia }, Mail("2026-Q3/his") with { To = Tom }],
                Links = [LinkOf("hers") with { Person = Pia.Id }, LinkOf("his") with { Person = Tom.Id }],
            },
            Stop
        );
        await store.Ledger.Commit(
            Of(
                4,
                new SignedOff(
                    Start,
                    SampleRosters.Checkout,
                    SampleRosters.Product("market"),
                    PiaAgain,
                    null,
                    new('5', 64)
                ),
                new QuarterVoided(Start, "Wrong roster"),
                Longer(1)
            ) with
            {
                Mails = [Mail("2026-Q3/hers-too") with { To = PiaAgain }],
            },
            Stop
        );
        await store.Outbox.Delivered("2026-Q3/hers-too", Start, Stop);
        return store;
    }

    private static async Task Erase(Store store) =>
        Assert.Equal(
            Written,
            await store.Ledger.Commit(Of(7, new PersonErased(Start, [Pia, PiaAgain], "Asked for it")), Stop)
        );

    private static IEnumerable<string> Names(Quarter quarter) =>
        quarter.Pairs[PairId.Parse("market")] is var pair ? [pair.Product.Name, pair.Technology.Name] : [];
}

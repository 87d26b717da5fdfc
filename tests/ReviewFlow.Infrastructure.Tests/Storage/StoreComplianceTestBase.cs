using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>
/// What every store must do: ledger, outbox, links, sealed texts and wake-ups commit as one. Each store runs each
/// suite.
/// </summary>
public abstract class StoreComplianceTestBase(StoreUnderTest store) : IDisposable
{
    protected Task<Store> Fresh() => store.Fresh();

    protected Task<bool> Keeps(string text) => store.Keeps(text);

    protected Task Spoil(string key, Spoiled what) => store.Spoil(key, what);

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static readonly QuarterId Q3 = SampleRosters.Q3;

    private protected static readonly QuarterId Q4 = QuarterId.Parse("2026-Q4");

    private protected static readonly Instant Start = SampleRosters.Start;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected static readonly CommitAnswer Written = new CommitAnswer.Written(),
        Conflict = new CommitAnswer.Conflict();

    private protected static CommitDraft Of(long expected, params QuarterEvent[] events) =>
        new(Q3, expected, events, [], [], WakeAt: null, Keys: []);

    /// <summary>Four events: the start and the opening of three teams.</summary>
    private protected static QuarterEvent[] Started() =>
        [
            .. (
                (Decision.Accepted)
                    QuarterRules.Decide(null, Q3, new QuarterCommand.Start(SampleRosters.ThreePairs), Start)
            ).Events.Take(4),
        ];

    private protected static QuarterEvent Longer(int i) =>
        new DeadlineExtended(
            Start,
            new LocalDate(2026, 10, 13),
            new LocalDate(2026, 10, 14).PlusDays(i),
            $"reason {i}"
        );

    private protected static async Task<(int Delivered, int Owed, int DeadLettered)> Count(Store store) =>
        await store.Outbox.Count(Q3, Stop) is var count
            ? (count.Delivered, count.Owed, count.DeadLettered.Count)
            : default;

    private protected static OutboxMessage Mail(string key) =>
        new(key, Q3, new Person("The CTO", "cto@example.com"), "{\"Subject\":\"é\"}", $"sealed {key}", null, Start)
        {
            TokenDigest = "digest",
            Mac = $"mac {key}",
        };

    private protected static Link LinkOf(string name) =>
        new(
            LinkTokens.HashOf(name),
            Q3,
            PersonId.Of("cto@example.com"),
            LinkPurpose.Desk,
            1,
            Start,
            Start + Duration.FromDays(60),
            $"mac {name}"
        );

    private protected const string Place = "ratings/checkout/product";

    /// <summary>As what is sealed looks: base64url, which cannot be made shorter than three quarters.</summary>
    private protected static string Sealed(int length) =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", length);

    /// <summary>
    /// Twenty characters again and again, so that they are found wherever a piece of the text was left.
    /// </summary>
    private protected static string Repeated(int length) => string.Concat(Enumerable.Repeat(Sealed(20), length / 20));

    private protected static bool SameJson(QuarterEvent one, QuarterEvent other) => JsonOf(one) == JsonOf(other);

    /// <summary>The event in the ledger, without the commitments to people, which are random.</summary>
    private static string JsonOf(QuarterEvent happened)
    {
        var json = JsonNode.Parse(Chain.Of(happened)[0].Line.Event)!.AsObject();
        json.Remove("people");
        return json.ToJsonString();
    }
}

using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Ledger.Recorded;

/// <summary>
/// Who holds the signing key can write a chain that is sound in itself. What it says must still be possible: the
/// verifier in the other language finds what contradicts itself.
/// </summary>
public sealed class ForgedChainTests : IDisposable
{
    private static readonly string Other = new('5', 64);
    private readonly TempFolder _folder = new();

    private sealed record Forgery(string Name, string Ledger, string Says, Func<QuarterEvent, QuarterEvent?> Change);

    private static readonly Forgery[] Forgeries =
    [
        new(
            "the digest of a joint rating",
            "joint",
            "names another text",
            OnceOf<JointRatingsConfirmed>(e => e with { Ratings = [e.Ratings[0] with { Digest = Other }] })
        ),
        new(
            "the digest of a share",
            "joint",
            "names another text",
            OnceOf<SharesAnswered>(e => e with { Answers = [e.Answers[0] with { Digest = Other }] })
        ),
        new(
            "the digest of the joint work",
            "joint",
            "names another text",
            OnceOf<JointWorkConfirmed>(e => e with { Digest = Other })
        ),
        new(
            "the digest of a commitment",
            "joint",
            "another commitment",
            OnceOf<PledgeConfirmed>(e => e with { Digest = Other })
        ),
        new(
            "a rating that was not sealed",
            "joint",
            "not those that were sealed",
            OnceOf<RatingsRevealed>(e =>
                e with
                {
                    Product = new([
                        e.Product.Ratings[0] with
                        {
                            Value = OutcomeStatus.Missed,
                        },
                        .. e.Product.Ratings[1..],
                    ]),
                }
            )
        ),
        new(
            "a rationale",
            "joint",
            "names another text",
            OnceOf<JointRatingsProposed>(
                e => e with { Ratings = [e.Ratings[0] with { Rationale = "Other words" }] },
                which: 1
            )
        ),
        new("a share that nobody confirmed", "joint", "not confirmed", OnceOf<SharesAnswered>(_ => null, which: 1)),
        new(
            "another review hash",
            "joint",
            "not that of what was assessed",
            OnceOf<AssessmentConcluded>(e => e with { ReviewHash = Other })
        ),
        new(
            "a signature on something else",
            "joint",
            "signs another review hash",
            OnceOf<SignedOff>(e => e with { Hash = Other })
        ),
        new("a signature that is missing", "joint", "without the sign-off", OnceOf<SignedOff>(_ => null, which: 9)),
        new(
            "a signature of somebody else",
            "joint",
            "names another actor",
            OnceOf<SignedOff>(e => e with { Signer = QuarterPlay.Of("company", Seat.Product) })
        ),
        new(
            "a return of something else",
            "joint",
            "returns another review hash",
            OnceOf<ReviewReturned>(e => e with { Hash = Other })
        ),
        new("a content hash", "joint", "content hash", OnceOf<ReviewOpened>(e => e with { ContentHash = Other })),
        new(
            "an amended figure",
            "joint",
            "content hash",
            OnceOf<ScorecardAmended>(e =>
                e with
                {
                    Scorecard = e.Scorecard with { Budget = e.Scorecard.Budget with { Spent = 1 } },
                }
            )
        ),
        new("a release hash", "joint", "release hash", OnceOf<ReportReleased>(e => e with { ReleaseHash = Other })),
        new(
            "another earlier quarter",
            "joint",
            "release hash",
            OnceOf<ReportReleased>(e => e with { Earlier = [e.Earlier[0] with { Hash = Other }] })
        ),
        new(
            "one reason of two",
            "taken-over",
            "with one reason",
            OnceOf<TakenOver>(e => e with { Reason = "Another reason" })
        ),
        new("a take-over by one alone", "taken-over", "with one reason", OnceOf<TakeOverProposed>(_ => null, which: 1)),
        new("a delegate whom nobody named", "taken-over", "is no delegate", OnceOf<DelegateNamed>(_ => null)),
        new(
            "a second operator who is the first",
            "voided-by-two",
            "Another operator agreed",
            OnceOf<SecondOperatorAgreed>(e => e with { Operator = "Ben" })
        ),
        new(
            "a second operator to whom nobody spoke",
            "voided-by-two",
            "No other operator",
            OnceOf<SecondOperatorAsked>(_ => null, which: 1)
        ),
        new("a team that is back", "sign-off-only", "does not begin", OnceOf<QuarterStarted>(_ => null)),
    ];

    public static TheoryData<string> Names => [.. Forgeries.Select(f => f.Name)];

    [Fact]
    public async Task A_chain_that_is_only_written_again_holds()
    {
        foreach (var name in new[] { "joint", "taken-over", "sign-off-only" })
        {
            var judged = await Judge(name, e => e);
            Assert.True(judged.Is == "whole", judged.Sentence);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task What_contradicts_itself_is_found_though_chain_and_signature_hold(string name)
    {
        var forgery = Forgeries.Single(f => f.Name == name);
        var judged = await Judge(forgery.Ledger, forgery.Change);
        Assert.Equal("broken", judged.Is);
        Assert.Contains(forgery.Says, judged.Sentence, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Changes the <paramref name="which"/>-th of its kind, counted from 0; null leaves it out.</summary>
    private static Func<QuarterEvent, QuarterEvent?> OnceOf<T>(Func<T, QuarterEvent?> change, int which = 0)
        where T : QuarterEvent
    {
        var seen = 0;
        return e => e is T kind && seen++ == which ? change(kind) : e;
    }

    private async Task<Judgement> Judge(string name, Func<QuarterEvent, QuarterEvent?> change)
    {
        var entries = LedgerExport.Read(new RecordedLedger(name).Lines).Entries();
        var (people, hash, forged) = (LedgerPeople.Nobody, LedgerEntry.Beginning, new List<LedgerEntry>());
        foreach (var entry in entries)
        {
            if (change(entry.Event) is not { } happened)
                continue;
            if (happened is ReportReleased e)
                happened = e with { LedgerVersion = forged.Count, LedgerHash = hash };
            var next = LedgerEntry.After(entry.Quarter, forged.Count, hash, people, entry.Actor, happened);
            (people, hash) = (people.With(next.Introduced), next.Hash);
            forged.Add(next);
        }
        using var key = LedgerKeys.OpenOrCreate(_folder.Path);
        var export = LedgerExport.Lines(forged, key.Sign(entries[0].Quarter, forged.Count, hash));
        var pem = await File.ReadAllTextAsync(
            LedgerKeys.PublicPathIn(_folder.Path),
            TestContext.Current.CancellationToken
        );
        return Assert.Single(await ReferenceVerifier.Judge([(export, pem)]));
    }
}

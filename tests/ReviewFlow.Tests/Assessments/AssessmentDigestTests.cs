using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Assessments;

/// <summary>What a commitment, a digest and the review hash bind to.</summary>
public sealed class AssessmentDigestTests : AssessmentTestBase
{
    /// <summary>Computed with Python's hashlib over RFC 8785 text.</summary>
    [Theory]
    [InlineData(Seat.Product, 1, "af5bb2916bf82305ba4f3c82d0e0f178846615f2b3b39f7d111312e75c280d64")]
    [InlineData(Seat.Technology, 1, "a7fa77bc4fcff355a88bda08c7169a4b48c59cbe696dfcc7e48339cc9972717f")]
    [InlineData(Seat.Product, 2, "5635e16491a3395a68306f7b529d6ca244811953a61bb01955c33b1c17f885f1")]
    public void A_commitment_is_the_hash_that_docs_ledger_says(Seat seat, int round, string hash) =>
        Assert.Equal(
            hash,
            new Rating(Growth, OutcomeStatus.Partly, "Zwei späte \"Starts\"\n", new string('a', 64))
                .Commitment(SampleRosters.Q3, SampleRosters.Team(Team), round, seat)
                .Commitment
        );

    [Fact]
    public void A_digest_binds_to_the_exact_text()
    {
        Assert.Distinct(
            new[]
            {
                Proposed,
                Proposed with
                {
                    Value = OutcomeStatus.Met,
                },
                Proposed with
                {
                    Rationale = "Late, but lasting ",
                },
                Proposed with
                {
                    Outcome = OutcomeId.Parse("quality"),
                },
            }.Select(p => p.Digest())
        );
        Assert.Distinct(
            new[]
            {
                Some,
                Some with
                {
                    Text = "we asked late",
                },
                Some with
                {
                    Change = "We ask",
                },
                None,
                None with
                {
                    NoneBecause = "An outage",
                },
                Some with
                {
                    Outcome = OutcomeId.Parse("quality"),
                },
            }.Select(s => s.Digest())
        );
        Wall wall = new(Growth, WallKind.DaysWaited, 3, "A shared board");
        Assert.Distinct(
            new[]
            {
                Work,
                Work with
                {
                    Meetings = 5,
                },
                new(4, [wall]),
                new(4, [wall with { Days = 4 }]),
                new(4, [wall with { Change = "A board" }]),
                new(4, [wall, wall]),
            }.Select(w => w.Digest())
        );
        Assert.Equal("6b9ec5a6ef4b6a4dec80d9743b8690500871b7d29dcbf44009107f4a812259a8", Proposed.Digest());
    }

    [Fact]
    public void Any_change_of_what_was_agreed_on_changes_the_review_hash()
    {
        var (review, a) = (Concluded().Review(Team), Concluded().Review(Team).Assessment!);
        var o = a.Outcomes[0];
        Assessment[] others =
        [
            a,
            With(o with { Joint = o.Joint! with { Value = OutcomeStatus.Missed } }),
            With(o with { Joint = o.Joint! with { Rationale = "Other words" } }),
            With(o with { ProductShare = new(Some with { Change = "Other" }, o.ProductShare!.Answer) }),
            With(
                o with
                {
                    TechnologyShare = o.TechnologyShare! with
                    {
                        Answer = o.TechnologyShare.Answer! with { Reason = "Another reason" },
                    },
                }
            ),
            a with
            {
                Work = Work with { Meetings = 5 },
            },
            a with
            {
                Round = a.Round + 1,
            },
        ];
        Assert.Distinct(others.Select(x => ReviewHash.Of(SampleRosters.Q3, review, x)));
        Assert.Equal(review.Hash, ReviewHash.Of(SampleRosters.Q3, review, a));

        Assessment With(Reconciliation changed) => a with { Outcomes = [changed] };
    }
}

using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Scorecards;

public sealed class ContentHashTests
{
    public static TheoryData<string, Func<Outcome, Outcome>> EveryField =>
        new()
        {
            { "id", o => o with { Id = OutcomeId.Parse("other") } },
            { "objective", o => o with { Objective = "x" } },
            { "metric", o => o with { Metric = "x" } },
            { "unit", o => o with { Unit = "x" } },
            { "better", o => o with { Better = Better.Lower } },
            { "baseline", o => o with { Baseline = 1 } },
            { "target", o => o with { Target = 1 } },
            { "actual", o => o with { Actual = 1 } },
            { "evidence", o => o with { Evidence = "https://example.com" } },
            { "cause", o => o with { Cause = null } },
            { "action", o => o with { Action = null } },
            { "actionDue", o => o with { ActionDue = null } },
        };

    [Theory, MemberData(nameof(EveryField))]
    public void Every_field_of_an_outcome_goes_into_the_hash(string field, Func<Outcome, Outcome> change)
    {
        var card = SampleRosters.Card();
        Assert.True(card.ContentHash() != (card with { Outcomes = [change(card.Outcomes[0])] }).ContentHash(), field);
    }

    [Fact]
    public void A_number_written_otherwise_hashes_the_same() =>
        Assert.Equal(SampleRosters.Card(6).ContentHash(), SampleRosters.Card(6.000m).ContentHash());

    [Fact]
    public void A_review_hash_binds_quarter_team_revision_round_path_and_content()
    {
        string[] hashes =
        [
            Hash("2026-Q3", "a", 1, 1, "market", 0),
            Hash("2026-Q4", "a", 1, 1, "market", 0),
            Hash("2026-Q3", "b", 1, 1, "market", 0),
            Hash("2026-Q3", "a", 2, 1, "market", 0),
            Hash("2026-Q3", "a", 1, 2, "market", 0),
            Hash("2026-Q3", "a", 1, 1, "platform", 0),
            Hash("2026-Q3", "a", 1, 1, "market", 1),
        ];
        Assert.Distinct(hashes);
        Assert.All(hashes, h => Assert.Matches("^[0-9a-f]{64}$", h));
    }

    private static string Hash(string quarter, string team, int revision, int round, string pair, decimal actual) =>
        ReviewHash.Of(
            QuarterId.Parse(quarter),
            SampleRosters.Team(team),
            revision,
            round,
            [PairId.Parse(pair), PairId.Parse("company")],
            SampleRosters.Card(actual).ContentHash()
        );
}

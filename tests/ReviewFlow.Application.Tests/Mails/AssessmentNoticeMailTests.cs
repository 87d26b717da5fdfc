using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Mails;

/// <summary>
/// What is mailed about delegates, take-overs, returns, amendments and escalations while teams are assessed.
/// </summary>
public sealed class AssessmentNoticeMailTests : AssessmentMailTestBase
{
    private static readonly Person Deputy = new("Dana Deputy", "dana@example.com");

    [Fact]
    public void A_return_asks_the_own_pair_to_rate_again_and_ops_for_nothing()
    {
        _play.Assess(SampleRosters.Checkout, new(3, []));
        SignOwn(SampleRosters.Checkout);
        var cto = SampleRosters.Technology("company");
        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.Return(
                cto,
                SampleRosters.Holder(cto),
                _play.Quarter.Reviews[SampleRosters.Checkout].Hash,
                "Please look again"
            )
        );

        var mails = Last().ToLookup(m => m.To, m => m.Subject);
        Assert.Equal(
            ["2026-Q3: Team checkout returned: please rate again with your partner"],
            mails["product.market@example.com"]
        );
        Assert.Equal(
            ["2026-Q3: Team checkout returned: its pair will rate it again"],
            mails["product.company@example.com"]
        );
        Assert.Equal(["2026-Q3: Team checkout returned: its pair will rate it again"], mails["ops@example.com"]);
    }

    [Fact]
    public void An_amendment_asks_for_a_rating_and_not_for_a_signature()
    {
        _play.Seal(SampleRosters.Checkout, Seat.Product);
        _play.Do(SampleRosters.Checkout, new SigningCommand.Amend(SampleRosters.Card(80), "A wrong figure"));
        Assert.All(Last(), m => Assert.Equal("2026-Q3: Team checkout changed: please rate it again", m.Subject));
    }

    [Fact]
    public void A_delegate_is_told_what_it_means_the_partner_who_it_is_and_the_leader_that_it_was_done()
    {
        Delegate();
        var mails = Last().ToLookup(m => m.To);
        Assert.Equal(3, mails.Count);
        Assert.Equal(
            "2026-Q3: you act on behalf of Pia of market until 16 October 2026",
            Assert.Single(mails["dana@example.com"]).Subject
        );
        Assert.Equal(
            "2026-Q3: Dana Deputy acts on behalf of Pia of market until 16 October 2026",
            Assert.Single(mails["technology.market@example.com"]).Subject
        );
        Assert.Equal(
            "2026-Q3: Dana Deputy acts on your behalf until 16 October 2026",
            Assert.Single(mails["product.market@example.com"]).Subject
        );

        _play.Do(new QuarterCommand.EndDelegation(SampleRosters.Holder(SampleRosters.Product("market")).Id, Deputy.Id));
        Assert.Equal(
            [
                "2026-Q3: Dana Deputy no longer acts on behalf of Pia of market",
                "2026-Q3: you no longer act on behalf of Pia of market",
            ],
            Last().Select(m => m.Subject).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Who_acts_for_another_is_named_with_the_other()
    {
        Delegate();
        _play.Assess(SampleRosters.Checkout, new(3, []));
        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.SignOff(
                SampleRosters.Product("market"),
                Deputy,
                _play.Quarter.Reviews[SampleRosters.Checkout].Hash
            )
        );
        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.Withdraw(SampleRosters.Product("market"), Deputy, "Too early")
        );
        Assert.All(Last(), m =>
            Assert.Contains("Dana Deputy on behalf of Pia of market", m.Words, StringComparison.Ordinal)
        );

        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.Return(
                SampleRosters.Product("market"),
                Deputy,
                _play.Quarter.Reviews[SampleRosters.Checkout].Hash,
                "Look again"
            )
        );
        // The delegate did it and is not told; the leader is, as a leader.
        Assert.DoesNotContain(Last(), m => m.To == Deputy.Email);
        Assert.Equal(
            "2026-Q3: Team checkout returned: please rate again with your partner",
            Last().Single(m => m.To == "product.market@example.com").Subject
        );
    }

    [Fact]
    public void A_take_over_is_proposed_to_the_other_leader_above_and_told_to_the_two_below()
    {
        var (cpo, cto) = (SampleRosters.Product("company"), SampleRosters.Technology("company"));
        _play.Seal(SampleRosters.Checkout, Seat.Product);
        _play.Do(
            SampleRosters.Checkout,
            new TakeOverCommand.TakeOver(cpo, SampleRosters.Holder(cpo), PairId.Parse("market"), "Both are away")
        );
        var proposed = Assert.Single(Last());
        Assert.Equal(
            (
                "technology.company@example.com",
                "2026-Q3: your partner wants you both to take over a part in Team checkout"
            ),
            (proposed.To, proposed.Subject)
        );

        _play.Do(
            SampleRosters.Checkout,
            new TakeOverCommand.TakeOver(cto, SampleRosters.Holder(cto), PairId.Parse("market"), "Both are away")
        );
        Assert.Equal(["product.market@example.com", "technology.market@example.com"], Last().Select(m => m.To).Order());
        Assert.All(Last(), m =>
            Assert.Contains(
                "Pia of company and Tom of company have taken over your pair's part",
                m.Words,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void An_escalation_says_what_is_still_to_be_rated_and_not_who_has_not()
    {
        _play.Seal(SampleRosters.Checkout, Seat.Product);
        _play.At = SampleRosters.Start + Duration.FromDays(30);
        _play.Do(new QuarterCommand.Wake());
        var escalated = Last()
            .Where(m => m.Kind == "escalated" && m.To.EndsWith(".market@example.com", StringComparison.Ordinal))
            .ToArray();

        Assert.Equal(2, escalated.Length);
        Assert.Single(escalated.Select(m => m.Words).Distinct());
        Assert.Contains("To be rated and agreed", escalated[0].Words, StringComparison.Ordinal);
        Assert.DoesNotContain("sealed", escalated[0].Words, StringComparison.Ordinal);
    }

    private void SignOwn(TeamId team)
    {
        foreach (var seat in Enum.GetValues<Seat>())
        {
            var own = new SeatOf(_play.Quarter.Reviews[team].Pair, seat);
            _play.Do(
                team,
                new SigningCommand.SignOff(own, SampleRosters.Holder(own), _play.Quarter.Reviews[team].Hash)
            );
        }
    }

    private void Delegate() =>
        _play.Do(
            new QuarterCommand.DelegateTo(
                SampleRosters.Holder(SampleRosters.Product("market")).Id,
                Deputy,
                new(2026, 10, 1),
                new(2026, 10, 16)
            )
        );
}

using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Receipts;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Receipts;

/// <summary>One receipt a sitting, an hour after the first act at the latest.</summary>
public sealed class ReceiptDigestTests
{
    private static readonly SeatOf Pia = SampleRosters.Product("market");

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    public void It_goes_out_when_the_person_has_done_nothing_for_a_quarter_of_an_hour(int minutes, int receipts)
    {
        var run = new Run(SampleRosters.OneTeam).Sign("checkout", Pia);
        Assert.Equal(receipts, run.Wake(run.At + Duration.FromMinutes(minutes)).Receipts.Length);
    }

    [Fact]
    public void Who_goes_on_for_hours_gets_one_each_hour()
    {
        var run = new Run(SampleRosters.OneTeam).Sign("checkout", Pia);
        for (var minutes = 10; minutes <= 50; minutes += 10)
        {
            run.At += Duration.FromMinutes(10);
            run.Do("checkout", new SigningCommand.Withdraw(Pia, SampleRosters.Holder(Pia), "Not yet"));
            run.Sign("checkout", Pia);
            Assert.Empty(run.Receipts);
        }
        var receipt = Assert.Single(run.Wake(run.At + Duration.FromMinutes(10)).Receipts);
        Assert.Equal(11, receipt.Acts.Length);
    }

    [Fact]
    public void It_names_the_team_and_the_hash_that_was_signed_and_comes_once()
    {
        var run = new Run(SampleRosters.OneTeam);
        var hash = run.Review("checkout").Hash;
        run.Sign("checkout", Pia);
        var receipt = Assert.Single(run.Wake(run.At + ReceiptDigest.Pause).Receipts);
        Assert.Equal(SampleRosters.Holder(Pia), receipt.To);
        Assert.Equal(
            (ReceiptKind.Signed, "checkout", hash),
            (receipt.Acts[0].Kind, receipt.Acts[0].Team.ToString(), receipt.Acts[0].Hash)
        );
        Assert.Empty(run.Wake(run.At + Duration.FromHours(2)).Receipts);
    }

    [Fact]
    public void What_a_delegate_did_is_told_to_the_leader_and_to_the_delegate()
    {
        var run = new Run(SampleRosters.OneTeam);
        var (dana, today) = (new Person("Dana Diaz", "dana@example.org"), run.Quarter.Calendar.DateOf(run.At));
        run.Do(new QuarterCommand.DelegateTo(SampleRosters.Holder(Pia).Id, dana, today, today));
        run.Do("checkout", new SigningCommand.SignOff(Pia, dana, run.Review("checkout").Hash));
        var receipts = run.Wake(run.At + ReceiptDigest.Pause).Receipts;
        Assert.Equal([SampleRosters.Holder(Pia), dana], receipts.Select(r => r.To).ToArray());
        Assert.All(receipts, r => Assert.Equal(dana, r.Acts[0].By));
    }

    [Fact]
    public void With_the_release_everybody_gets_theirs_at_once()
    {
        var run = new Run(SampleRosters.OneTeam).SignBoth("checkout", "market").SignBoth("checkout", "company");
        Assert.Equal(4, run.Release().Receipts.Length);
        Assert.Empty(run.Quarter.Receipts);
    }
}

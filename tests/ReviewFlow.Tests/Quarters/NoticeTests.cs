using NodaTime;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Quarters;

public sealed class NoticeTests
{
    private const string Market = "product.market technology.market";
    private const string Company = "product.company technology.company";

    private static readonly Dictionary<string, Func<Run>> Occasions = new()
    {
        ["start"] = () => new Run(SampleRosters.OneTeam),
        ["own pair signed"] = () => new Run(SampleRosters.OneTeam).SignBoth("checkout", "market"),
        ["first seat signed"] = () => new Run(SampleRosters.OneTeam).Sign("checkout", SampleRosters.Product("market")),
        ["returned by the own pair"] = () =>
            new Run(SampleRosters.OneTeam).Return("checkout", SampleRosters.Product("market")),
        ["returned from above"] = () => Above().Return("checkout", SampleRosters.Technology("company")),
        ["withdrawn below"] = () => Above().Withdraw("checkout", SampleRosters.Product("market")),
        ["amended before anybody above"] = () => new Run(SampleRosters.OneTeam).Amend("checkout", 90),
        ["amended when one above had signed"] = () =>
            Above().Sign("checkout", SampleRosters.Product("company")).Amend("checkout", 90),
        ["extended"] = () =>
            new Run(SampleRosters.OneTeam).Do(new QuarterCommand.Extend(new LocalDate(2026, 11, 2), null)),
        ["team voided"] = () => new Run(SampleRosters.OneTeam).Do("checkout", new SigningCommand.Void("Dissolved")),
        ["team voided after a return from above"] = () =>
            Above()
                .Return("checkout", SampleRosters.Technology("company"))
                .Do("checkout", new SigningCommand.Void("Dissolved")),
        ["quarter voided"] = () => new Run(SampleRosters.OneTeam).Do(new QuarterCommand.Void("Wrong roster")),
        ["released"] = () => Above().SignBoth("checkout", "company").Release(),
        ["reminded"] = () => new Run(SampleRosters.OneTeam).Wake(Instant.FromUtc(2026, 10, 6, 5, 0)),
    };

    [Theory]
    [InlineData("start", "Invitation", Market)]
    [InlineData("own pair signed", "Invitation", Company)]
    [InlineData("first seat signed", "", "")]
    [InlineData("reminded", "Reminder", Market)]
    [InlineData("returned by the own pair", "Returned", "technology.market ops")]
    [InlineData("returned from above", "Returned", Market + " product.company ops")]
    [InlineData("withdrawn below", "Withdrawn", "technology.market " + Company)]
    [InlineData("amended before anybody above", "Amended", Market)]
    [InlineData("amended when one above had signed", "Amended", Market + " " + Company)]
    [InlineData("extended", "Extended", Market + " " + Company)]
    [InlineData("team voided", "TeamVoided", Market)]
    [InlineData("team voided after a return from above", "TeamVoided", Market)]
    [InlineData("quarter voided", "QuarterVoided", Market + " " + Company + " ceo ops")]
    [InlineData("released", "Released", Market + " " + Company + " ceo ops")]
    public void Everybody_concerned_is_told_once(string occasion, string kind, string expected)
    {
        var owed = Occasions[occasion]().Owed;
        Assert.All(owed, n => Assert.Equal(kind, n.GetType().Name));
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            owed.Select(n => n.To.Email.Split('@')[0]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_deadline_tells_both_leaders_and_gives_the_ceo_the_teams_alone_and_ops_what_is_open()
    {
        var run = new Run(SampleRosters.OneTeam)
            .Wake(Instant.FromUtc(2026, 10, 6, 5, 0))
            .Wake(Instant.FromUtc(2026, 10, 8, 5, 0))
            .Wake(Instant.FromUtc(2026, 10, 14, 5, 0));
        Assert.Equal(
            ["product.market@example.com", "technology.market@example.com"],
            run.Owed.OfType<Notice.Escalated>().Select(n => n.To.Email)
        );
        Assert.Equal([SampleRosters.Ceo], run.Owed.OfType<Notice.AwaitingJointSignOff>().Select(n => n.To));
        Assert.Equal([SampleRosters.Ops], run.Owed.OfType<Notice.OpenWork>().Select(n => n.To));
        Assert.Equal(4, run.Owed.Length);
    }

    [Fact]
    public void Ops_who_hold_a_seat_as_well_are_told_of_a_return_once()
    {
        var run = new Run(
            SampleRosters.OneTeam with
            {
                Ops = SampleRosters.Holder(SampleRosters.Technology("market")),
            }
        ).Return("checkout", SampleRosters.Product("market"));
        Assert.Equal("technology.market@example.com", Assert.Single(run.Owed).To.Email);
    }

    [Fact]
    public void A_ceo_who_is_ops_as_well_reads_no_name_of_who_returned_what()
    {
        var run = new Run(SampleRosters.OneTeam with { Ops = SampleRosters.Ceo }).Return(
            "checkout",
            SampleRosters.Product("market")
        );
        Assert.Equal(["technology.market@example.com"], run.Owed.OfType<Notice.Returned>().Select(n => n.To.Email));
        Assert.Equal(
            new Notice.AmendmentWanted(SampleRosters.Ceo, 1),
            Assert.Single(run.Owed, n => n.To == SampleRosters.Ceo)
        );
    }

    /// <summary>Who ops is besides: what they get, on which occasion.</summary>
    [Theory]
    [InlineData("nobody else", "returned", "Returned")]
    [InlineData("nobody else", "past the deadline", "OpenWork")]
    [InlineData("nobody else", "quarter voided", "QuarterVoided")]
    [InlineData("nobody else", "released", "Released")]
    [InlineData("the CEO", "returned", "AmendmentWanted")]
    [InlineData("the CEO", "past the deadline", "AwaitingJointSignOff")]
    [InlineData("the CEO", "quarter voided", "QuarterVoided")]
    [InlineData("the CEO", "released", "Released")]
    [InlineData("a leader", "returned", "Returned")]
    [InlineData("a leader", "past the deadline", "Escalated")]
    [InlineData("a leader", "quarter voided", "QuarterVoided")]
    [InlineData("a leader", "released", "Released")]
    [InlineData("a leader of another team", "past the deadline", "OpenWork")]
    [InlineData("a leader of another team", "released", "Released")]
    [InlineData("a delegate", "returned", "Returned")]
    [InlineData("a delegate", "past the deadline", "Escalated")]
    [InlineData("a delegate", "quarter voided", "QuarterVoided")]
    [InlineData("a delegate", "released", "Released")]
    public void Ops_get_one_mail_for_each_occasion_whoever_they_are_besides(string who, string occasion, string kind)
    {
        var leader = SampleRosters.Holder(SampleRosters.Technology("market"));
        var ops = who switch
        {
            "the CEO" => SampleRosters.Ceo,
            "a leader" => leader,
            "a leader of another team" => SampleRosters.Holder(SampleRosters.Technology("company")),
            _ => SampleRosters.Ops,
        };
        var run = new Run(SampleRosters.OneTeam with { Ops = ops });
        if (who == "a delegate")
            run.Do(
                new QuarterCommand.DelegateTo(leader.Id, ops, new LocalDate(2026, 10, 1), new LocalDate(2026, 12, 1))
            );
        _ = occasion switch
        {
            "returned" => run.Return("checkout", SampleRosters.Product("market")),
            "past the deadline" => run.Wake(Instant.FromUtc(2026, 10, 14, 5, 0)),
            "quarter voided" => run.Do(new QuarterCommand.Void("Wrong roster")),
            _ => run.SignBoth("checkout", "market").SignBoth("checkout", "company").Release(),
        };

        // What waits for them as a delegate is an occasion of its own
        var told = run.Owed.Where(n => n.To.Id == ops.Id && n is not Notice.Reminder).ToArray();
        Assert.Equal(kind, Assert.Single(told).GetType().Name);
        if (who == "the CEO")
            Assert.All(run.Quarter.Pairs.Leaders, l =>
                Assert.DoesNotContain(l.Name, told[0].ToString(), StringComparison.Ordinal)
            );
    }

    [Fact]
    public void Who_had_signed_before_a_return_hears_that_the_team_is_voided()
    {
        var run = Above()
            .Sign("checkout", SampleRosters.Product("company"))
            .Return("checkout", SampleRosters.Technology("company"))
            .Do("checkout", new SigningCommand.Void("Dissolved"));
        Assert.Equal(4, run.Owed.OfType<Notice.TeamVoided>().Count());
    }

    [Fact]
    public void Only_who_had_signed_hears_that_a_sign_off_fell()
    {
        var run = Above().Amend("checkout", 90);
        Assert.Equal(["product.market", "technology.market"], Fell(run));
        Assert.Empty(Fell(run.Amend("checkout", 80))); // nobody signed in between
    }

    [Fact]
    public void A_return_before_the_amendment_does_not_forget_whose_sign_off_fell() =>
        Assert.Equal(
            ["product.market", "technology.market"],
            Fell(Above().Return("checkout", SampleRosters.Product("company")).Amend("checkout", 90))
        );

    private static Run Above() => new Run(SampleRosters.OneTeam).SignBoth("checkout", "market");

    private static IEnumerable<string> Fell(Run run) =>
        run
            .Owed.OfType<Notice.Amended>()
            .Where(n => n.HadSigned)
            .Select(n => n.To.Email.Split('@')[0])
            .Order(StringComparer.Ordinal);
}

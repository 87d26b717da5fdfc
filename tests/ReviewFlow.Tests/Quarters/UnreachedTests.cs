using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Quarters;

public sealed class UnreachedTests
{
    private static readonly PersonId Leader = SampleRosters.Holder(SampleRosters.Product("market")).Id;

    public static TheoryData<string> OnTheRoster { get; } =
    [
        "product.market@example.com",
        "Product.Market+reviews@example.com",
        "technology.company@example.com",
        "ceo@example.com",
        "ops@example.com",
    ];

    [Theory]
    [MemberData(nameof(OnTheRoster))]
    public void Whoever_the_quarter_writes_to_can_be_recorded_as_not_reached(string address)
    {
        var run = Unreached(new Run(SampleRosters.OneTeam), PersonId.Of(address));
        Assert.Equal(
            new LeaderUnreached(run.At, PersonId.Of(address), "550 no such mailbox"),
            Assert.Single(run.Events)
        );
        Assert.Equal([PersonId.Of(address)], run.Quarter.Contacts.Unreached.Keys);
        Assert.Empty(run.Owed);
    }

    [Fact]
    public void The_same_person_again_changes_nothing()
    {
        var run = Unreached(Unreached(new Run(SampleRosters.OneTeam), Leader), Leader);
        Assert.Empty(run.Events);
        Assert.IsType<Decision.Nothing>(run.Last);
    }

    [Fact]
    public void A_stranger_is_refused() =>
        Assert.Equal(
            Refusal.Unknown,
            Unreached(new Run(SampleRosters.OneTeam), PersonId.Of("stranger@example.com")).Refusal
        );

    [Fact]
    public void A_mail_about_the_release_can_come_back_too()
    {
        var run = new Run(SampleRosters.OneTeam)
            .SignBoth("checkout", "market")
            .SignBoth("checkout", "company")
            .Release();
        Assert.Equal(QuarterStage.Released, Unreached(run, SampleRosters.Ceo.Id).Quarter.Stage);
        Assert.Equal([SampleRosters.Ceo.Id], run.Quarter.Contacts.Unreached.Keys);
    }

    [Fact]
    public void A_voided_quarter_takes_no_more_of_it_and_a_restart_begins_without()
    {
        var run = Unreached(new Run(SampleRosters.OneTeam), Leader).Do(new QuarterCommand.Void("Wrong roster"));
        Assert.Equal(Refusal.QuarterVoided, Unreached(run, SampleRosters.Ceo.Id).Refusal);
        Assert.Empty(run.Do(new QuarterCommand.Start(SampleRosters.OneTeam)).Quarter.Contacts.Unreached);
    }

    [Fact]
    public void It_neither_signs_nor_stops_the_release() =>
        Assert.Equal(
            QuarterStage.Released,
            Unreached(new Run(SampleRosters.OneTeam), Leader)
                .SignBoth("checkout", "market")
                .SignBoth("checkout", "company")
                .Release()
                .Quarter.Stage
        );

    private static Run Unreached(Run run, PersonId person) =>
        run.Do(new QuarterCommand.Unreached(person, "550 no such mailbox"));
}

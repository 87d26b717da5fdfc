using ReviewFlow.Offices;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Offices;

public sealed class OfficeRulesTests
{
    private static readonly Person Nora = new("Nora New", "nora@example.com");

    [Theory]
    [InlineData(Office.Ceo)]
    [InlineData(Office.Ops)]
    public void Who_holds_an_office_is_replaced_and_nothing_else_changes(Office office)
    {
        var run = new Run(SampleRosters.OneTeam).SignBoth("checkout", "market");
        var before = run.Quarter;
        run.Do(new QuarterCommand.ReplaceOffice(office, Nora, "A new job"));
        Assert.Equal(Nora, OfficeRules.HolderOf(run.Quarter, office));
        Assert.Equal(OfficeRules.HolderOf(before, Other(office)), OfficeRules.HolderOf(run.Quarter, Other(office)));
        Assert.Equal(before.InOrder.First().SignOffs, run.Quarter.InOrder.First().SignOffs);
        Assert.Equal([Nora.Id], run.Owed.Select(n => n.To.Id));
        Assert.IsType<Decision.Nothing>(run.Do(new QuarterCommand.ReplaceOffice(office, Nora, "Again")).Last);
    }

    [Fact]
    public void An_address_that_is_known_under_another_name_is_refused()
    {
        var run = new Run(SampleRosters.OneTeam);
        var taken = new Person("Somebody Else", SampleRosters.Holder(SampleRosters.Product("market")).Email);
        Refused(run, taken, Refusal.OtherName);
        Refused(run, new("", "nora@example.com"), Refusal.NotComplete);
        Refused(run, new("Nora New", "no address"), Refusal.NotComplete);
    }

    [Fact]
    public void After_the_release_a_new_chief_executive_gets_the_report()
    {
        var run = new Run(SampleRosters.OneTeam)
            .SignBoth("checkout", "market")
            .SignBoth("checkout", "company")
            .Release();
        run.Do(new QuarterCommand.ReplaceOffice(Office.Ceo, Nora, "A new job"));
        var notice = Assert.IsType<Notice.Released>(Assert.Single(run.Owed));
        Assert.Equal((Nora, true), (notice.To, notice.ForCeo));
    }

    private static void Refused(Run run, Person holder, Refusal why) =>
        Assert.Equal(
            why,
            Assert
                .IsType<Decision.Refused>(run.Do(new QuarterCommand.ReplaceOffice(Office.Ceo, holder, "A job")).Last)
                .Why
        );

    private static Office Other(Office office) => office == Office.Ceo ? Office.Ops : Office.Ceo;
}

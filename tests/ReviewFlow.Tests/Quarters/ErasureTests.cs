using ReviewFlow.FitConversations;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Quarters;

/// <summary>A name is erased where the quarter is over, and with it nothing that was done.</summary>
public sealed class ErasureTests
{
    private static readonly Person Pia = SampleRosters.Holder(SampleRosters.Product("market"));

    private static QuarterCommand.ErasePerson Erase(params Person[] spellings) =>
        new(Pia.Id, "Asked for it") { Spellings = [.. spellings] };

    [Fact]
    public void A_quarter_that_still_runs_keeps_its_names() =>
        Assert.Equal(Refusal.StillRunning, new Run(SampleRosters.ThreePairs).Do(Erase(Pia)).Refusal);

    [Fact]
    public void In_a_voided_quarter_every_spelling_goes_at_once()
    {
        var other = Pia with { Name = "Pia, once more" };
        var run = new Run(SampleRosters.ThreePairs).Do(new QuarterCommand.Void("Wrong roster")).Do(Erase(Pia, other));
        Assert.Equal([Pia, other], Assert.IsType<PersonErased>(Assert.Single(run.Events)).Person.AsEnumerable());
        Assert.Empty(run.Owed);
        Assert.Equal(QuarterStage.Voided, run.Quarter.Stage);
    }

    [Fact]
    public void In_a_released_quarter_a_name_is_erased_too()
    {
        var run = new Run(SampleRosters.OneTeam)
            .SignBoth("checkout", "market")
            .SignBoth("checkout", "company")
            .Release();
        Assert.IsType<PersonErased>(Assert.Single(run.Do(Erase(Pia)).Events));
        Assert.Equal(QuarterStage.Released, run.Quarter.Stage);
    }

    [Fact]
    public void Whom_the_ledger_does_not_know_or_no_longer_knows_is_unknown() =>
        Assert.Equal(
            Refusal.Unknown,
            new Run(SampleRosters.ThreePairs).Do(new QuarterCommand.Void("Wrong roster")).Do(Erase()).Refusal
        );

    [Fact]
    public void Who_is_in_a_fit_conversation_is_erased_once_it_is_over()
    {
        var run = new Run(SampleRosters.ThreePairs)
            .Do(new QuarterCommand.Void("Wrong roster"))
            .Do(new QuarterCommand.OfFit(new FitCommand.Start(new("A candidate", "candidate@example.org"), Pia)));
        Assert.Equal(Refusal.StillRunning, run.Do(Erase(Pia)).Refusal);
        run.Do(new QuarterCommand.OfFit(new FitCommand.End(1, By: null)));
        Assert.IsType<PersonErased>(Assert.Single(run.Do(Erase(Pia)).Events));
    }

    [Fact]
    public void A_quarter_that_is_started_again_still_says_who_was_erased()
    {
        var run = new Run(SampleRosters.ThreePairs).Do(new QuarterCommand.Void("Wrong roster")).Do(Erase(Pia));
        Assert.Contains(Pia.Id, run.Do(new QuarterCommand.Start(SampleRosters.OneTeam)).Quarter.Erased);
    }
}

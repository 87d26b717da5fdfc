using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.FitConversations;

/// <summary>Two people who consider leading together.</summary>
public abstract class FitTestBase
{
    internal static readonly Person Ada = new("Ada", "ada@example.org"),
        Bea = new("Bea", "bea@example.org"),
        Stranger = new("A stranger", "stranger@example.org");

    internal static FitSheet Sheet(string words, Agreement alike = Agreement.Yes) =>
        new([.. FitSheet.Topics.Select(_ => new FitAnswer(alike, words))], new string('5', 64));

    private protected static Run Started() => Start(new Run(SampleRosters.OneTeam), Ada, Bea);

    private protected static Run Revealed() => Answer(Answer(Started(), Ada), Bea, "b");

    private protected static Run Start(Run run, Person one, Person other) =>
        run.Do(new QuarterCommand.OfFit(new FitCommand.Start(one, other)));

    private protected static Run Answer(Run run, Person by, string words = "a", int fit = 1) =>
        run.Do(new QuarterCommand.OfFit(new FitCommand.Answer(fit, by.Id, Sheet(words))));

    private protected static Run End(Run run, Person by) =>
        run.Do(new QuarterCommand.OfFit(new FitCommand.End(1, by.Id)));
}

using CsCheck;
using NodaTime;
using ReviewFlow.FitConversations;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Sealing;

namespace ReviewFlow.Tests.FitConversations;

/// <summary>
/// Whatever is tried in whatever order, in two conversations at once, by the four people of them and by a stranger.
/// </summary>
public sealed class FitLawsTests
{
    private static readonly Person[] People =
    [
        FitRulesTests.Ada,
        FitRulesTests.Bea,
        new("Cleo", "cleo@example.org"),
        FitRulesTests.Stranger,
    ];

    private static readonly Gen<(int What, int Fit, int Who, int Choice)[]> Moves = Gen.Select(
        Gen.Int[0, 6],
        Gen.Int[1, 2],
        Gen.Int[0, 3],
        Gen.Int[0, 2]
    ).Array[1, 30];

    [Fact]
    public void Only_two_answers_reveal_and_only_the_two_and_ops_take_a_step() =>
        Moves.Sample(
            moves =>
            {
                var run = new Run(SampleRosters.OneTeam);
                run.Do(new QuarterCommand.OfFit(new FitCommand.Start(People[0], People[1])));
                run.Do(new QuarterCommand.OfFit(new FitCommand.Start(People[0], People[2])));
                var answered = new HashSet<(int, FitSide)>();
                foreach (var (what, fit, who, choice) in moves)
                {
                    var (was, side) = (run.Quarter, run.Quarter.FitOf(fit)!.SideOf(People[who].Id));
                    run.Do(
                        what switch
                        {
                            <= 3 => new QuarterCommand.OfFit(
                                new FitCommand.Answer(
                                    fit,
                                    People[who].Id,
                                    FitRulesTests.Sheet("words", (Agreement)choice)
                                )
                            ),
                            4 when choice == 0 => new QuarterCommand.OfFit(new FitCommand.End(fit, People[who].Id)),
                            5 when choice == 0 => new QuarterCommand.Void("Wrong roster"),
                            5 => new QuarterCommand.Start(SampleRosters.OneTeam),
                            _ => new QuarterCommand.Wake(),
                        },
                        run.At + Duration.FromHours(choice * 20)
                    );

                    foreach (var happened in run.Events.OfType<FitEvent>())
                    {
                        Assert.True(what <= 4, "Time, or what became of the quarter, took a step.");
                        Assert.NotNull(side);
                        Assert.Equal(fit, happened.Fit);
                        if (happened is FitAnswered)
                            answered.Add((fit, side.Value));
                        if (happened is FitRevealed)
                            Assert.Superset(
                                new HashSet<(int, FitSide)> { (fit, FitSide.One), (fit, FitSide.Other) },
                                answered
                            );
                    }
                    foreach (var (before, after) in was.Fits.Zip(run.Quarter.Fits))
                    {
                        Assert.Equal(
                            after.IsRevealed,
                            answered.Contains((after.Number, FitSide.One))
                                && answered.Contains((after.Number, FitSide.Other))
                        );
                        if (before.IsRevealed || before.Ended is not null)
                            Assert.Equal(before.Answers, after.Answers);
                        if (before.Ended is not null)
                            Assert.Equal(before, after);
                        Assert.Equal(
                            after.Ended is null
                                ? Enum.GetValues<FitSide>().Count(s => answered.Contains((after.Number, s)))
                                : 0,
                            SealedSlots
                                .In(run.Quarter)
                                .Keys.Count(p => p.StartsWith($"fit/{after.Number}/", StringComparison.Ordinal))
                        );
                    }
                    Assert.All(run.Owed.OfType<Notice.FitUpdate>(), n => Assert.NotEqual(People[who], n.To));
                }
            },
            iter: 2000
        );
}

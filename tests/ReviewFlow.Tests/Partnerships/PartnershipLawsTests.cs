using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Partnerships;

/// <summary>Whatever is tried in whatever order, in two pairs at once.</summary>
public sealed class PartnershipLawsTests
{
    private static readonly SeatOf[] Seats =
    [
        SampleRosters.Product("market"),
        SampleRosters.Technology("market"),
        SampleRosters.Product("company"),
        SampleRosters.Technology("company"),
    ];
    private static readonly string[] Words = ["We plan together.", "We budget together.", "No surprises."];

    private static readonly Gen<(int What, int Seat, int Holder, int Choice)[]> Moves = Gen.Select(
        Gen.Int[0, 4],
        Gen.Int[0, 3],
        Gen.Int[0, 9],
        Gen.Int[0, 2]
    ).Array[1, 30];

    [Fact]
    public void Only_two_answers_reveal_and_only_two_say_what_is_promised() =>
        Moves.Sample(
            moves =>
            {
                var (run, answered, said) = (
                    new Run(PartnershipRulesTests.Joint),
                    new HashSet<SeatOf>(),
                    new Dictionary<SeatOf, string>()
                );
                foreach (var (what, place, holder, choice) in moves)
                {
                    var (seat, words) = (Seats[place], Words[choice]);
                    // One time in ten somebody else sits there.
                    var by =
                        holder == 0
                            ? SampleRosters.Holder(seat with { Seat = seat.Seat.Other() })
                            : SampleRosters.Holder(seat);
                    var was = run.Quarter;
                    run.Do(
                        what switch
                        {
                            0 or 1 => new QuarterCommand.OfPair(
                                new PartnershipCommand.Answer(
                                    seat,
                                    by,
                                    PartnershipRulesTests.Sheet(seat, (Agreement)choice)
                                )
                            ),
                            2 => new QuarterCommand.OfPair(new PartnershipCommand.Propose(seat, by, new(words))),
                            3 => new QuarterCommand.OfPair(
                                new PartnershipCommand.Confirm(seat, by, new Pledge(words).Digest())
                            ),
                            _ => new QuarterCommand.Wake(),
                        },
                        run.At + Duration.FromHours(choice * 20)
                    );

                    foreach (var happened in run.Events.OfType<PartnershipEvent>())
                    {
                        Assert.False(holder == 0, "Somebody else's step was taken.");
                        Assert.False(what == 4, "Time took a step.");
                        if (happened is PartnershipAnswered)
                            answered.Add(seat);
                        if (happened is PartnershipRevealed)
                            Assert.Superset(
                                new HashSet<SeatOf> { seat, seat with { Seat = seat.Seat.Other() } },
                                answered
                            );
                        if (happened is PledgeProposed or PledgeConfirmed)
                            said[seat] = words;
                        if (happened is PledgeConfirmed)
                            Assert.Equal(words, said[seat with { Seat = seat.Seat.Other() }]);
                    }
                    foreach (var pair in Seats.Select(s => s.Pair).Distinct())
                    {
                        var (before, after) = (was.PartnershipOf(pair), run.Quarter.PartnershipOf(pair));
                        Assert.Equal(
                            after.IsRevealed,
                            answered.Contains(new(pair, Seat.Product)) && answered.Contains(new(pair, Seat.Technology))
                        );
                        if (before.IsRevealed)
                            Assert.Equal(before.Answers, after.Answers);
                        if (before.Pledge is not null)
                            Assert.Equal(before.Pledge, after.Pledge);
                    }
                    Assert.All(run.Owed.OfType<Notice.PartnershipUpdate>(), n =>
                        Assert.Contains(Seats.Where(s => s.Pair == n.Pair), s =>
                            SampleRosters.Holder(s) == n.To && s != seat
                        )
                    );
                    Assert.Equal(ReleaseGuard.Check(was).AsEnumerable(), ReleaseGuard.Check(run.Quarter));
                }
            },
            iter: 2000
        );
}

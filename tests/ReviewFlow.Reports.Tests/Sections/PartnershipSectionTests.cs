using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Rosters;

namespace ReviewFlow.Reports.Tests.Sections;

public sealed class PartnershipSectionTests
{
    [Fact]
    public void The_report_says_that_a_pair_did_its_check_and_what_both_will_do_and_nothing_of_the_answers()
    {
        var text = Text(play =>
        {
            Answer(play, "marketplace", Seat.Product, Agreement.No);
            Answer(play, "marketplace", Seat.Technology, Agreement.Partly);
            Answer(play, "logistics", Seat.Product, Agreement.No);
            foreach (var seat in Enum.GetValues<Seat>())
                play.Do(
                    new QuarterCommand.OfPair(
                        new PartnershipCommand.Propose(
                            Of("marketplace", seat),
                            play.Quarter.Pairs[Of("marketplace", seat)],
                            new("We decide the budget in one meeting.")
                        )
                    )
                );
        });
        var from = text.LastIndexOf("Partnership check");
        Assert.Equal(
            ["Marketplace", "Done", "We decide the budget in one meeting."],
            text.Skip(text.IndexOf("Marketplace", from)).Take(3)
        );
        Assert.Equal(["Logistics", "Not done", "–"], text.Skip(text.IndexOf("Logistics", from)).Take(3));
    }

    [Fact]
    public void No_report_waits_for_a_check() => Assert.DoesNotContain("Done", Text(_ => { }));

    [Fact]
    public void A_quarter_that_is_only_signed_off_says_nothing_of_it() =>
        Assert.DoesNotContain(Sample.Report.Sections, s => s.Title == "Partnerships");

    private static List<string> Text(Action<JointPlay> also)
    {
        var roster = RosterReader
            .Read(
                System.Text.Encoding.UTF8.GetBytes(
                    Sample.Roster.Replace("signOffOnly", "joint", StringComparison.Ordinal)
                )
            )
            .Roster!;
        var play = new JointPlay(roster, Sample.Start);
        also(play);
        foreach (var team in play.Quarter.Teams)
        {
            play.Assess(team, new(3, []));
            play.Sign(team);
        }
        return [.. DocumentText.Of(ReportComposer.Compose(play.Quarter, Sample.Head, Sample.Released))];
    }

    private static SeatOf Of(string pair, Seat seat) => new(PairId.Parse(pair), seat);

    private static void Answer(JointPlay play, string pair, Seat seat, Agreement answer) =>
        play.Do(
            new QuarterCommand.OfPair(
                new PartnershipCommand.Answer(
                    Of(pair, seat),
                    play.Quarter.Pairs[Of(pair, seat)],
                    new([.. PartnershipSheet.Statements.Select(_ => answer)], new string('a', 64))
                )
            )
        );
}

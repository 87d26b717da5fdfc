using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Reports.Sections;
using ReviewFlow.Reports.Tests;
using ReviewFlow.Rosters;

namespace ReviewFlow.Reports.QuestPdf.Tests;

/// <summary>A joint quarter in which one pair did its partnership check and another did not finish it.</summary>
internal static class Partnerships
{
    public static ReportDocument Report { get; } = Compose();

    private static ReportDocument Compose()
    {
        var play = new JointPlay(
            RosterReader.Read(System.Text.Encoding.UTF8.GetBytes(Sample.JointRoster)).Roster!,
            Sample.Start
        );
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
        foreach (var team in play.Quarter.Teams)
        {
            play.Assess(team, new(3, []));
            play.Sign(team);
        }
        return ReportComposer.Compose(play.Quarter, Sample.Head, Sample.Released);
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

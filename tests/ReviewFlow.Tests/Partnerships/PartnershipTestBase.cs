using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;

namespace ReviewFlow.Tests.Partnerships;

/// <summary>The check of one pair.</summary>
public abstract class PartnershipTestBase
{
    internal static readonly Roster Joint = SampleRosters.Of(
        [SampleRosters.Pair("company"), SampleRosters.Pair("market", "company")],
        [SampleRosters.Entry("checkout", "market")],
        SampleRosters.Ops,
        assessment: AssessmentMode.Joint
    );

    private protected static readonly SeatOf Pia = SampleRosters.Product("market"),
        Tom = SampleRosters.Technology("market");

    internal static PartnershipSheet Sheet(SeatOf seat, Agreement answer = Agreement.Yes) =>
        new(
            [.. PartnershipSheet.Statements.Select(_ => answer)],
            new string(seat.Seat == Seat.Product ? 'a' : 'b', 64)
        );

    private protected static Run Revealed() => Answer(Answer(new Run(Joint), Pia), Tom);

    private protected static Run Answer(Run run, SeatOf seat, Agreement answer = Agreement.Yes) =>
        run.Do(
            new QuarterCommand.OfPair(
                new PartnershipCommand.Answer(seat, SampleRosters.Holder(seat), Sheet(seat, answer))
            )
        );

    private protected static Run Propose(Run run, SeatOf seat, string text) =>
        run.Do(new QuarterCommand.OfPair(new PartnershipCommand.Propose(seat, SampleRosters.Holder(seat), new(text))));

    private protected static Run Confirm(Run run, SeatOf seat, string text) =>
        run.Do(
            new QuarterCommand.OfPair(
                new PartnershipCommand.Confirm(seat, SampleRosters.Holder(seat), new Pledge(text).Digest())
            )
        );

    private protected static Partnership Check(Run run) => run.Quarter.PartnershipOf(Pia.Pair);
}

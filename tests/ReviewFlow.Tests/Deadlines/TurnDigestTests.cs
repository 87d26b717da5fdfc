using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Deadlines;

/// <summary>
/// Two teams of one pair, rated alike and as the figures say: after the reveal only the joint work is to be agreed on.
/// </summary>
public sealed class TurnDigestTests
{
    private static readonly SeatOf P = SampleRosters.Product("market"),
        T = SampleRosters.Technology("market");
    private static readonly JointWork Work = new(4, []);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Fact]
    public void Nothing_is_mailed_while_the_partner_still_works_and_all_of_it_at_once_when_they_are_done()
    {
        var run = BothSealed("checkout");
        Assert.Empty(run.Owed);
        Assert.Empty(Seal(run, T, "search").Owed);
        Assert.Empty(Propose(run, T, "checkout").Owed);

        var mail = Assert.IsType<Notice.YourTurn>(Assert.Single(Propose(run, T, "search").Owed));
        Assert.Equal(SampleRosters.Holder(P), mail.To);
        Assert.Equal(["checkout", "search"], mail.Turns.Select(t => $"{t.Team}"));
        Assert.Empty(run.Wake(run.At + Duration.FromHours(1)).Owed);
    }

    [Fact]
    public void A_partner_who_stops_halfway_keeps_nobody_waiting_for_longer_than_ten_minutes()
    {
        var run = BothSealed("checkout");
        var come = run.At;
        Assert.Equal(come + TurnDigest.MaxWait, QuarterSchedule.NextDue(run.Quarter));
        run.At = come + 7 * Minute;
        Propose(run, T, "checkout");
        Assert.Equal(come + TurnDigest.MaxWait, QuarterSchedule.NextDue(run.Quarter));

        Assert.Empty(run.Wake(come + 9 * Minute).Owed);
        Assert.Equal(
            ["checkout"],
            Assert
                .IsType<Notice.YourTurn>(Assert.Single(run.Wake(come + 10 * Minute).Owed))
                .Turns.Select(t => $"{t.Team}")
        );
    }

    [Fact]
    public void Who_has_moved_meanwhile_is_not_told()
    {
        var run = BothSealed("checkout");
        Propose(run, P, "checkout");
        Assert.Empty(run.Wake(run.At + TurnDigest.MaxWait).Owed);
        Assert.Empty(run.Quarter.PendingTurns);
    }

    public static TheoryData<string> OtherMails => [.. ByOtherMails.Keys];

    private static readonly Dictionary<string, Func<Run, Run>> ByOtherMails = new()
    {
        ["amended"] = run => run.Amend("checkout", 90),
        ["voided"] = run => run.Do("checkout", new SigningCommand.Void("Dissolved")),
        ["quarter voided"] = run => run.Do(new QuarterCommand.Void("Wrong roster")),
    };

    [Theory, MemberData(nameof(OtherMails))]
    public void What_another_mail_says_is_not_said_again(string mail)
    {
        var run = ByOtherMails[mail](BothSealed("checkout"));
        Assert.DoesNotContain(run.Owed, n => n is Notice.YourTurn);
        Assert.DoesNotContain(run.Wake(run.At + TurnDigest.MaxWait).Owed, n => n is Notice.YourTurn);
    }

    [Fact]
    public void Who_stands_in_is_told_with_the_leader_and_not_of_their_own_step()
    {
        var deputy = new Person("Dana Deputy", "dana@example.com");
        var run = Begun()
            .Do(new QuarterCommand.DelegateTo(SampleRosters.Holder(P).Id, deputy, new(2026, 10, 1), new(2026, 10, 16)));
        run.Do("checkout", new AssessmentCommand.Seal(P, deputy, 1, Sheet('a'), null));
        run.Do("checkout", new AssessmentCommand.Unseal(P, deputy, 1));
        Assert.Equal(
            [SampleRosters.Holder(P)],
            run.Wake(run.At + TurnDigest.MaxWait).Owed.OfType<Notice.YourTurn>().Select(n => n.To)
        );

        Seal(Seal(run, P, "checkout"), T, "checkout");
        Assert.Equal(
            [SampleRosters.Holder(P), deputy],
            run.Wake(run.At + TurnDigest.MaxWait).Owed.OfType<Notice.YourTurn>().Select(n => n.To)
        );
    }

    private static Run Begun() =>
        new(
            SampleRosters.Of(
                [SampleRosters.Pair("company"), SampleRosters.Pair("market", "company")],
                [SampleRosters.Entry("checkout", "market"), SampleRosters.Entry("search", "market")],
                SampleRosters.Ops,
                assessment: AssessmentMode.Joint
            )
        );

    /// <summary>Product has sealed everything, Technology this team.</summary>
    private static Run BothSealed(string team) => Seal(Seal(Seal(Begun(), P, "checkout"), P, "search"), T, team);

    private static Run Seal(Run run, SeatOf seat, string team) =>
        run.Do(
            team,
            new AssessmentCommand.Seal(
                seat,
                SampleRosters.Holder(seat),
                1,
                Sheet(seat == P ? 'a' : 'b'),
                run.Review(team).Assessment!.SealOf(seat.Seat.Other()) is null ? null : Sheet(seat == P ? 'b' : 'a')
            )
        );

    private static Run Propose(Run run, SeatOf seat, string team) =>
        run.Do(team, new AssessmentCommand.ProposeWork(seat, SampleRosters.Holder(seat), 1, Work));

    private static RatingSheet Sheet(char salt) =>
        new([new(OutcomeId.Parse("growth"), OutcomeStatus.Met, null, new string(salt, 64))]);
}

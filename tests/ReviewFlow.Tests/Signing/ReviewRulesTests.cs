using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Signing;

/// <summary>One team whose path is market, then company.</summary>
public sealed class ReviewRulesTests
{
    private const string Yes = "accepted";
    private const string Already = "already so";
    private const string Nothing = "NothingToWithdraw";

    private static readonly SeatOf Own = SampleRosters.Product("market");
    private static readonly SeatOf Above = SampleRosters.Technology("company");

    private static readonly Dictionary<string, Func<Run>> States = new()
    {
        ["signing"] = () => new Run(SampleRosters.OneTeam),
        ["own pair signed"] = () => new Run(SampleRosters.OneTeam).SignBoth("checkout", "market"),
        ["signed"] = () =>
            new Run(SampleRosters.OneTeam).SignBoth("checkout", "market").SignBoth("checkout", "company"),
        ["returned"] = () => new Run(SampleRosters.OneTeam).Sign("checkout", Own).Return("checkout", Own),
        ["amended"] = () => new Run(SampleRosters.OneTeam).SignBoth("checkout", "market").Amend("checkout", 90),
        ["voided"] = () => new Run(SampleRosters.OneTeam).Do("checkout", new SigningCommand.Void("Dissolved")),
    };

    private static readonly Dictionary<string, Func<Run, ReviewCommand>> Commands = new()
    {
        ["sign"] = run => new SigningCommand.SignOff(Own, SampleRosters.Holder(Own), run.Review("checkout").Hash),
        ["sign above"] = run => new SigningCommand.SignOff(
            Above,
            SampleRosters.Holder(Above),
            run.Review("checkout").Hash
        ),
        ["sign stale"] = _ => new SigningCommand.SignOff(Own, SampleRosters.Holder(Own), new string('0', 64)),
        ["sign for another"] = run => new SigningCommand.SignOff(
            Own,
            SampleRosters.Holder(Above),
            run.Review("checkout").Hash
        ),
        ["return"] = run => new SigningCommand.Return(
            Own,
            SampleRosters.Holder(Own),
            run.Review("checkout").Hash,
            "No"
        ),
        ["return above"] = run => new SigningCommand.Return(
            Above,
            SampleRosters.Holder(Above),
            run.Review("checkout").Hash,
            "No"
        ),
        ["return stale"] = _ => new SigningCommand.Return(Own, SampleRosters.Holder(Own), new string('0', 64), "No"),
        ["withdraw"] = _ => new SigningCommand.Withdraw(Own, SampleRosters.Holder(Own), "Too early"),
        ["withdraw above"] = _ => new SigningCommand.Withdraw(Above, SampleRosters.Holder(Above), "Too early"),
        ["take back"] = _ => new SigningCommand.TakeBackReturn(Own, SampleRosters.Holder(Own), "A mistake"),
        ["take back above"] = _ => new SigningCommand.TakeBackReturn(Above, SampleRosters.Holder(Above), "A mistake"),
        ["amend"] = _ => new SigningCommand.Amend(SampleRosters.Card(80), "Wrong"),
        ["amend same"] = run => new SigningCommand.Amend(run.Review("checkout").Scorecard, "It stands"),
        ["void"] = _ => new SigningCommand.Void("Dissolved"),
    };

    private static readonly string[] Stages = ["signing", "own pair signed", "signed", "returned", "amended", "voided"];

    /// <summary>What every command comes to in every state; the columns are those of <see cref="Stages"/>.</summary>
    private static readonly (string Command, string[] Answers)[] Table =
    [
        ("sign", [Yes, Already, Already, "Returned", Yes, "TeamVoided"]),
        ("sign above", ["NotYetYourTurn", Yes, Already, "Returned", "NotYetYourTurn", "TeamVoided"]),
        ("sign stale", ["OutOfDate", "OutOfDate", "OutOfDate", "Returned", "OutOfDate", "TeamVoided"]),
        ("sign for another", ["NotYours", "NotYours", "NotYours", "NotYours", "NotYours", "NotYours"]),
        ("return", [Yes, Yes, Yes, "Returned", Yes, "TeamVoided"]),
        ("return above", ["NotYetYourTurn", Yes, Yes, "Returned", "NotYetYourTurn", "TeamVoided"]),
        ("return stale", ["OutOfDate", "OutOfDate", "OutOfDate", "Returned", "OutOfDate", "TeamVoided"]),
        ("withdraw", ["NothingToWithdraw", Yes, Yes, "NothingToWithdraw", "NothingToWithdraw", "TeamVoided"]),
        (
            "withdraw above",
            ["NothingToWithdraw", "NothingToWithdraw", Yes, "NothingToWithdraw", "NothingToWithdraw", "TeamVoided"]
        ),
        ("take back", [Nothing, Nothing, Nothing, Yes, Nothing, "TeamVoided"]),
        ("take back above", [Nothing, Nothing, Nothing, "NotYours", Nothing, "TeamVoided"]),
        ("amend", [Yes, Yes, Yes, Yes, Yes, "TeamVoided"]),
        ("amend same", [Already, Already, Already, Yes, Already, "TeamVoided"]),
        ("void", [Yes, Yes, Yes, Yes, Yes, Already]),
    ];

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var (command, answers) in Table)
            {
                foreach (var (stage, answer) in Stages.Zip(answers))
                    cases.Add(stage, command, answer);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_command_has_its_answer_in_every_state(string state, string command, string answer)
    {
        var run = States[state]();
        run.Do("checkout", Commands[command](run));
        Assert.Equal(
            answer,
            run.Last switch
            {
                Decision.Accepted => Yes,
                Decision.Refused refused => refused.Why.ToString(),
                _ => Already,
            }
        );
    }

    [Fact]
    public void A_second_sign_off_of_the_same_seat_is_not_an_error()
    {
        var run = new Run(SampleRosters.OneTeam).Sign("checkout", Own);
        var version = run.Quarter.Version;
        Assert.IsType<Decision.Nothing>(run.Sign("checkout", Own).Last);
        Assert.Equal(version, run.Quarter.Version);
    }

    [Fact]
    public void The_pair_above_opens_when_both_seats_below_have_signed()
    {
        var run = new Run(SampleRosters.OneTeam).Sign("checkout", Own);
        Assert.Equal("market", run.Review("checkout").Open!.Pair.ToString());
        Assert.Equal(
            "company",
            run.Sign("checkout", SampleRosters.Technology("market")).Review("checkout").Open!.Pair.ToString()
        );
    }

    [Fact]
    public void A_return_that_is_taken_back_leaves_the_review_as_it_was()
    {
        var run = States["own pair signed"]();
        var before = run.Review("checkout");
        run.Return("checkout", Above);
        run.Do("checkout", new SigningCommand.TakeBackReturn(Above, SampleRosters.Holder(Above), "The wrong team"));
        Assert.Equal(before, run.Review("checkout"));
        Assert.Equal(Yes, run.Sign("checkout", Above).Last is Decision.Accepted ? Yes : "refused");
    }

    [Fact]
    public void A_return_drops_every_sign_off_and_says_who_and_why()
    {
        var review = States["own pair signed"]().Return("checkout", Above).Review("checkout");
        Assert.Equal(Stage.Returned, review.Stage);
        Assert.Empty(review.SignOffs);
        Assert.Equal((Above, "Look again"), (review.Returned!.Seat, review.Returned.Reason));
    }

    [Fact]
    public void A_withdrawal_below_drops_the_sign_offs_above_and_leaves_the_partners()
    {
        var review = States["signed"]().Withdraw("checkout", Own).Review("checkout");
        Assert.Equal([SampleRosters.Technology("market")], review.SignOffs.Select(s => s.Seat));
        Assert.True(review.Awaits(Own));
    }

    [Fact]
    public void A_withdrawal_at_the_top_leaves_the_pairs_below() =>
        Assert.Equal(
            [SampleRosters.Product("market"), SampleRosters.Technology("market"), SampleRosters.Product("company")],
            States["signed"]().Withdraw("checkout", Above).Review("checkout").SignOffs.Select(s => s.Seat)
        );

    [Fact]
    public void The_same_content_after_a_return_is_a_new_revision_with_a_hash_of_its_own()
    {
        var run = States["returned"]();
        var before = run.Review("checkout").Current;
        var after = run.Amend("checkout", 100).Review("checkout").Current;
        Assert.Equal((2, before.ContentHash), (after.Number, after.ContentHash));
        Assert.NotEqual(before.ReviewHash, after.ReviewHash);
    }

    [Fact]
    public void An_earlier_content_that_comes_back_needs_new_sign_offs()
    {
        var run = States["own pair signed"]();
        var first = run.Review("checkout").Hash;
        run.Amend("checkout", 90).Amend("checkout", 100);
        Assert.Empty(run.Review("checkout").SignOffs);
        Assert.NotEqual(first, run.Review("checkout").Hash);
    }
}

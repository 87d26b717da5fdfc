using System.Text.Json;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Tests;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;
using ReviewFlow.Testing;
using ReviewFlow.Web.Api;

namespace ReviewFlow.Web.Tests.Api;

/// <summary>What ops see of a joint assessment: how far it is, and nothing of what is in it.</summary>
public class AssessmentStatusTests
{
    private static readonly OneOutcome Gap = new("growth")
    {
        Product = OutcomeStatus.Met,
        Technology = OutcomeStatus.Missed,
        Joint = (OutcomeStatus.Partly, "PLANTED-RATIONALE"),
    };

    [Fact]
    public void It_goes_from_sealed_over_revealed_to_concluded()
    {
        var play = Joint();
        Assert.Equal(new(1, "market", "notSealed", "notSealed", false, 0, 0, false), Status(play));

        play.Seal(SampleRosters.Checkout, Seat.Technology, Gap);
        Assert.Equal(new(1, "market", "notSealed", "sealed", false, 0, 0, false), Status(play));

        play.Seal(SampleRosters.Checkout, Seat.Product, Gap);
        Assert.Equal(new(1, "market", "sealed", "sealed", true, 1, 1, false), Status(play));

        var other = Joint();
        other.Assess(SampleRosters.Checkout, new(3, []), Gap);
        Assert.Equal(new(1, "market", "sealed", "sealed", true, 1, 0, true), Status(other));
        Assert.Equal("signing", Team(other).Stage);
    }

    [Fact]
    public void A_part_that_was_taken_over_says_so_and_begins_the_next_round()
    {
        var play = Joint();
        play.TakeOver(SampleRosters.Checkout, PairId.Parse("company"), "Both are away");
        Assert.Equal(new(2, "company", "notSealed", "notSealed", false, 0, 0, false), Status(play));
        Assert.Equal("assessing", Team(play).Stage);
        Assert.Equal(
            ("market", "takenOver", "takenOver"),
            (Team(play).Path[0].Pair, Team(play).Path[0].Product, Team(play).Path[0].Technology)
        );
    }

    [Fact]
    public void Nothing_of_the_content_stands_in_the_answer()
    {
        var play = Joint();
        foreach (var seat in Enum.GetValues<Seat>())
        {
            play.Seal(SampleRosters.Checkout, seat, Gap);
            Assert.DoesNotContain(
                "PLANTED",
                JsonSerializer.Serialize(QuarterStatus.Of(play.Quarter, new(0, 0, []), SampleRosters.Start)),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_quarter_that_is_only_signed_off_has_none() =>
        Assert.Null(Team(new JointPlay(SampleRosters.OneTeam, SampleRosters.Start), "platform").Assessment);

    private static AssessmentStatus? Status(JointPlay play) => Team(play).Assessment;

    private static TeamStatus Team(JointPlay play, string team = "checkout") =>
        QuarterStatus.Of(play.Quarter, new(0, 0, []), SampleRosters.Start).Teams.Single(t => t.Id == team);

    private static JointPlay Joint()
    {
        var json = SampleRosters.Json(("checkout", "market"));
        json["assessment"] = "joint";
        return new(
            RosterReader.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Roster!,
            SampleRosters.Start
        );
    }
}

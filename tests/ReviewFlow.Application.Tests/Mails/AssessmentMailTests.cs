using System.Text.RegularExpressions;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Tests;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Mails;

/// <summary>The mails of a quarter that is assessed jointly, each as it is owed by what happened.</summary>
public sealed partial class AssessmentMailTests : AssessmentMailTestBase
{
    private const string Joint = "PLANTED-JOINT-RATIONALE",
        First = "PLANTED-FIRST-RATIONALE",
        Share = "PLANTED-SHARE",
        Change = "PLANTED-CHANGE",
        None = "PLANTED-NONE",
        Contest = "PLANTED-CONTEST",
        Wall = "PLANTED-WALL";

    private static readonly OutcomeId Growth = OutcomeId.Parse("growth");

    [Fact]
    public void No_mail_holds_a_rating_by_seat_a_note_a_rationale_or_a_share()
    {
        AssessEverything();
        foreach (var review in _play.Quarter.InOrder)
            _play.Sign(review.Team);
        _play.Do(
            SampleRosters.Checkout,
            new SigningCommand.Return(
                SampleRosters.Product("company"),
                SampleRosters.Holder(SampleRosters.Product("company")),
                _play.Quarter.Reviews[SampleRosters.Checkout].Hash,
                "Please look again"
            )
        );
        _play.TakeOver(SampleRosters.Checkout, PairId.Parse("company"), "Both are away");
        var mails = Mails().ToArray();

        Assert.Equal(
            ["invitation", "receipt", "returned", "take-over-proposed", "taken-over", "your-turn"],
            mails.Select(m => m.Kind).Distinct().Order()
        );
        Assert.All(mails, mail =>
        {
            Assert.DoesNotContain("PLANTED", mail.Words, StringComparison.OrdinalIgnoreCase);
            if (mail.Kind is "receipt" or "your-turn" or "take-over-proposed" or "taken-over")
                Assert.DoesNotMatch(AnyRating(), mail.Words);
        });
    }

    [Fact]
    public void After_the_second_seal_the_first_is_told_that_both_views_are_open_and_after_the_first_seal_nobody()
    {
        _play.Seal(SampleRosters.Checkout, Seat.Product);
        Assert.Empty(Last());
        _play.Seal(SampleRosters.Checkout, Seat.Technology);
        Assert.Empty(Last()); // Technology may well go on; Product is told when ten minutes have passed
        _play.At += TurnDigest.MaxWait;
        _play.Do(new QuarterCommand.Wake());

        var mail = Assert.Single(Last());
        Assert.Equal(SampleRosters.Holder(SampleRosters.Product("market")).Email, mail.To);
        Assert.Equal("2026-Q3: both views of Team checkout are open and it is your turn", mail.Subject);
    }

    [Fact]
    public void An_answer_is_told_without_its_words_and_one_view_asks_for_the_sign_off()
    {
        AssessEverything();
        var subjects = Mails()
            .Where(m => m.Kind == "your-turn" && m.Subject.Contains("checkout", StringComparison.Ordinal))
            .Select(m => m.Subject["2026-Q3: ".Length..])
            .Distinct();
        Assert.Equal(
            [
                "your partner has answered on Team checkout and it is your turn",
                "Team checkout is agreed and ready for your sign-off",
            ],
            subjects
        );
    }

    [Fact]
    public void Teams_that_come_to_wait_together_are_one_mail_that_says_which_and_nothing_more()
    {
        var play = new JointPlay(
            JointRoster(("checkout", "market"), ("search", "market"), ("dispatch", "market")),
            SampleRosters.Start
        );
        foreach (var team in play.Quarter.Teams)
            play.Seal(team, Seat.Product, new OneOutcome("growth") { Product = OutcomeStatus.Met });
        foreach (var team in play.Quarter.Teams.Take(2))
        {
            play.At = SampleRosters.Start + Duration.FromHours(5); // in one sitting
            play.Seal(team, Seat.Technology, new OneOutcome("growth") { Technology = OutcomeStatus.Missed });
        }
        play.At += TurnDigest.MaxWait;
        play.Do(new QuarterCommand.Wake());

        var mail = Assert.Single(Of(play.Commits[^1]));
        Assert.Equal(("product.market@example.com", "2026-Q3: it is your turn on 2 teams"), (mail.To, mail.Subject));
        Assert.Equal(
            [true, true, false],
            play.Quarter.InOrder.Select(r => mail.Words.Contains(r.Name, StringComparison.Ordinal))
        );
        Assert.DoesNotContain("PLANTED", mail.Words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(AnyRating(), mail.Words);
    }

    [Fact]
    public void An_invitation_asks_to_rate_first_and_a_reminder_for_what_is_missing()
    {
        Assert.All(Mails().Where(m => m.Kind == "invitation"), m =>
            Assert.Equal("2026-Q3: 1 team is ready for you to rate", m.Subject)
        );
        _play.Seal(SampleRosters.Dispatch, Seat.Product);
        _play.Seal(SampleRosters.Dispatch, Seat.Technology);
        _play.At = SampleRosters.Start + Duration.FromDays(5);
        _play.Do(new QuarterCommand.Wake());

        var reminders = Last().Where(m => m.Kind == "reminder").ToLookup(m => m.To, m => m.Subject);
        Assert.Equal(["2026-Q3: 1 team is still waiting for you to rate"], reminders["product.market@example.com"]);
        Assert.Equal(
            ["2026-Q3: 1 team is still waiting for you to agree on with your partner"],
            reminders["product.logistics@example.com"]
        );
    }

    private void AssessEverything()
    {
        _play.Assess(
            SampleRosters.Checkout,
            new(3, [new(Growth, WallKind.DaysWaited, 4, Wall)]),
            new OneOutcome("growth")
            {
                Product = OutcomeStatus.Met,
                Technology = OutcomeStatus.Missed,
                First = (OutcomeStatus.Met, First),
                Joint = (OutcomeStatus.Partly, Joint),
                ProductShare = (Share, Change),
                TechnologyHasNone = (None, None),
                Contested = Contest,
            }
        );
        _play.Assess(SampleRosters.Dispatch, new(3, []));
        _play.Assess(SampleRosters.Platform, new(3, []));
    }

    [GeneratedRegex(@"\b(met|partly|missed)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AnyRating();
}

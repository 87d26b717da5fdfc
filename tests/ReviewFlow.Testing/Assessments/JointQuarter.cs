using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Testing.Assessments;

/// <summary>A quarter that is assessed jointly, with two outcomes per team, and the steps of its leaders.</summary>
internal static class JointQuarter
{
    public static byte[] File(params (string Team, string Pair)[] teams) => File(SampleRosters.Q3, teams);

    public static byte[] File(QuarterId quarter, params (string Team, string Pair)[] teams)
    {
        var roster = SampleRosters.Json(teams);
        (roster["quarter"], roster["assessment"]) = (quarter.ToString(), "joint");
        foreach (var team in roster["teams"]!.AsArray())
        {
            var second = team!["outcomes"]![0]!.DeepClone().AsObject();
            (second["id"], second["metric"], second["actual"]) = ("quality", "Quality", 20);
            team["outcomes"]!.AsArray().Add((JsonNode)second);
        }
        return Encoding.UTF8.GetBytes(roster.ToJsonString());
    }

    public static ReviewFlow.Rosters.Roster Of(params (string Team, string Pair)[] teams) =>
        ReviewFlow.Rosters.RosterReader.Read(File(teams)).Roster!;

    public static Scorecard Card(this Review review, decimal actual) =>
        review.Scorecard with
        {
            Outcomes = review.Scorecard.Outcomes.SetItem(0, review.Scorecard.Outcomes[0] with { Actual = actual }),
        };

    /// <summary>Starts the house's quarter, assesses every team with this joint work and signs all.</summary>
    public static async Task<ProductFixture> Play(
        ProductFixture house,
        JointWork work,
        params (string Team, string Pair)[] teams
    )
    {
        await house.Start(ReviewFlow.Rosters.RosterReader.Read(File(house.Id, teams)).Roster!);
        foreach (var team in (await house.Quarter()).Teams)
        {
            var review = (await house.Quarter()).Reviews[team];
            foreach (var seat in Enum.GetValues<Seat>())
                Assert.IsType<ReviewFlow.Application.Desk.CommandResult.Done>(
                    await house.Do(team, Seal(review, seat, Sheet(review, "pp", "As both saw it")))
                );
            Assert.IsType<ReviewFlow.Application.Desk.CommandResult.Done>(
                await house.Do(
                    team,
                    new AssessmentCommand.ProposeWork(
                        Of(review, Seat.Product),
                        SampleRosters.Holder(Of(review, Seat.Product)),
                        1,
                        work
                    )
                )
            );
            while (Next((await house.Quarter()).Reviews[team]) is { } next)
                Assert.IsType<ReviewFlow.Application.Desk.CommandResult.Done>(await house.Do(team, next));
        }
        await house.SignAll();
        return house;
    }

    /// <param name="ratings">A letter per outcome: m, p or x (missed).</param>
    public static RatingSheet Sheet(Review review, string ratings, string note, string? salt = null) =>
        new([
            .. review.Scorecard.Outcomes.Select(
                (o, i) =>
                    new Rating(
                        o.Id,
                        ratings[i] switch
                        {
                            'm' => OutcomeStatus.Met,
                            'p' => OutcomeStatus.Partly,
                            _ => OutcomeStatus.Missed,
                        },
                        $"{note} {o.Id}",
                        salt ?? Salt.New()
                    )
            ),
        ]);

    public static AssessmentCommand.Seal Seal(Review review, Seat seat, RatingSheet sheet, Person? by = null) =>
        new(Of(review, seat), by ?? SampleRosters.Holder(Of(review, seat)), review.Assessment!.Round, sheet);

    public static AssessmentCommand.Unseal Unseal(Review review, Seat seat) =>
        new(Of(review, seat), SampleRosters.Holder(Of(review, seat)), review.Assessment!.Round);

    public static SeatOf Of(Review review, Seat seat) => new(review.Assessment!.Pair, seat);

    /// <summary>
    /// The next right step after the reveal of a seat the team waits for; null where it waits for none.
    /// </summary>
    public static AssessmentCommand? Next(Review review)
    {
        if (review is not { Stage: Stage.Assessing, Assessment: { IsRevealed: true } a })
            return null;
        var seat = a.Awaits(Seat.Product) ? Seat.Product : Seat.Technology;
        var (of, by, other) = (Of(review, seat), SampleRosters.Holder(Of(review, seat)), seat.Other());
        var owed = a.Outcomes.Where(o => o.Awaits(seat)).ToArray();
        if (owed.Where(o => o.Joint is null).ToArray() is { Length: > 0 } gaps)
        {
            return new AssessmentCommand.Reconcile(
                of,
                by,
                a.Round,
                [
                    .. gaps.Where(o => o.Proposal?.By == other)
                        .Select(o => new Confirmation(o.Outcome, o.Proposal!.Rating.Digest())),
                ],
                [
                    .. gaps.Where(o => o.Proposal is null)
                        .Select(o => new ProposedRating(o.Outcome, OutcomeStatus.Partly, "Both of us stand behind it")),
                ]
            );
        }
        if (owed.Length > 0)
        {
            return new AssessmentCommand.Account(
                of,
                by,
                a.Round,
                [
                    .. owed.Where(o => o.Share(seat) is null)
                        .Select(o => new Share(o.Outcome, "We asked late", "We ask first", null)),
                ],
                [
                    .. owed.Where(o => o.Share(other) is { Answer: null })
                        .Select(o => new ShareAnswer(o.Outcome, o.Share(other)!.Share.Digest(), true, null)),
                ]
            );
        }
        return a.WorkProposal is { } p && p.By == other
            ? new AssessmentCommand.ConfirmWork(of, by, a.Round, p.Work.Digest())
            : new AssessmentCommand.ProposeWork(of, by, a.Round, new(3, []));
    }
}

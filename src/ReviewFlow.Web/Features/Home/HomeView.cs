using ReviewFlow.Application.Reading;
using ReviewFlow.Assessments;
using ReviewFlow.Obligations;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Partnerships;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Shared;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Web.Features.Home;

/// <summary>A leader's desk from the state of the quarter.</summary>
internal static class HomeView
{
    public static HomeModel Of(Reader reader, string endLinksToken)
    {
        var quarter = reader.Quarter;
        var mine = quarter.InOrder.Where(reader.IsOnPath).ToArray();
        var open = reader.Open.SelectMany(o => o.Teams, (o, team) => (team.Team, o)).ToLookup(t => t.Team, t => t.o);
        var isDone = (Review r) => r.Stage is Stage.Signed or Stage.Voided;
        return new(
            reader.Frame(HomePageTexts.YourReviews),
            [.. quarter.Pairs.SeatsOf(reader.Id).Select(Reader.Name)],
            quarter.Stage switch
            {
                QuarterStage.Released => HomeStage.Released,
                QuarterStage.Voided => HomeStage.Voided,
                _ => HomeStage.Signing,
            },
            quarter.Progress,
            quarter.Stage == QuarterStage.Open ? Moments.Due(quarter, reader.Now) : null,
            [.. reader.Waiting.Select(r => Team(reader, r, open[r.Team].First()))],
            [
                .. mine.Where(r => quarter.Stage == QuarterStage.Open && !open.Contains(r.Team) && !isDone(r))
                    .Select(r => Team(reader, r, null)),
            ],
            [.. mine.Where(r => isDone(r)).Select(r => Team(reader, r, null))],
            quarter.Release is { } release && reader.IsLeader
                ? ReportView.File(quarter, release, Addresses.LeadersReport)
                : null,
            quarter.VoidReason,
            new(Addresses.EndLinks, endLinksToken),
            Checks(reader)
        );
    }

    private static HomeCheck[]? Checks(Reader reader) =>
        reader.Quarter is { Assessment: AssessmentMode.Joint, Stage: not QuarterStage.Voided } quarter
            ?
            [
                .. quarter
                    .Pairs.SeatsOf(reader.Id)
                    .Select(s => new HomeCheck(
                        Wording.Of(s.Pair),
                        Addresses.Partnership(s.Pair),
                        PartnershipWords.Standing(quarter, s)
                    )),
            ]
            : null;

    public static Counts CountsOf(Review review) =>
        new(review.Count(OutcomeStatus.Met), review.Count(OutcomeStatus.Partly), review.Count(OutcomeStatus.Missed));

    private static HomeTeam Team(Reader reader, Review review, Obligation? mine) =>
        new(
            review.Name,
            Addresses.Team(review.Team),
            Wording.Of(review.Pair),
            Standing.Of(reader, review),
            review.Stage == Stage.Voided ? null : CountsOf(review),
            mine?.Due is { } due ? Moments.Day(due) : null,
            mine is { IsPastDue: true },
            mine?.Seat is { } seat ? ActingAs(reader, review, seat) : null
        );

    private static string? ActingAs(Reader reader, Review review, Pairs.SeatOf seat) =>
        reader.StandsInOn(review) is { } d
            ? HomePageTexts.SeatOnBehalf.With(new { seat = Reader.Name(seat), leader = d.Leader.Name })
        : reader.Seats.Count > 1 ? Reader.Name(seat)
        : null;
}

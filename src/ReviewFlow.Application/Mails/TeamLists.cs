using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Obligations;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Mails;

/// <summary>What a team wants of the reader.</summary>
public enum Wanted
{
    Signature,

    /// <summary>A rating, alone and sealed.</summary>
    Rating,

    /// <summary>Both views are open; the two of them come to one.</summary>
    OneView,

    /// <summary>An amended scorecard, of ops who hold a seat as well.</summary>
    Amendment,
}

/// <param name="Name">Team name.</param>
/// <param name="Pair">Its own pair.</param>
/// <param name="Standing">Where it stands: <c>Your partner has signed.</c>; may be empty.</param>
/// <param name="Counts">Of the outcomes: <c>2 met, 1 partly, 0 missed</c>; never of one seat's ratings.</param>
public sealed record TeamLine(
    string Name,
    string Pair,
    string Standing,
    string Counts,
    Wanted Wanted = Wanted.Signature
);

/// <summary>Teams as mails list, count and name them.</summary>
internal static class TeamLists
{
    /// <summary>What each team of <paramref name="turns"/> wants of this person, as the quarter stands.</summary>
    public static TeamLine[] Lines(Quarter quarter, Person to, IEnumerable<Turn> turns, Instant at)
    {
        var reader = new Reader(quarter, to, at);
        return
        [
            .. turns
                .Select(t => quarter.Reviews[t.Team])
                .Distinct()
                .Select(r => new TeamLine(
                    r.Name,
                    Wording.Of(r.Pair),
                    Standing.Of(reader, r),
                    Counts(r),
                    WantedOf(reader, r)
                )),
        ];
    }

    /// <summary>Of the reader; of the others where the reader has done their part already.</summary>
    public static Wanted WantedOf(Reader reader, Review review)
    {
        var open = OpenObligations.On(reader.Quarter, review.Team, reader.Now).Where(o => o.Act.HoldsUpReport());
        return (open.FirstOrDefault(reader.Owes) ?? open.First()).Act switch
        {
            Act.Sign => Wanted.Signature,
            Act.Rate => Wanted.Rating,
            Act.AmendScorecard => Wanted.Amendment,
            _ => Wanted.OneView,
        };
    }

    /// <summary>While a team is being rated, what its figures say.</summary>
    private static string Counts(Review review) =>
        (review.Stage == Stage.Assessing ? MailTexts.CountsByFigures : MailTexts.Counts).With(
            new
            {
                met = review.Count(OutcomeStatus.Met),
                partly = review.Count(OutcomeStatus.Partly),
                missed = review.Count(OutcomeStatus.Missed),
            }
        );

    public static Block.Items Under(string heading, IReadOnlyList<TeamLine> teams) =>
        new(
            heading,
            [
                .. teams.Select(team => new Item(
                    MailTexts.TeamOfPair.With(new { team = team.Name, pair = team.Pair }),
                    team.Standing,
                    team.Counts
                )),
            ]
        );

    /// <summary>A list for each thing that is wanted, in the order in which it is done.</summary>
    public static IEnumerable<Block> ByTask(IReadOnlyList<TeamLine> teams) =>
        from task in new[]
        {
            (Wanted: Wanted.Rating, Heading: MailTexts.ToRate),
            (Wanted: Wanted.OneView, Heading: MailTexts.ToAgree),
            (Wanted: Wanted.Signature, Heading: MailTexts.ToSign),
            (Wanted: Wanted.Amendment, Heading: MailTexts.ToAmend),
        }
        let these = teams.Where(team => team.Wanted == task.Wanted).ToArray()
        where these.Length > 0
        select Under(task.Heading, these);

    /// <summary>Picks the text for what is wanted; if acts differ, the lists in the mail say which is which.</summary>
    public static string ByWanted(
        IReadOnlyList<TeamLine> teams,
        string sign,
        string rate,
        string agree,
        string rateOrSign,
        string rateOrAgree,
        string any
    )
    {
        var wanted = teams.Select(team => team.Wanted).ToHashSet();
        if (wanted.Contains(Wanted.Amendment))
            return any;
        return (wanted.Count == 1, wanted.Contains(Wanted.Signature), wanted.Contains(Wanted.Rating)) switch
        {
            (true, true, _) => sign,
            (true, _, true) => rate,
            (true, _, _) => agree,
            (_, true, _) => rateOrSign,
            _ => rateOrAgree,
        };
    }

    public static Block.Items Names(string heading, IEnumerable<string> teams) =>
        new(heading, [.. teams.Select(team => new Item(team))]);

    /// <summary>One team by name, several by number, so that a subject stays short.</summary>
    public static string NameOrCount(IReadOnlyList<string> teams) =>
        teams is [var only] ? only : MailTexts.TeamCount.With(new { count = teams.Count });
}

using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;

namespace ReviewFlow.Tests.Delegations;

/// <summary>
/// A tree three pairs deep with a branch beside it: kitchen below market below company, and logistics below company.
/// </summary>
internal static class Family
{
    public static readonly Person Dana = new("Dana Diaz", "dana@example.com"),
        Eli = new("Eli Endo", "eli@example.com");

    public static readonly LocalDate Monday = new(2026, 10, 5),
        Friday = new(2026, 10, 9);

    public static Roster Of(AssessmentMode assessment) =>
        SampleRosters.Of(
            [
                SampleRosters.Pair("company"),
                SampleRosters.Pair("market", "company"),
                SampleRosters.Pair("kitchen", "market"),
                SampleRosters.Pair("logistics", "company"),
            ],
            [
                SampleRosters.Entry("menu", "kitchen"),
                SampleRosters.Entry("search", "market"),
                SampleRosters.Entry("dispatch", "logistics"),
            ],
            SampleRosters.Ops,
            assessment: assessment
        );

    public static Run Quarter(AssessmentMode assessment = AssessmentMode.SignOffOnly) => new(Of(assessment));

    /// <summary>By name: a seat such as <c>product.market</c>, or somebody who holds none.</summary>
    public static Person Person(string who) =>
        who switch
        {
            "dana" => Dana,
            "eli" => Eli,
            "ceo" => SampleRosters.Ceo,
            "ops" => SampleRosters.Ops,
            _ => SampleRosters.Holder(Seat(who)),
        };

    public static SeatOf Seat(string name) =>
        name.Split('.') is [var seat, var pair]
            ? new(SampleRosters.PairOf(pair), Enum.Parse<Seat>(seat, ignoreCase: true))
            : throw new ArgumentException(name);

    public static Run Name(
        this Run run,
        string leader,
        Person stand,
        LocalDate? from = null,
        LocalDate? until = null
    ) => run.Do(new QuarterCommand.DelegateTo(Person(leader).Id, stand, from ?? Monday, until ?? Friday));

    public static Run End(this Run run, string leader, Person stand) =>
        run.Do(new QuarterCommand.EndDelegation(Person(leader).Id, stand.Id));

    public static Run Sign(this Run run, string team, string seat, Person by) =>
        run.Do(team, new SigningCommand.SignOff(Seat(seat), by, run.Review(team).Hash));

    public static Run SignUp(this Run run, string team, params string[] pairs) =>
        pairs.Aggregate(run, (r, pair) => r.SignBoth(team, pair));

    /// <summary>
    /// Everything else of the quarter is signed, so that the release hangs on <paramref name="team"/> alone.
    /// </summary>
    public static Run SignTheRest(this Run run, string team)
    {
        foreach (var other in run.Quarter.InOrder.Where(r => r.Team != SampleRosters.Team(team)).ToArray())
        {
            foreach (var level in other.Path)
                run.SignBoth($"{other.Team}", $"{level.Pair}");
        }
        return run;
    }

    public static Run TakeOver(
        this Run run,
        string team,
        string seat,
        string pair,
        string reason = "Both are away until November",
        Person? by = null
    ) => run.Do(team, new TakeOverCommand.TakeOver(Seat(seat), by ?? Person(seat), SampleRosters.PairOf(pair), reason));

    /// <summary>A yes to a reason of the partner's, and no proposal of one's own.</summary>
    public static Run Join(
        this Run run,
        string team,
        string seat,
        string pair,
        string reason = "Both are away until November"
    ) =>
        run.Do(
            team,
            new TakeOverCommand.TakeOver(Seat(seat), Person(seat), SampleRosters.PairOf(pair), reason, Joins: true)
        );

    public static Run WithdrawTakeOver(this Run run, string team, string seat, string pair, Person? by = null) =>
        run.Do(team, new TakeOverCommand.Withdraw(Seat(seat), by ?? Person(seat), SampleRosters.PairOf(pair)));

    public static Run TakeOverBoth(this Run run, string team, string above, string pair) =>
        run.TakeOver(team, $"product.{above}", pair).TakeOver(team, $"technology.{above}", pair);

    public static Run Seal(
        this Run run,
        string team,
        string seat,
        OutcomeStatus value = OutcomeStatus.Met,
        Person? by = null
    ) =>
        run.Do(
            team,
            new AssessmentCommand.Seal(
                Seat(seat),
                by ?? Person(seat),
                run.Review(team).Assessment!.Round,
                Sheet(run, team, value, seat),
                Partner(run, team, seat)
            )
        );

    /// <summary>Both of a pair rate as the figures say, and agree on how they worked together.</summary>
    public static Run Assess(this Run run, string team, string pair)
    {
        run.Seal(team, $"product.{pair}").Seal(team, $"technology.{pair}");
        var (round, work) = (run.Review(team).Assessment!.Round, new JointWork(6, []));
        foreach (var seat in new[] { SampleRosters.Product(pair), SampleRosters.Technology(pair) })
            run.Do(team, new AssessmentCommand.ProposeWork(seat, SampleRosters.Holder(seat), round, work));
        return run;
    }

    public static string Answer(this Run run) =>
        run.Last switch
        {
            Decision.Accepted => "accepted",
            Decision.Refused refused => refused.Why.ToString(),
            _ => "already so",
        };

    public static IEnumerable<string> Obstacles(this Run run) =>
        ReleaseGuard.Check(run.Quarter).Select(o => o.Sentence);

    private static RatingSheet Sheet(Run run, string team, OutcomeStatus value, string seat) =>
        new([
            .. run.Review(team)
                .Scorecard.Outcomes.Select(o => new Rating(
                    o.Id,
                    value,
                    $"As {seat} sees it",
                    new string(seat[0] == 'p' ? 'a' : 'b', 64)
                )),
        ]);

    /// <summary>What the partner has sealed: the sheets of this file differ by seat alone.</summary>
    private static RatingSheet? Partner(Run run, string team, string seat)
    {
        var (assessment, other) = (run.Review(team).Assessment!, Seat(seat).Seat.Other());
        if (assessment.SealOf(other) is not { } sealing)
            return null;
        return Enum.GetValues<OutcomeStatus>()
            .Select(v => Sheet(run, team, v, $"{other}.{seat.Split('.')[1]}".ToLowerInvariant()))
            .First(s =>
                RatingSheet.Digest(s.Commitments(SampleRosters.Q3, SampleRosters.Team(team), assessment.Round, other))
                == sealing.Commitment
            );
    }
}

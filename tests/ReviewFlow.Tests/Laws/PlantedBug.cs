using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Laws;

/// <summary>The rules with one thing wrong, and the law that has to notice.</summary>
internal sealed partial record PlantedBug(string Name, string Law, RulesUnderTest Rules)
{
    private static readonly RulesUnderTest Real = RulesUnderTest.Real;

    public static readonly ImmutableArray<PlantedBug> All =
    [
        new(
            "The guard overlooks Technology of a parent",
            Laws.Law.GuardAgrees,
            Real with
            {
                Guard = q =>
                    [
                        .. ReleaseGuard
                            .Check(q)
                            .Where(o =>
                                !(o.Seat is { Seat: Seat.Technology } s && q.Reviews[o.Team!.Value].Pair != s.Pair)
                            ),
                    ],
            }
        ),
        new(
            "The guard is content with one team",
            Laws.Law.GuardAgrees,
            Real with
            {
                Guard = q =>
                    ReleaseGuard.Check(q) is var found
                    && found.Select(o => o.Team).Distinct().Count() < q.Teams.Count
                    && found.All(o => o.Team is not null)
                        ? []
                        : found,
            }
        ),
        new(
            "An amendment leaves the sign-offs standing",
            Laws.Law.ChangedContentVoids,
            Evolving(
                (before, happened, after) =>
                    happened is ScorecardAmended e && before.Reviews[e.Team].SignOffs.Any()
                        ? Put(after, after.Reviews[e.Team] with { Path = before.Reviews[e.Team].Path })
                        : after
            )
        ),
        new(
            "A withdrawal leaves the sign-offs above",
            Laws.Law.StandingAgrees,
            Evolving(
                (before, happened, after) =>
                    happened is SignOffWithdrawn e
                        ? Put(after, after.Reviews[e.Team] with { Path = KeepAbove(before, after, e) })
                        : after
            )
        ),
        new(
            "A return leaves the sign-offs standing",
            Laws.Law.StandingAgrees,
            Evolving(
                (before, happened, after) =>
                    happened is ReviewReturned e
                        ? Put(after, after.Reviews[e.Team] with { Path = before.Reviews[e.Team].Path })
                        : after
            )
        ),
        new(
            "A stale page signs",
            Laws.Law.OnlyTheCurrentHash,
            Adding(
                (quarter, command, at) =>
                    command is QuarterCommand.OfTeam { Command: SigningCommand.SignOff c } of
                    && quarter is not null
                    && quarter.Reviews[of.Team].Awaits(c.Seat)
                        ? new SignedOff(at, of.Team, c.Seat, c.By, null, c.Hash)
                        : null
            )
        ),
        new(
            "Anybody signs for a seat",
            Laws.Law.OnlyTheHolder,
            Adding(
                (quarter, command, at) =>
                    command is QuarterCommand.OfTeam { Command: SigningCommand.SignOff c } of
                    && Open(quarter)
                    && quarter!.Reviews[of.Team] is var r
                    && r.Awaits(c.Seat)
                    && c.Hash == r.Hash
                        ? new SignedOff(at, of.Team, c.Seat, c.By, null, c.Hash)
                        : null
            )
        ),
        new(
            "A pair signs before the one below",
            Laws.Law.FromTheTeamUp,
            Adding(
                (quarter, command, at) =>
                    Real.Decide(quarter, command, at) is Decision.Refused { Why: Refusal.NotYetYourTurn }
                    && command is QuarterCommand.OfTeam { Command: SigningCommand.SignOff c } of
                        ? new SignedOff(at, of.Team, c.Seat, c.By, null, c.Hash)
                        : null
            )
        ),
        new(
            "The deadline approves",
            Laws.Law.TimeNeverSigns,
            Adding(
                (quarter, command, at) =>
                    command is QuarterCommand.Wake
                    && Open(quarter)
                    && quarter!.Calendar.DateOf(at) > quarter.Due
                    && quarter.InOrder.FirstOrDefault(r => r.Open is not null) is { } late
                        ? Approved(quarter, late, at)
                        : null
            )
        ),
        new(
            "A report of an older ledger leaves",
            Laws.Law.ReleaseAgrees,
            Deciding(
                (quarter, command, at) =>
                    command is QuarterCommand.Release c && Open(quarter)
                        ? Real.Decide(quarter, c with { LedgerVersion = quarter!.Version }, at)
                        : null
            )
        ),
        new(
            "A returned team does not hold the release up",
            Laws.Law.ReleaseAgrees,
            Adding(
                (quarter, command, at) =>
                    command is QuarterCommand.Release c
                    && Open(quarter)
                    && c.LedgerVersion == quarter!.Version
                    && quarter.InOrder.All(r => r.Stage is Stage.Signed or Stage.Returned)
                        ? Released(c, at)
                        : null
            )
        ),
        new(
            "A released quarter is released again",
            Laws.Law.NothingAfterTheEnd,
            Adding(
                (quarter, command, at) =>
                    command is QuarterCommand.Release c && quarter is { Stage: QuarterStage.Released }
                        ? Released(c, at)
                        : null
            )
        ),
        new(
            "The CEO is told who returned a review",
            Laws.Law.CeoReadsNoName,
            Real with
            {
                Owed = (before, happened, after) =>
                    happened is ReviewReturned e
                        ? Real.Owed(before, happened, after)
                            .Append(new Notice.Returned(after.Ceo, e.Team, e.Seat, e.By, e.Reason))
                        : Real.Owed(before, happened, after),
            }
        ),
        new(
            "Only Product hears of the deadline",
            Laws.Law.BothAreTold,
            Real with
            {
                Owed = (before, happened, after) =>
                    Real.Owed(before, happened, after)
                        .Where(n => n is not Notice.Escalated || after.Pairs.All.Any(p => p.Product == n.To)),
            }
        ),
        new(
            "One mail for each team",
            Laws.Law.OneNoticeEach,
            Real with
            {
                Owed = (before, happened, after) =>
                    Real.Owed(before, happened, after)
                        .SelectMany(n =>
                            n is Notice.Invitation i ? i.Turns.Select(t => (Notice)(i with { Turns = [t] })) : [n]
                        ),
            }
        ),
        .. Joint,
        .. AroundTheAssessment,
    ];

    public override string ToString() => Name;

    private static bool Open(Quarter? quarter) => quarter is { Stage: QuarterStage.Open };

    private static RulesUnderTest Deciding(Func<Quarter?, QuarterCommand, Instant, Decision?> instead) =>
        Real with
        {
            Decide = (quarter, command, at) => instead(quarter, command, at) ?? Real.Decide(quarter, command, at),
        };

    private static RulesUnderTest Adding(Func<Quarter?, QuarterCommand, Instant, QuarterEvent?> instead) =>
        Deciding((quarter, command, at) => instead(quarter, command, at) is { } happened ? (Decision)happened : null);

    private static RulesUnderTest Evolving(Func<Quarter, QuarterEvent, Quarter, Quarter> spoil) =>
        Real with
        {
            Evolve = (before, happened) =>
                before is null ? Real.Evolve(before, happened) : spoil(before, happened, Real.Evolve(before, happened)),
        };

    private static Quarter Put(Quarter quarter, Review review) =>
        quarter with
        {
            Reviews = quarter.Reviews.SetItem(review.Team, review),
        };

    private static ImmutableArray<PathStep> KeepAbove(Quarter before, Quarter after, SignOffWithdrawn e)
    {
        var (was, now) = (before.Reviews[e.Team].Path, after.Reviews[e.Team].Path);
        var index = now.Select(l => l.Pair).ToList().IndexOf(e.Seat.Pair);
        return [.. now.Take(index + 1), .. was.Skip(index + 1)];
    }

    private static SignedOff Approved(Quarter quarter, Review late, Instant at)
    {
        var seat = new SeatOf(late.Open!.Pair, late.Open.Product is null ? Seat.Product : Seat.Technology);
        return new(at, late.Team, seat, quarter.Pairs[seat], null, late.Hash);
    }

    private static ReportReleased Released(QuarterCommand.Release c, Instant at) =>
        new(at, c.Sha256, c.Pages, c.Bytes, c.LedgerVersion, c.LedgerHash, 1, null, c.Earlier, c.ReleaseHash);
}

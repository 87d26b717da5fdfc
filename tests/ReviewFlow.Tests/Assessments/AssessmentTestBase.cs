using System.Collections.Immutable;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Assessments;

/// <summary>A team at every stage of its assessment, and every command.</summary>
public abstract class AssessmentTestBase
{
    private protected const string Yes = "accepted";

    private protected const string Team = "checkout";

    private protected static readonly OutcomeId Growth = OutcomeId.Parse("growth");

    private protected static readonly SeatOf P = SampleRosters.Product("market"),
        T = SampleRosters.Technology("market");

    private protected static readonly RatingSheet Mine = Sheet(OutcomeStatus.Met, 'a'),
        Theirs = Sheet(OutcomeStatus.Missed, 'b');

    private protected static readonly ProposedRating Proposed = new(Growth, OutcomeStatus.Partly, "Late, but lasting");

    private protected static readonly Share Some = new(Growth, "We asked late", "We ask first", null),
        None = new(Growth, null, null, "A vendor's outage");

    private protected static readonly JointWork Work = new(4, []);

    /// <summary>Everything from the product seat of the team's own pair, but where it says otherwise.</summary>
    private protected static readonly Dictionary<string, Func<Run, ReviewCommand>> Commands = new()
    {
        ["seal"] = _ => Seal(P, Mine, Theirs),
        ["seal of another round"] = _ => Seal(P, Mine, Theirs) with { Round = 2 },
        ["seal for another"] = _ => Seal(P, Mine, Theirs) with { By = SampleRosters.Holder(T) },
        ["seal from above"] = _ => Seal(SampleRosters.Product("company"), Mine, Theirs),
        ["seal without a note"] = _ => Seal(P, Sheet(OutcomeStatus.Partly, 'a', note: null), Theirs),
        ["seal nothing"] = _ => Seal(P, Mine with { Ratings = [] }, Theirs),
        ["unseal"] = _ => new AssessmentCommand.Unseal(P, SampleRosters.Holder(P), 1),
        ["propose"] = _ => Propose(P),
        ["propose without rationale"] = _ => new AssessmentCommand.Reconcile(
            P,
            SampleRosters.Holder(P),
            1,
            [],
            [Proposed with { Rationale = "" }]
        ),
        ["propose too much"] = _ => new AssessmentCommand.Reconcile(
            P,
            SampleRosters.Holder(P),
            1,
            [],
            [Proposed with { Rationale = new('x', 2001) }]
        ),
        ["confirm"] = _ => Confirm(P),
        ["confirm other words"] = _ => new AssessmentCommand.Reconcile(
            P,
            SampleRosters.Holder(P),
            1,
            [new(Growth, (Proposed with { Rationale = "Late" }).Digest())],
            []
        ),
        ["confirm and counter"] = _ => Confirm(P) with { Proposed = [Proposed with { Rationale = "Late" }] },
        ["share"] = _ => Account(P, [Some]),
        ["share too long"] = _ => Account(P, [Some with { Text = new('x', 2001) }]),
        ["half a share"] = _ => Account(P, [Some with { Change = null }]),
        ["work"] = _ => new AssessmentCommand.ProposeWork(P, SampleRosters.Holder(P), 1, Work),
        ["confirm no work"] = _ => new AssessmentCommand.ConfirmWork(P, SampleRosters.Holder(P), 1, Work.Digest()),
        ["sign"] = run => new SigningCommand.SignOff(P, SampleRosters.Holder(P), run.Review(Team).Hash),
    };

    private protected static Run Begun() =>
        new(
            SampleRosters.Of(
                SampleRosters.OneTeam.Pairs,
                SampleRosters.OneTeam.Teams,
                SampleRosters.Ops,
                assessment: AssessmentMode.Joint
            )
        );

    private protected static Run Revealed() => Begun().Do(Team, Seal(P, Mine)).Do(Team, Seal(T, Theirs, Mine));

    private protected static Run PartnerProposed() => Revealed().Do(Team, Propose(T));

    private protected static Run Confirmed() => PartnerProposed().Do(Team, Confirm(P));

    private protected static Run Concluded() => Conclude(Begun());

    private protected static Run Conclude(Run run) =>
        run.Do(Team, Seal(P, Mine))
            .Do(Team, Seal(T, Theirs, Mine))
            .Do(Team, Propose(T))
            .Do(Team, Confirm(P))
            .Do(Team, Account(P, [Some]))
            .Do(Team, Account(T, [None], new ShareAnswer(Growth, Some.Digest(), true, null)))
            .Do(Team, Account(P, [], new ShareAnswer(Growth, None.Digest(), true, "It was ours")))
            .Do(Team, new AssessmentCommand.ProposeWork(P, SampleRosters.Holder(P), 1, Work))
            .Do(Team, new AssessmentCommand.ConfirmWork(T, SampleRosters.Holder(T), 1, Work.Digest()));

    private protected static RatingSheet Sheet(OutcomeStatus value, char salt, string? note = "As I see it") =>
        new([new(Growth, value, note, new string(salt, 64))]);

    private protected static AssessmentCommand.Seal Seal(SeatOf seat, RatingSheet sheet, RatingSheet? partner = null) =>
        new(seat, SampleRosters.Holder(seat), 1, sheet, partner);

    private protected static AssessmentCommand.Reconcile Propose(SeatOf seat) =>
        new(seat, SampleRosters.Holder(seat), 1, [], [Proposed]);

    private protected static AssessmentCommand.Reconcile Confirm(SeatOf seat) =>
        new(seat, SampleRosters.Holder(seat), 1, [new(Growth, Proposed.Digest())], []);

    private protected static AssessmentCommand.Account Account(
        SeatOf seat,
        ImmutableArray<Share> shares,
        params ImmutableArray<ShareAnswer> answers
    ) => new(seat, SampleRosters.Holder(seat), 1, shares, answers);
}

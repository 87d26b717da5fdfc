using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Obligations;
using ReviewFlow.Offices;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Receipts;
using ReviewFlow.Rosters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Text;

namespace ReviewFlow.Quarters;

/// <summary>The rules of a quarter. Pure: time comes in as data, what comes out is events or a refusal.</summary>
public static partial class QuarterRules
{
    /// <summary>
    /// What happens when <paramref name="command"/> meets <paramref name="quarter"/> at <paramref name="at"/>, with
    /// what is due
    /// at that moment (invitations, moves, reminders, escalation) behind it, so that it lands in the same commit.
    /// </summary>
    /// <param name="quarter">Null before the quarter was ever started.</param>
    /// <param name="call">Null where one operator is enough.</param>
    public static Decision Decide(
        Quarter? quarter,
        QuarterId id,
        QuarterCommand command,
        Instant at,
        FourEyesCall? call = null
    ) =>
        FourEyes.Decide(quarter, call, DecideCommand(quarter, id, command, at), at) switch
        {
            Decision.Accepted accepted => WithWhatIsDue(quarter, id, accepted.Events, at),
            var other => other,
        };

    private static Decision DecideCommand(Quarter? quarter, QuarterId id, QuarterCommand command, Instant at) =>
        (quarter?.Stage, command) switch
        {
            (_, QuarterCommand.Start c) when c.Roster.Quarter != id => Refusal.OtherContent.Because(
                QuarterTexts.RosterOfOtherQuarter.With(new { rosterQuarter = c.Roster.Quarter, quarter = id })
            ),
            (null, QuarterCommand.Start { Lost.IsEmpty: false } c) => new Decision.Accepted([
                .. Started(c.Roster, at),
                new LedgerRestored(at, c.Lost, QuarterTexts.LedgerLost),
            ]),
            (null, QuarterCommand.Start c) => new Decision.Accepted(Started(c.Roster, at)),
            (null, _) => Refusal.Unknown.Because(QuarterTexts.QuarterUnknown),

            // A voided quarter may be started again; its ledger goes on and keeps what was.
            (QuarterStage.Voided, QuarterCommand.Start c) => new Decision.Accepted(Started(c.Roster, at)),
            (_, QuarterCommand.Start c) when c.Roster.Hash == quarter!.RosterHash => Decision.AlreadySo,
            (_, QuarterCommand.Start) => Refusal.OtherContent.Because(
                QuarterTexts.AlreadyRunning.With(new { quarter = quarter!.Id })
            ),

            // What two people talk of is no part of the reviews: it goes on whatever becomes of them.
            (_, QuarterCommand.OfFit c) => FitRules.Decide(quarter!, c.Command, at),

            // A link may be in wrong hands in every stage, and a backup may be restored in every stage.
            (_, QuarterCommand.EndLinks c) => AccessRules.Decide(quarter!, c, at),
            (_, QuarterCommand.SendFreshLink c) => AccessRules.Decide(quarter!, c, at),
            (_, QuarterCommand.SendCode c) => AccessRules.Decide(quarter!, c, at),
            (_, QuarterCommand.EnterCode c) => AccessRules.Decide(quarter!, c, at),
            (_, QuarterCommand.VouchFor c) => AccessRules.Decide(quarter!, c, at),
            (_, QuarterCommand.AcknowledgeRestore c) when quarter!.Lost.IsSupersetOf(c.Lost) => Decision.AlreadySo,
            (_, QuarterCommand.AcknowledgeRestore c) => new LedgerRestored(
                at,
                [.. c.Lost.Where(l => !quarter!.Lost.Contains(l))],
                c.Reason
            ),

            (_, QuarterCommand.ErasePerson c) => Erased(quarter!, c, at),

            (_, QuarterCommand.Wake) => new Decision.Accepted([]),
            (QuarterStage.Voided, QuarterCommand.Void) => Decision.AlreadySo,
            (QuarterStage.Voided, _) => Refusal.QuarterVoided.Because(
                QuarterTexts.VoidedBecause.With(new { quarter = quarter!.Id, reason = quarter.VoidReason })
            ),

            (_, QuarterCommand.ReplaceOffice c) => OfficeRules.Decide(quarter!, c, at),

            // The mails about a release can come back as well, so a released quarter still takes this one fact.
            (_, QuarterCommand.Unreached c) when quarter!.Contacts.UnreachedOf(c.Leader) is not null =>
                Decision.AlreadySo,
            (_, QuarterCommand.Unreached c) when quarter!.Addressees.All(p => p.Id != c.Leader) =>
                Refusal.Unknown.Because(QuarterTexts.AddressUnknown.With(new { quarter = quarter.Id })),
            (_, QuarterCommand.Unreached c) => new LeaderUnreached(at, c.Leader, c.Why),

            (QuarterStage.Released, QuarterCommand.Release c) when c.Sha256 == quarter!.Release!.Sha256 =>
                Decision.AlreadySo,
            (QuarterStage.Released, _) => Refusal.QuarterReleased.Because(
                QuarterTexts.ReportReleased.With(new { quarter = quarter!.Id })
            ),

            (_, QuarterCommand.OfTeam c) when !quarter!.Reviews.ContainsKey(c.Team) => Refusal.Unknown.Because(
                QuarterTexts.TeamUnknown.With(new { quarter = quarter.Id, team = c.Team })
            ),
            (_, QuarterCommand.OfTeam { Command: SeatCommand c })
                when !quarter!.SeatsOf(c.By.Id, at).Contains(c.Seat) => Refusal.NotYours.Because(
                QuarterTexts.NotYourSeat
            ),
            (_, QuarterCommand.OfTeam c) => Decide(quarter!, c.Team, OnBehalf(quarter!, c.Command), at),

            (_, QuarterCommand.OfPair c) => PartnershipRules.Decide(quarter!, c.Command, at),

            (_, QuarterCommand.DelegateTo c) => DelegationRules.Decide(quarter!, c, at),
            (_, QuarterCommand.EndDelegation c) => DelegationRules.Decide(quarter!, c, at),

            (_, QuarterCommand.Void c) => new QuarterVoided(at, c.Reason),
            (_, QuarterCommand.Extend c) => CalendarRules.Decide(quarter!, c, at),
            (_, QuarterCommand.AddHoliday c) => CalendarRules.Decide(quarter!, c, at),
            (_, QuarterCommand.Remind c) => RemindRules.Decide(quarter!, c, at),

            (_, QuarterCommand.Release c) when c.LedgerVersion != quarter!.Version => Refusal.NotJointlySigned.Because(
                QuarterTexts.LedgerHasNewEntries
            ),
            (_, QuarterCommand.Release) when ReleaseGuard.Check(quarter!) is [var first, ..] =>
                Refusal.NotJointlySigned.Because(first.Sentence),
            (_, QuarterCommand.Release c) => new ReportReleased(
                at,
                c.Sha256,
                c.Pages,
                c.Bytes,
                c.LedgerVersion,
                c.LedgerHash,
                Edition: 1,
                Reason: null,
                c.Earlier,
                c.ReleaseHash
            ),

            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name} in {quarter!.Stage}."),
        };

    private static Decision Decide(Quarter quarter, TeamId team, ReviewCommand command, Instant at) =>
        command is TakeOverCommand takeOver
            ? TakeOverRules.Decide(quarter.Reviews[team], takeOver, at)
            : ReviewRules.Decide(quarter.Id, quarter.Reviews[team], command, at);

    /// <summary>
    /// The quarter after <paramref name="happened"/>; the first event, and each restart after a void, is
    /// <see cref="QuarterStarted"/>.
    /// </summary>
    public static Quarter Evolve(Quarter? quarter, QuarterId id, QuarterEvent happened)
    {
        var next = happened switch
        {
            QuarterStarted e => Begin(id, e) with
            {
                Fits = quarter?.Fits ?? [],
                Access = quarter?.Access ?? AccessState.None,
                Lost = quarter?.Lost ?? [],
                Erased = quarter?.Erased ?? [],
            },
            _ when quarter is null => throw new InvalidOperationException(
                $"The ledger of {id} does not begin with its start."
            ),
            ReviewOpened e => quarter with
            {
                Teams = quarter.Teams.Add(e.Team),
                Reviews = quarter.Reviews.Add(
                    e.Team,
                    ReviewRules.Open(e, quarter.Pairs.PathFrom(e.Pair), quarter.Assessment)
                ),
            },
            RatingsRevealed e when !AssessmentRules.Keeps(id, quarter.Reviews[e.Team].Assessment!, e) =>
                throw new InvalidOperationException("The ratings it opens are not those that were sealed."),
            TakeOverEvent e => quarter with
            {
                Reviews = quarter.Reviews.SetItem(e.Team, TakeOverRules.Evolve(quarter.Reviews[e.Team], e)),
            },
            ReviewEvent e => quarter with
            {
                Reviews = quarter.Reviews.SetItem(e.Team, ReviewRules.Evolve(quarter.Reviews[e.Team], e)),
            },
            PartnershipEvent e => PartnershipRules.Evolve(quarter, e),
            FitEvent e => FitRules.Evolve(quarter, e),
            LeadersInvited e => Told(quarter, e),
            TurnsDigested or ReceiptsSent => quarter,
            LeaderReminded e => quarter with
            {
                Reminders = quarter.Reminders.SetItem(e.Leader, new(e.Since, e.Number, e.At)),
            },
            LeaderUnreached => quarter,
            PersonErased e => quarter with { Erased = quarter.Erased.Union(e.Person.Select(p => p.Id)) },
            LinksEnded or LinkEnded or FreshLinkSent or CodeSent or CodeRefused or BrowserProven or BrowserVouchedFor =>
                quarter with
                {
                    Access = quarter.Access.After(happened, quarter.Version + 1),
                },
            LedgerRestored e => quarter with { Lost = quarter.Lost.Union(e.Lost) },
            DelegateNamed or DelegationEnded => DelegationRules.Evolve(quarter, happened),
            SecondOperatorAsked or SecondOperatorAgreed => FourEyes.Evolve(quarter, happened),
            DeadlineEscalated e => quarter with { Escalation = new(e.Due, e.Round, e.At) },
            DeadlineExtended e => quarter with { Due = e.To },
            HolidayAdded e => CalendarRules.Evolve(quarter, e),
            OfficeReplaced e => OfficeRules.Evolve(quarter, e),
            QuarterVoided e => quarter with
            {
                Stage = QuarterStage.Voided,
                VoidReason = e.Reason,
                SecondOperatorAsked = [],
            },
            ReportReleased e => quarter with { Stage = QuarterStage.Released, Release = e },
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a quarter."),
        };
        next = next with { Version = (quarter?.Version ?? 0) + 1 };
        next = next with { Waits = Waits.After(quarter, happened, next) };
        return next with
        {
            PendingTurns = TurnDigest.After(quarter, happened, next),
            Receipts = ReceiptDigest.After(quarter, happened, next),
            Contacts = Contacts.After(quarter, happened, next),
        };
    }

    /// <summary><paramref name="quarter"/> after all of <paramref name="events"/>.</summary>
    public static Quarter? Evolve(Quarter? quarter, QuarterId id, IEnumerable<QuarterEvent> events) =>
        events.Aggregate(quarter, (state, happened) => Evolve(state, id, happened));

    private static Decision WithWhatIsDue(
        Quarter? quarter,
        QuarterId id,
        ImmutableArray<QuarterEvent> events,
        Instant at
    )
    {
        var after = Evolve(quarter, id, events)!;
        var all = events.AddRange(QuarterSchedule.Due(after, at));
        return all.IsEmpty ? Decision.AlreadySo : new Decision.Accepted(all);
    }
}

using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Offices;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Receipts;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Ledger;

/// <summary>One event of every kind.</summary>
public abstract class LedgerJsonTestBase
{
    private protected static readonly Instant At = Instant.FromUtc(2026, 10, 5, 6, 12, 30);

    private protected static readonly string Hash = new('5', 64);

    private protected static readonly Person Pia = SampleRosters.Holder(SampleRosters.Product("market")),
        Deputy = new("A delegate", "delegate@example.com");

    private protected static readonly SeatOf Seat = SampleRosters.Product("market");

    private protected static readonly OutcomeId Growth = OutcomeId.Parse("growth");

    private protected static readonly Turn Turn = new(SampleRosters.Checkout, PairId.Parse("market"));

    private protected static readonly Dictionary<string, QuarterEvent> Events = new()
    {
        ["quarterStarted"] = (
            (Decision.Accepted)
                QuarterRules.Decide(null, SampleRosters.Q3, new QuarterCommand.Start(SampleRosters.ThreePairs), At)
        ).Events[0],
        ["quarterStarted-namesakes"] = (
            (Decision.Accepted)
                QuarterRules.Decide(
                    null,
                    SampleRosters.Q3,
                    new QuarterCommand.Start(
                        SampleRosters.ThreePairs with
                        {
                            Namesakes =
                            [
                                [Pia.Id, PersonId.Of("pia@example.com")],
                            ],
                        }
                    ),
                    At
                )
        ).Events[0],
        ["reviewOpened"] = new ReviewOpened(
            At,
            SampleRosters.Checkout,
            "Checkout — Ümlaut \"quoted\"",
            PairId.Parse("market"),
            SampleRosters.Card(73.1m),
            Hash,
            Hash
        ),
        ["leadersInvited"] = new LeadersInvited(At, [Turn]),
        ["turnsDigested"] = new TurnsDigested(At, [new(SampleRosters.Checkout, Seat)]),
        ["leaderReminded"] = new LeaderReminded(At, Pia.Id, 2, At, [Turn]),
        ["leaderUnreached"] = new LeaderUnreached(At, Pia.Id, "bounce: 550 5.1.1 no such mailbox"),
        ["deadlineEscalated"] = new DeadlineEscalated(At, new LocalDate(2026, 10, 13), 1, [Turn]),
        ["deadlineExtended"] = new DeadlineExtended(
            At,
            new LocalDate(2026, 10, 13),
            new LocalDate(2026, 10, 20),
            "Two holidays were missing"
        ),
        ["deadlineExtended-without-reason"] = new DeadlineExtended(
            At,
            new LocalDate(2026, 10, 13),
            new LocalDate(2026, 10, 20),
            null
        ),
        ["signedOff"] = new SignedOff(At, SampleRosters.Checkout, Seat, Pia, null, Hash),
        ["signedOff-on-behalf"] = new SignedOff(
            At,
            SampleRosters.Checkout,
            Seat,
            new("A delegate", "delegate@example.com"),
            Pia,
            Hash
        ),
        ["signOffWithdrawn"] = new SignOffWithdrawn(At, SampleRosters.Checkout, Seat, Pia, "Too early"),
        ["holidayAdded"] = new HolidayAdded(At, new LocalDate(2026, 12, 2), "National day"),
        ["officeReplaced"] = new OfficeReplaced(At, Office.Ceo, Pia, Pia, "Pia retired"),
        ["returnTakenBack"] = new ReturnTakenBack(At, SampleRosters.Checkout, Seat, Pia, "A mistake", Pia),
        ["reviewReturned"] = new ReviewReturned(At, SampleRosters.Checkout, Seat, Pia, Hash, "Look again,\nplease"),
        ["scorecardAmended"] = new ScorecardAmended(
            At,
            SampleRosters.Checkout,
            2,
            SampleRosters.Card(0.000000000001m),
            Hash,
            Hash,
            "A wrong figure"
        ),
        ["takeOverProposed"] = new TakeOverProposed(
            At,
            SampleRosters.Checkout,
            PairId.Parse("market"),
            SampleRosters.Product("company"),
            Pia,
            null,
            "Both are away"
        ),
        ["takeOverWithdrawn"] = new TakeOverWithdrawn(
            At,
            SampleRosters.Checkout,
            PairId.Parse("market"),
            SampleRosters.Product("company"),
            Pia,
            null
        ),
        ["takenOver"] = new TakenOver(
            At,
            SampleRosters.Checkout,
            PairId.Parse("market"),
            SampleRosters.Technology("company"),
            Pia,
            null,
            "Both are away"
        ),
        ["ratingsSealed"] = new RatingsSealed(At, SampleRosters.Checkout, Seat, Pia, null, [new(Growth, Hash)]),
        ["ratingsSealed-on-behalf"] = new RatingsSealed(
            At,
            SampleRosters.Checkout,
            Seat,
            new("A delegate", "delegate@example.com"),
            Pia,
            [new(Growth, Hash)]
        ),
        ["ratingsUnsealed"] = new RatingsUnsealed(At, SampleRosters.Checkout, Seat, Pia, null),
        ["ratingsRevealed"] = new RatingsRevealed(
            At,
            SampleRosters.Checkout,
            Pia,
            new([new(Growth, OutcomeStatus.Met, "Two launches late", Hash)]),
            new([new(Growth, OutcomeStatus.Partly, null, Hash)])
        ),
        ["jointRatingsProposed"] = new JointRatingsProposed(
            At,
            SampleRosters.Checkout,
            Seat,
            Pia,
            null,
            [new(Growth, OutcomeStatus.Partly, "Late, but lasting")]
        ),
        ["jointRatingsConfirmed"] = new JointRatingsConfirmed(
            At,
            SampleRosters.Checkout,
            Seat,
            Pia,
            null,
            [new(Growth, Hash)]
        ),
        ["sharesWritten"] = new SharesWritten(
            At,
            SampleRosters.Checkout,
            Seat,
            Pia,
            null,
            [new(Growth, "We asked late", "We ask first", null)]
        ),
        ["sharesWritten-none"] = new SharesWritten(
            At,
            SampleRosters.Checkout,
            Seat,
            Pia,
            null,
            [new(Growth, null, null, "A vendor outage")]
        ),
        ["sharesAnswered"] = new SharesAnswered(
            At,
            SampleRosters.Checkout,
            Seat,
            Pia,
            null,
            [new(Growth, Hash, false, "There is more to it")]
        ),
        ["jointWorkProposed"] = new JointWorkProposed(
            At,
            SampleRosters.Checkout,
            Seat,
            Pia,
            null,
            new(
                6,
                [
                    new(Growth, WallKind.DaysWaited, 3, "A shared board"),
                    new(Growth, WallKind.WorkReturned, null, "Look together first"),
                ]
            )
        ),
        ["jointWorkConfirmed"] = new JointWorkConfirmed(At, SampleRosters.Checkout, Seat, Pia, null, Hash),
        ["assessmentConcluded"] = new AssessmentConcluded(At, SampleRosters.Checkout, Pia, Hash),
        ["partnershipAnswered"] = new PartnershipAnswered(At, Seat, Pia, Hash),
        ["partnershipRevealed"] = new PartnershipRevealed(At, Seat),
        ["pledgeProposed"] = new PledgeProposed(At, Seat, Pia, new("We decide the budget of next quarter together.")),
        ["pledgeConfirmed"] = new PledgeConfirmed(At, Seat, Pia, Hash),
        ["fitStarted"] = new FitStarted(At, 1, Pia, new("A candidate", "candidate@example.org")),
        ["fitAnswered"] = new FitAnswered(At, 1, FitSide.Other, Hash),
        ["fitRevealed"] = new FitRevealed(At, 1, FitSide.One),
        ["fitEnded"] = new FitEnded(At, 1, FitSide.One),
        ["fitEnded-by-ops"] = new FitEnded(At, 1),
        ["delegateNamed"] = new DelegateNamed(At, Pia, Deputy, new(2026, 10, 5), new(2026, 10, 16)),
        ["delegationEnded"] = new DelegationEnded(At, Pia, Deputy),
        ["receiptsSent"] = new ReceiptsSent(At, [Pia.Id]),
        ["linksEnded"] = new LinksEnded(At, Pia.Id),
        ["linksEnded-by-ops"] = new LinksEnded(At, Pia.Id, "Her phone was stolen"),
        ["linkEnded"] = new LinkEnded(At, Pia.Id, Hash),
        ["codeSent"] = new CodeSent(At, Pia.Id, Hash, Hash, "0123456789abcdef:c2VhbGVk", "Firefox on Windows"),
        ["codeRefused"] = new CodeRefused(At, Pia.Id, Hash, Hash),
        ["browserProven"] = new BrowserProven(At, Pia.Id, Hash, Hash),
        ["browserVouchedFor"] = new BrowserVouchedFor(At, Pia.Id, Hash, "She called from her number"),
        ["personErased"] = new PersonErased(At, [Pia], "Asked for it"),
        ["secondOperatorAsked"] = new SecondOperatorAsked(At, FourEyesVerb.SeatReplace, Hash, "anna", "She left"),
        ["secondOperatorAgreed"] = new SecondOperatorAgreed(At, FourEyesVerb.Void, Hash, "ben", "anna"),
        ["freshLinkSent"] = new FreshLinkSent(At, Pia.Id, LinkPurpose.Desk),
        ["ledgerRestored"] = new LedgerRestored(At, [new(41, Hash, At)], "The disk failed"),
        ["teamVoided"] = new TeamVoided(At, SampleRosters.Checkout, "Merged"),
        ["quarterVoided"] = new QuarterVoided(At, "Wrong roster"),
        ["reportReleased"] = new ReportReleased(At, Hash, 12, 412_345, 41, Hash, 1, null, [], Hash),
        ["reportReleased-edition-2"] = new ReportReleased(
            At,
            Hash,
            12,
            412_345,
            41,
            Hash,
            2,
            "A wrong figure",
            [new(QuarterId.Parse("2026-Q2"), 90, Hash)],
            Hash
        ),
    };
}

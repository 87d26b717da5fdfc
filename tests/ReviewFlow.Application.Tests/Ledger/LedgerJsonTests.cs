using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Ledger;

public class LedgerJsonTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 10, 5, 6, 12, 30);
    private static readonly string Hash = new('5', 64);
    private static readonly Person Pia = SampleRosters.Holder(SampleRosters.Product("market"));
    private static readonly SeatOf Seat = SampleRosters.Product("market");
    private static readonly OutcomeId Growth = OutcomeId.Parse("growth");
    private static readonly Turn Turn = new(SampleRosters.Checkout, PairId.Parse("market"));

    private static readonly Dictionary<string, QuarterEvent> Events = new()
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
        ["ratingsSealed"] = new RatingsSealed(At, SampleRosters.Checkout, Seat, Pia, null, Hash),
        ["ratingsSealed-on-behalf"] = new RatingsSealed(
            At,
            SampleRosters.Checkout,
            Seat,
            new("A delegate", "delegate@example.com"),
            Pia,
            Hash
        ),
        ["ratingsUnsealed"] = new RatingsUnsealed(At, SampleRosters.Checkout, Seat, Pia, null),
        ["ratingsRevealed"] = new RatingsRevealed(
            At,
            SampleRosters.Checkout,
            Pia,
            new([new(Growth, OutcomeStatus.Met, "Two launches late")], Hash),
            new([new(Growth, OutcomeStatus.Partly, null)], Hash)
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
        ["delegateNamed"] = new DelegateNamed(
            At,
            Pia,
            new("A delegate", "delegate@example.com"),
            new LocalDate(2026, 10, 5),
            new LocalDate(2026, 10, 16)
        ),
        ["delegationEnded"] = new DelegationEnded(At, Pia, new("A delegate", "delegate@example.com")),
        ["linksEnded"] = new LinksEnded(At, Pia.Id),
        ["ledgerRestored"] = new LedgerRestored(At, [new(41, Hash, At)], "The disk failed"),
        ["teamVoided"] = new TeamVoided(At, SampleRosters.Checkout, "Merged"),
        ["quarterVoided"] = new QuarterVoided(At, "Wrong roster"),
        ["reportReleased"] = new ReportReleased(At, Hash, 12, 412_345, 41, Hash),
    };

    public static TheoryData<string> Names => [.. Events.Keys];

    [Fact]
    public void Every_kind_of_event_stands_here() =>
        Assert.Equal(
            typeof(QuarterEvent)
                .Assembly.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(QuarterEvent)) && !t.IsAbstract)
                .Select(t => t.Name)
                .Order(),
            Events.Values.Select(e => e.GetType().Name).Distinct().Order()
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_reads_as_approved(string name) =>
        Approved.Check(CanonicalJson.Text(Json(Events[name])["event"]!), $"Ledger/Approved/{name}.approved.json");

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_comes_back_as_it_was_written(string name)
    {
        var entry = LedgerEntry.After(SampleRosters.Q3, 40, Hash, Events[name]);
        var back = LedgerEntry.Parse(SampleRosters.Q3, 41, entry.Text, entry.Hash);

        Assert.IsType(Events[name].GetType(), back.Event);
        Assert.Equal(entry.Text, LedgerEntry.After(SampleRosters.Q3, 40, Hash, back.Event).Text);
        Assert.Equal(LedgerEntry.HashOf(entry.Text), back.Hash);
        Assert.Equal(Events[name].At, back.Event.At);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_no_event_has_is_refused(string name) => IsRefused(name, e => e["zz"] = 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_type_that_is_not_known_is_refused(string name)
    {
        IsRefused(name, e => e["type"] = "approvedByTime");
        IsRefused(name, e => e["type"] = "QuarterVoided");
        IsRefused(name, e => e.Remove("type"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_of_another_kind_is_refused(string name)
    {
        foreach (var field in Json(Events[name])["event"]!.AsObject().Select(f => f.Key).ToArray())
        {
            IsRefused(name, e => e[field] = true);
            if (!MayBeNull(name, field))
                IsRefused(name, e => e[field] = null);
        }
    }

    /// <summary>These read as absent; an entry that spells them out is not canonical, which the audit finds.</summary>
    private static bool MayBeNull(string name, string field) =>
        (name, field)
            is
                ("quarterStarted" or "quarterStarted-namesakes", "ops" or "assessment" or "namesakes")
                or
                ("deadlineExtended", "reason")
                or
                ("fitEnded", "side")
                or
                (_, "onBehalfOf");

    private static JsonObject Json(QuarterEvent happened) =>
        JsonNode.Parse(LedgerEntry.After(SampleRosters.Q3, 40, Hash, happened).Text)!.AsObject();

    private static void IsRefused(string name, Action<JsonObject> change)
    {
        var json = Json(Events[name]);
        change(json["event"]!.AsObject());
        var text = CanonicalJson.Text(json);
        Assert.Equal(
            41,
            Assert
                .Throws<LedgerBrokenException>(() =>
                    LedgerEntry.Parse(SampleRosters.Q3, 41, text, LedgerEntry.HashOf(text))
                )
                .Version
        );
    }
}

namespace ReviewFlow.Tests.Laws;

/// <summary>The laws by name, so that a planted bug can be held to the law that catches it.</summary>
internal static class Law
{
    public const string GuardAgrees =
        "The guard lets a report leave exactly when every seat of every path signed the current content.";
    public const string ReleaseAgrees =
        "A release is accepted exactly when the guard's rule holds and the report is of the ledger's last entry.";
    public const string OneReleasePerRun = "A run of a quarter is released at most once.";
    public const string NothingAfterTheEnd =
        "Nothing happens after a release, nor to a team or quarter that was voided.";
    public const string OneContentPerHash = "A review hash stands for one content in a run.";
    public const string OnlyTheCurrentHash = "Nobody signs anything but the current content.";
    public const string OnlyTheHolder = "A seat is signed by the person who holds it, and only on its path.";
    public const string FromTheTeamUp = "A pair signs when every pair below has signed.";
    public const string TwoSeatsTwoPeople = "Two seats are two people.";
    public const string ChangedContentVoids = "Changed content leaves no sign-off standing.";
    public const string OnlyTheReturnerTakesBack =
        "A return is taken back by the seat that returned, and only while nothing came of it.";
    public const string StandingAgrees =
        "What stands as signed is what was signed and not withdrawn, returned or changed.";
    public const string TimeNeverSigns =
        "Time alone invites, reminds, sends receipts and escalates; it signs and releases nothing.";
    public const string Deterministic = "The same command on the same state at the same time comes to the same.";
    public const string FoldAgrees = "Folding the ledger anew gives the state that was result along.";
    public const string VersionCounts = "The version is the number of ledger entries.";
    public const string SignedAfterAssessed = "Where the assessment is joint nobody signs before it is concluded.";
    public const string SealedIsKept =
        "A seat changes or takes back what it sealed only until its partner has sealed, and in its own round.";
    public const string BothSealBeforeAnyOpens = "Nothing opens before both seats have sealed.";
    public const string SecondSealOpens = "With the second seal both are open, in the same commit.";
    public const string OpenedAsSealed = "What is opened is what was sealed.";
    public const string JointNeedsBoth =
        "A joint view needs the yes of both seats, of two people; nobody confirms their own words.";
    public const string ExactText = "A yes is a yes to exactly the text that stands.";
    public const string OneSidedNeedsBothReasons = "A no to a share, and a yes to 'no share', have a reason.";
    public const string ConcludedIsWhole =
        "An assessment is concluded exactly when every outcome has its joint rating, what is not met both "
        + "confirmed shares, not none on both sides, and the joint work is agreed on.";
    public const string AssessmentAgrees =
        "Ratings, shares and joint work stand as they were revealed, confirmed and answered in this round.";
    public const string SafeAgrees = "What has to lie in the safe is what is sealed and not opened.";
    public const string BothTakeOver = "A part is taken over by both seats of the pair above, with one reason.";
    public const string InTheirTime =
        "A delegate acts from the first to the last day, until it is ended, and on behalf of the holder.";
    public const string DelegatesApart =
        "A delegate neither sits nor stands in anywhere on the leader's paths, never for both seats of a "
        + "pair, and is not the CEO.";
    public const string MovesAreTold =
        "Whom a team has come to wait for is told, and nobody else; not who took the step.";
    public const string NoMoveIsForgotten =
        "Whom a team has come to wait for is told within ten minutes, unless they have moved.";
    public const string OneNoticeEach = "One notice per person and occasion.";
    public const string BothAreTold =
        "Invitations and escalations reach both leaders of each pair, a reminder its leader.";
    public const string CeoReadsNoName = "What the CEO reads names nobody else.";
    public const string ChangeIsTold =
        "Both leaders of each pair whose sign-off fell to a change are told of it, and the team's own pair.";
}

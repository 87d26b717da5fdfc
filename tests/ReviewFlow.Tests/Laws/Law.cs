namespace ReviewFlow.Tests.Laws;

/// <summary>The laws by name, so that a planted bug can be held to the law that catches it.</summary>
internal static class Law
{
    public const string GuardAgrees = "The guard lets a report leave exactly when every seat of every path signed the current content.";
    public const string ReleaseAgrees = "A release is accepted exactly when the guard's rule holds and the report is of the ledger's last entry.";
    public const string OneReleasePerRun = "A run of a quarter is released at most once.";
    public const string NothingAfterTheEnd = "Nothing happens after a release, nor to a team or quarter that was voided.";
    public const string OneContentPerHash = "A review hash stands for one content in a run.";
    public const string OnlyTheCurrentHash = "Nobody signs anything but the current content.";
    public const string OnlyTheHolder = "A seat is signed by the person who holds it, and only on its path.";
    public const string FromTheTeamUp = "A pair signs when every pair below has signed.";
    public const string TwoSeatsTwoPeople = "Two seats are two people.";
    public const string ChangedContentVoids = "Changed content leaves no sign-off standing.";
    public const string StandingAgrees = "What stands as signed is what was signed and not withdrawn, returned or changed.";
    public const string TimeNeverSigns = "Time alone invites, reminds and escalates; it signs and releases nothing.";
    public const string Deterministic = "The same command on the same state at the same time comes to the same.";
    public const string FoldAgrees = "Folding the ledger anew gives the state that was carried along.";
    public const string VersionCounts = "The version is the number of ledger entries.";
    public const string OneNoticeEach = "One notice per person and occasion.";
    public const string BothAreTold = "Invitations and escalations reach both leaders of each pair, a reminder its leader.";
    public const string CeoReadsNoName = "What the CEO reads names nobody else.";
    public const string ChangeIsTold = "Both leaders of each pair whose sign-off fell to a change are told of it, and the team's own pair.";
}

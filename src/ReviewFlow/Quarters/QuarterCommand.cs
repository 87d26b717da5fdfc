using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.FitConversations;
using ReviewFlow.Offices;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Rosters;
using ReviewFlow.Signing;

namespace ReviewFlow.Quarters;

/// <summary>What somebody, or the clock, wants of a quarter.</summary>
public abstract record QuarterCommand
{
    private QuarterCommand() { }

    public sealed record Start(Roster Roster) : QuarterCommand
    {
        /// <summary>How far a ledger of this quarter had come that is gone.</summary>
        public ImmutableArray<LostHead> Lost { get; init; } = [];
    }

    public sealed record OfTeam(TeamId Team, ReviewCommand Command) : QuarterCommand;

    public sealed record OfPair(PartnershipCommand Command) : QuarterCommand;

    public sealed record OfFit(FitCommand Command) : QuarterCommand;

    public sealed record Extend(LocalDate To, string? Reason) : QuarterCommand;

    /// <summary>A day that is free, and that the roster does not name as a holiday.</summary>
    public sealed record AddHoliday(LocalDate Day, string Reason) : QuarterCommand;

    /// <summary>Ops write to these people now, or to everybody for whom something waits.</summary>
    /// <param name="Who">Empty for everybody.</param>
    public sealed record Remind(ImmutableArray<PersonId> Who) : QuarterCommand;

    /// <summary>Another CEO, or other ops.</summary>
    public sealed record ReplaceOffice(Office Office, Person Holder, string Reason) : QuarterCommand;

    public sealed record Void(string Reason) : QuarterCommand;

    /// <summary>The time has come to do what is due.</summary>
    public sealed record Wake : QuarterCommand;

    /// <summary>
    /// A mail came back, or was not even tried: <paramref name="Leader"/>, on the roster or of a fit conversation, may
    /// know of nothing.
    /// </summary>
    public sealed record Unreached(PersonId Leader, string Why) : QuarterCommand;

    /// <summary>A leader names somebody to act for them from the first to the last day, both included.</summary>
    public sealed record DelegateTo(PersonId Leader, Person Delegate, LocalDate From, LocalDate Until) : QuarterCommand;

    /// <summary>
    /// Somebody else may have read this person's mail: none of their links opens anything any more, no browser is
    /// proven for them, and nobody acts in their place.
    /// </summary>
    /// <param name="Reason">Why ops end them; null where the person does.</param>
    public sealed record EndLinks(PersonId Person, string? Reason = null) : QuarterCommand;

    /// <summary>Somebody wants to act in a browser that is not proven.</summary>
    public sealed record SendCode(Credential By, string Device) : QuarterCommand
    {
        /// <summary>The HMAC of the code; <see cref="Credential"/> and quarter are in it.</summary>
        public string Code { get; init; } = "";
    }

    public sealed record EnterCode(Credential By, string Typed) : QuarterCommand
    {
        /// <summary>It is the code that was sent for this browser.</summary>
        public bool Fits { get; init; }
    }

    /// <summary>Ops know that the person is at this browser.</summary>
    /// <param name="Browser">The label that the person sees; null where only one waits.</param>
    public sealed record VouchFor(PersonId Person, string? Browser, string? Reason) : QuarterCommand;

    /// <summary>Somebody whose link has ended wants another of the same purpose, to the address on file.</summary>
    public sealed record SendFreshLink(PersonId Person, LinkPurpose Purpose) : QuarterCommand;

    /// <summary>
    /// Somebody's name and address are to be erased. Only where the quarter is over: people who still act must be
    /// known.
    /// </summary>
    public sealed record ErasePerson(PersonId Person, string Reason) : QuarterCommand
    {
        /// <summary>Every spelling of them that the ledger has.</summary>
        public ImmutableArray<Person> Spellings { get; init; } = [];
    }

    /// <summary>Ops restored a backup, which is older than what was anchored.</summary>
    public sealed record AcknowledgeRestore(string Reason) : QuarterCommand
    {
        /// <summary>Every anchor that the ledger no longer reaches.</summary>
        public ImmutableArray<LostHead> Lost { get; init; } = [];
    }

    public sealed record EndDelegation(PersonId Leader, PersonId Delegate) : QuarterCommand;

    /// <summary>
    /// A report composed from ledger entry <paramref name="LedgerVersion"/> lies verified in the archive.
    /// </summary>
    public sealed record Release(
        string Sha256,
        int Pages,
        long Bytes,
        long LedgerVersion,
        string LedgerHash,
        ImmutableArray<QuarterHead> Earlier,
        string ReleaseHash
    ) : QuarterCommand;
}

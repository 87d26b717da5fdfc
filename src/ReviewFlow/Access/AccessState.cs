using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Access;

/// <summary>A browser that asked for a code, and its latest code.</summary>
/// <param name="Code">See <see cref="CodeSent"/>.</param>
/// <param name="WrongTries">How often a wrong code was entered since it was sent.</param>
public sealed record WaitingBrowser(string Code, string Device, Instant At, int WrongTries);

/// <summary>Ops said on this day that a browser is this person's.</summary>
public sealed record Vouch(PersonId Person, Instant At, string? Reason);

/// <summary>
/// Which links have ended and which browsers may act; part of the quarter's state, so that no row in a table grants
/// what the ledger does not.
/// </summary>
public sealed record AccessState
{
    public static readonly AccessState None = new();

    /// <summary>By person, the entry with which their links ended: a link that was issued before it is over.</summary>
    public ImmutableDictionary<PersonId, long> LinksEnded { get; init; } = ImmutableDictionary<PersonId, long>.Empty;

    /// <summary>Links that ended one by one, by the SHA-256 of their token.</summary>
    public ImmutableHashSet<string> EndedLinks { get; init; } = [];

    /// <summary>By person, when they were last mailed a fresh link; forgotten when their links end.</summary>
    public ImmutableDictionary<PersonId, Instant> FreshLinks { get; init; } =
        ImmutableDictionary<PersonId, Instant>.Empty;

    public ImmutableHashSet<(PersonId Person, string Browser)> Proven { get; init; } = [];

    public ImmutableDictionary<(PersonId Person, string Browser), WaitingBrowser> Waiting { get; init; } =
        ImmutableDictionary<(PersonId, string), WaitingBrowser>.Empty;

    /// <summary>By link, how many wrong codes came in a row.</summary>
    public ImmutableDictionary<string, int> WrongInARow { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The codes of the last day.</summary>
    public ImmutableList<CodeSent> Sent { get; init; } = [];

    public ImmutableList<Vouch> Vouches { get; init; } = [];

    /// <param name="issuedAt">How many entries the ledger had when the link was issued.</param>
    public bool HasEnded(PersonId person, string link, long issuedAt) =>
        issuedAt < LinksEnded.GetValueOrDefault(person) || EndedLinks.Contains(link);

    public bool IsProven(PersonId person, string browser) => Proven.Contains((person, browser));

    /// <summary>The browsers of this person that asked for a code in the last day and did not get in.</summary>
    public IEnumerable<(string Browser, WaitingBrowser Waits)> WaitingOf(PersonId person, Instant at) =>
        Waiting
            .Where(w => w.Key.Person == person && at < w.Value.At + AccessRules.Day)
            .OrderBy(w => w.Value.At)
            .Select(w => (w.Key.Browser, w.Value));

    internal AccessState After(QuarterEvent happened, long version) =>
        happened switch
        {
            LinksEnded e => this with
            {
                LinksEnded = LinksEnded.SetItem(e.Person, version),
                FreshLinks = FreshLinks.Remove(e.Person), // a link mailed before is no reason to mail none now
                Proven = [.. Proven.Where(p => p.Person != e.Person)],
                Waiting = Waiting.RemoveRange(Waiting.Keys.Where(k => k.Person == e.Person)),
                Sent = Sent.RemoveAll(s => s.Person == e.Person),
            },
            LinkEnded e => this with { EndedLinks = EndedLinks.Add(e.Link) },
            FreshLinkSent e => this with { FreshLinks = FreshLinks.SetItem(e.Person, e.At) },
            CodeSent e => this with
            {
                Waiting = Waiting.SetItem((e.Person, e.Browser), new(e.Code, e.Device, e.At, WrongTries: 0)),
                Sent = Sent.RemoveAll(s => s.At + AccessRules.Day <= e.At).Add(e),
            },
            CodeRefused e => this with
            {
                Waiting = Waiting.TryGetValue((e.Person, e.Browser), out var waits)
                    ? Waiting.SetItem((e.Person, e.Browser), waits with { WrongTries = waits.WrongTries + 1 })
                    : Waiting,
                WrongInARow = WrongInARow.SetItem(e.Link, WrongInARow.GetValueOrDefault(e.Link) + 1),
            },
            BrowserProven e => Admitted(e.Person, e.Browser) with { WrongInARow = WrongInARow.Remove(e.Link) },
            BrowserVouchedFor e => Admitted(e.Person, e.Browser) with
            {
                Vouches = Vouches.Add(new(e.Person, e.At, e.Reason)),
            },
            _ => this,
        };

    private AccessState Admitted(PersonId person, string browser) =>
        this with
        {
            Proven = Proven.Add((person, browser)),
            Waiting = Waiting.Remove((person, browser)),
        };
}

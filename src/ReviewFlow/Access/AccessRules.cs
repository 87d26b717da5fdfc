using NodaTime;
using NodaTime.Text;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Access;

/// <summary>
/// Who may act with what. A link opens; an act also needs a browser that is proven, by a code that was mailed for it or
/// by ops, who vouch for it. Limits are counted in the ledger, so no restart and no second process forgets them.
/// </summary>
public static class AccessRules
{
    public static readonly Duration Day = Duration.FromDays(1);
    public static readonly Duration CodeLifetime = Duration.FromMinutes(10);
    public static readonly Duration CodeEvery = Duration.FromSeconds(60);

    public const int MaxTriesPerCode = 5,
        MaxWrongInARow = 10;

    /// <summary>
    /// Codes a day. A thief with one link uses up that link alone: the owner asks for a fresh one, which has its own.
    /// </summary>
    public const int MaxCodesPerBrowser = 5,
        MaxCodesPerLink = 10,
        MaxCodesPerPerson = 40;

    /// <summary>The label of a browser, which its user reads to ops: the first digits of its hash.</summary>
    public const int LabelLength = 6;

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly Duration FreshLinkEvery = Duration.FromMinutes(10);

    public static string LabelOf(string browser) => browser[..LabelLength];

    /// <summary>Why nobody can act with this; null where they can.</summary>
    /// <param name="needsProof">The installation asks for a proven browser, and the act is one that needs it.</param>
    public static Decision? WhyNot(Quarter quarter, Credential by, bool needsProof) =>
        quarter.Access.HasEnded(by.Person, by.Link, by.IssuedAt) ? Refusal.LinkEnded.Because(AccessTexts.LinkHasEnded)
        : needsProof && !quarter.Access.IsProven(by.Person, by.Browser)
            ? Refusal.NotProven.Because(AccessTexts.BrowserNotProven)
        : null;

    public static Decision Decide(Quarter quarter, QuarterCommand.SendCode c, Instant at)
    {
        var (state, by) = (quarter.Access, c.By);
        var sent = state.Sent.Where(s => at < s.At + Day && s.Person == by.Person).ToArray();
        return WhyNot(quarter, by, needsProof: false) is { } ended ? ended
            : state.IsProven(by.Person, by.Browser) ? Decision.AlreadySo
            : sent.Any(s => s.Browser == by.Browser && at < s.At + CodeEvery) ? Decision.AlreadySo
            : sent.Count(s => s.Browser == by.Browser && s.Link == by.Link) >= MaxCodesPerBrowser
            || sent.Count(s => s.Link == by.Link) >= MaxCodesPerLink
            || sent.Length >= MaxCodesPerPerson
                ? Refusal.TooManyCodes.Because(AccessTexts.TooManyCodes)
            : new CodeSent(at, by.Person, by.Link, by.Browser, c.Code, c.Device);
    }

    public static Decision Decide(Quarter quarter, QuarterCommand.EnterCode c, Instant at)
    {
        var (state, by) = (quarter.Access, c.By);
        if (WhyNot(quarter, by, needsProof: false) is { } ended)
            return ended;
        if (state.IsProven(by.Person, by.Browser))
            return Decision.AlreadySo;
        if (!state.Waiting.TryGetValue((by.Person, by.Browser), out var waits) || at >= waits.At + CodeLifetime)
            return Refusal.CodeExpired.Because(AccessTexts.CodeExpired);
        if (waits.WrongTries >= MaxTriesPerCode)
            return Refusal.CodeExpired.Because(AccessTexts.CodeUsedUp);
        if (c.Fits)
            return new BrowserProven(at, by.Person, by.Link, by.Browser);
        var refused = new CodeRefused(at, by.Person, by.Link, by.Browser);
        return state.WrongInARow.GetValueOrDefault(by.Link) + 1 < MaxWrongInARow
            ? refused
            : new Decision.Accepted([refused, new LinkEnded(at, by.Person, by.Link)]);
    }

    public static Decision Decide(Quarter quarter, QuarterCommand.VouchFor c, Instant at)
    {
        var waiting = quarter.Access.WaitingOf(c.Person, at).ToArray();
        var meant = c.Browser is { } label
            ? Array.FindAll(waiting, w => w.Browser.StartsWith(label, StringComparison.Ordinal))
            : waiting;
        return meant switch
        {
            [var (browser, _)] => new BrowserVouchedFor(at, c.Person, browser, c.Reason),
            [] => Refusal.Unknown.Because(AccessTexts.NobodyToVouchFor),
            _ => Refusal.NotComplete.Because(
                AccessTexts.SeveralBrowsers.With(
                    new
                    {
                        browsers = Lists.And(
                            waiting.Select(w =>
                                AccessTexts.OneBrowser.With(
                                    new
                                    {
                                        label = LabelOf(w.Browser),
                                        device = w.Waits.Device,
                                        time = Clock.Format(quarter.Calendar.Local(w.Waits.At).TimeOfDay),
                                    }
                                )
                            )
                        ),
                    }
                )
            ),
        };
    }

    /// <summary>With the links go the proven browsers and the delegations.</summary>
    public static Decision Decide(Quarter quarter, QuarterCommand.EndLinks c, Instant at) =>
        c.Reason is not null && !quarter.OnFile(c.Person, at).Any()
            ? Refusal.Unknown.Because(QuarterTexts.AddressUnknown.With(new { quarter = quarter.Id }))
            : new Decision.Accepted([
                new LinksEnded(at, c.Person, c.Reason),
                .. quarter
                    .Delegations.Where(d => d.Leader.Id == c.Person && d.IsOpen(quarter.Calendar.DateOf(at)))
                    .Select(d => new Delegations.DelegationEnded(at, d.Leader, d.Delegate)),
            ]);

    public static Decision Decide(Quarter quarter, QuarterCommand.SendFreshLink c, Instant at) =>
        !quarter.OnFile(c.Person, at).Any()
            ? Refusal.Unknown.Because(QuarterTexts.AddressUnknown.With(new { quarter = quarter.Id }))
        : quarter.Access.FreshLinks.TryGetValue(c.Person, out var last) && at < last + FreshLinkEvery
            ? Decision.AlreadySo
        : new FreshLinkSent(at, c.Person, c.Purpose);
}

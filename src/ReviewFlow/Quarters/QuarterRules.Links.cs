using NodaTime;
using ReviewFlow.Text;

namespace ReviewFlow.Quarters;

public static partial class QuarterRules
{
    /// <summary>Somebody who asks sooner gets no fresh link.</summary>
    private static readonly Duration FreshLinkEvery = Duration.FromMinutes(10);

    private static Decision Decide(Quarter quarter, QuarterCommand.SendFreshLink c, Instant at)
    {
        if (!quarter.OnFile(c.Person, at).Any())
            return Refusal.Unknown.Because(QuarterTexts.AddressUnknown.With(new { quarter = quarter.Id }));
        return quarter.FreshLinks.TryGetValue(c.Person, out var last) && at < last + FreshLinkEvery
            ? Decision.AlreadySo
            : new FreshLinkSent(at, c.Person, c.Purpose);
    }

    /// <summary>A link that was mailed before they ended their links is no reason to mail none now.</summary>
    private static Quarter Evolve(Quarter quarter, LinksEnded e) =>
        quarter with
        {
            EndedLinks = quarter.EndedLinks.SetItem(e.Person, quarter.Version + 1),
            FreshLinks = quarter.FreshLinks.Remove(e.Person),
        };
}

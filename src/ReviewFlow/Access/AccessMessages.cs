using NodaTime;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Access;

/// <summary>With what a person comes: the link they followed, in the browser they use.</summary>
/// <param name="Link">SHA-256 of the link's token, 64 hexadecimal digits.</param>
/// <param name="IssuedAt">How many entries the ledger had when the link was issued.</param>
/// <param name="Browser">SHA-256 of the random number in the browser's cookie, 64 hexadecimal digits.</param>
public sealed record Credential(PersonId Person, string Link, long IssuedAt, string Browser);

/// <summary>A code went to this person by mail, for one browser.</summary>
/// <param name="Code">HMAC of code, person, quarter and browser; the key is not in the database.</param>
/// <param name="Device">Browser and system by family, such as <c>Firefox on Windows</c>.</param>
public sealed record CodeSent(Instant At, PersonId Person, string Link, string Browser, string Code, string Device)
    : QuarterEvent(At);

/// <summary>Somebody entered a wrong code.</summary>
public sealed record CodeRefused(Instant At, PersonId Person, string Link, string Browser) : QuarterEvent(At);

/// <summary>The right code came from this browser: until the quarter is over it may act for the person.</summary>
public sealed record BrowserProven(Instant At, PersonId Person, string Link, string Browser) : QuarterEvent(At);

/// <summary>Ops said that the person uses this browser, because no code arrived.</summary>
public sealed record BrowserVouchedFor(Instant At, PersonId Person, string Browser, string? Reason) : QuarterEvent(At);

/// <summary>One link ended after too many wrong codes.</summary>
public sealed record LinkEnded(Instant At, PersonId Person, string Link) : QuarterEvent(At);

/// <summary>
/// Every link of this person that was issued before this entry has ended, and no browser is proven for them any more.
/// </summary>
/// <param name="Reason">Why ops ended them; null where the person did.</param>
public sealed record LinksEnded(Instant At, PersonId Person, string? Reason = null) : QuarterEvent(At);

/// <summary>This person was mailed another link, to the address on file.</summary>
public sealed record FreshLinkSent(Instant At, PersonId Person, LinkPurpose Purpose) : QuarterEvent(At);

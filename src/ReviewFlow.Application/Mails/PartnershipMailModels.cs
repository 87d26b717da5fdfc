namespace ReviewFlow.Application.Mails;

/// <summary>
/// The partner has done their part of the partnership check. There is no field for an answer or a proposal, so none can
/// be mailed.
/// </summary>
/// <param name="To">A leader.</param>
/// <param name="Pair">Their pair.</param>
/// <param name="Partner">The other leader.</param>
/// <param name="Turn">What this leader may do now.</param>
public sealed record PartnershipMoved(Recipient To, string Pair, string Partner, Partnerships.PartnershipTurn Turn);

/// <summary>A fit conversation has come to its reader. Nor is there a field for an answer here.</summary>
/// <param name="To">One of the two; perhaps nobody on the roster.</param>
/// <param name="With">The other.</param>
/// <param name="Turn">What the reader may do now.</param>
public sealed record FitMoved(Recipient To, string With, FitConversations.FitTurn Turn);

/// <param name="ByOps">Otherwise <paramref name="With"/> ended it.</param>
public sealed record FitOver(Recipient To, string With, bool ByOps);

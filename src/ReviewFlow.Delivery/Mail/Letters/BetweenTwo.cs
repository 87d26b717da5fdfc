namespace ReviewFlow.Delivery.Mail.Letters;

/// <summary>The partner has done their part of the partnership check. There is no field for an answer or a proposal, so none can be mailed.</summary>
/// <param name="To">A leader.</param>
/// <param name="Pair">Their pair.</param>
/// <param name="Partner">The other leader.</param>
/// <param name="Turn">What this leader may do now.</param>
public sealed record PartnershipMoved(Recipient To, string Pair, string Partner, Partnerships.PartnershipTurn Turn);

using NodaTime;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Mails;

/// <summary>The mail of each kind of notice.</summary>
internal static class NoticeMails
{
    /// <param name="attaches">Whether the report travels with a mail about its release.</param>
    public static MailContent For(Quarter quarter, Notice notice, bool attaches, Instant at) =>
        notice switch
        {
            Notice.Invitation n => InvitationMails.For(quarter, n, at),
            Notice.Reminder n => ReminderMails.For(quarter, n, at),
            Notice.Receipt n => ReceiptMails.For(quarter, n),
            Notice.YourTurn n => AssessmentMails.For(quarter, n, at),
            Notice.Returned n => SigningMails.For(quarter, n, at),
            Notice.Withdrawn n => SigningMails.For(quarter, n),
            Notice.ReturnTakenBack n => SigningMails.For(quarter, n),
            Notice.Amended n => AmendmentMails.For(quarter, n, at),
            Notice.Escalated n => DeadlineMails.For(quarter, n, at),
            Notice.AwaitingJointSignOff n => DeadlineMails.For(quarter, n, at),
            Notice.OpenWork n => OpenWorkMails.For(quarter, n, at),
            Notice.Extended n => DeadlineMails.For(quarter, n),
            Notice.PartnershipUpdate n => PartnershipMails.For(quarter, n),
            Notice.FitUpdate n => FitConversationMails.For(quarter, n),
            Notice.FitEnded n => FitConversationMails.For(quarter, n),
            Notice.TakeOverProposed n => TakeOverMails.For(quarter, n),
            Notice.TakenOver n => TakeOverMails.For(quarter, n),
            Notice.DelegateNamed n => DelegationMails.For(quarter, n),
            Notice.DelegationEnded n => DelegationMails.For(quarter, n),
            Notice.TeamVoided n => QuarterMails.For(quarter, n),
            Notice.QuarterVoided n => QuarterMails.For(quarter, n),
            Notice.Restored n => QuarterMails.For(quarter, n),
            Notice.OfficeHeld n => QuarterMails.For(quarter, n),
            Notice.Released n => ReleaseMails.For(quarter, n, attaches),
            Notice.AmendmentWanted n => OpsMails.For(quarter, n),
            _ => throw new InvalidOperationException($"There is no mail for {notice.GetType().Name}."),
        };
}

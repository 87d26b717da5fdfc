using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Mails;
using ReviewFlow.Application.Mails.Layout;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Settings;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Outbox;

/// <summary>
/// A mail as it waits in the outbox, rendered once. The link belongs between each two pieces of a part and nowhere
/// else.
/// </summary>
public sealed record RenderedMail(string Subject, IReadOnlyList<string> Html, IReadOnlyList<string> Text)
{
    public string HtmlWith(Uri link) => string.Join(HtmlEncoder.Default.Encode(link.AbsoluteUri), Html);

    public string TextWith(Uri link) => string.Join(link.AbsoluteUri, Text);
}

/// <summary>
/// Writes the mails that events owe, each with a link of its own, so that they are committed with the events.
/// </summary>
public sealed class OutboxComposer(LinkTokens tokens, RowMac mac, ReviewFlowSettings settings)
{
    /// <summary>The quarter after <paramref name="events"/> and the mails they owe.</summary>
    public (Quarter After, IReadOnlyList<(OutboxMessage Mail, Link Link)> Mails) Compose(
        QuarterId id,
        Quarter? before,
        IReadOnlyList<QuarterEvent> events,
        Instant at
    ) =>
        (
            QuarterRules.Evolve(before, id, events)!,
            [.. Notices(id, before, events).Select(n => Write(n.After, n.Notice, at))]
        );

    /// <summary>What the events owe, with the quarter as each of them leaves it.</summary>
    public static IEnumerable<(Quarter After, Notice Notice)> Notices(
        QuarterId id,
        Quarter? before,
        IReadOnlyList<QuarterEvent> events
    )
    {
        foreach (var happened in events)
        {
            var after = QuarterRules.Evolve(before, id, happened);
            foreach (var notice in Quarters.Notices.Owed(before, happened, after).Where(n => !IsErased(n.To)))
                yield return (after, notice);
            before = after;
        }
    }

    /// <summary>Nobody knows where to a mail would go.</summary>
    public static bool IsErased(Person person) =>
        person.Email.EndsWith(LedgerPeople.ErasedDomain, StringComparison.Ordinal);

    /// <summary>
    /// One mail to ops about all of <paramref name="lost"/>. No event owes it: what a provider says is no part of a
    /// review.
    /// </summary>
    public (OutboxMessage Mail, Link Link) Undelivered(
        Quarter quarter,
        Person ops,
        IReadOnlyList<DeadLetteredMail> lost,
        Instant at
    ) =>
        Seal(
            $"{quarter.Id}/lost-{BatchOf(lost)}/undelivered/{ops.Id}",
            quarter,
            ops,
            MailRenderer.Render(OpsMails.Undelivered(quarter, ops, lost)),
            PurposeFor(quarter, ops.Id, at),
            attachment: null,
            at
        );

    /// <summary>Names exactly these dead letters: 16 hexadecimal digits.</summary>
    public static string BatchOf(IEnumerable<DeadLetteredMail> lost) =>
        MessageHash.Of(string.Join('\n', lost.Select(p => p.Key).Order(StringComparer.Ordinal)))[..16];

    /// <summary>
    /// <c>invitation</c>, <c>awaiting-joint-sign-off</c>, …: how a kind of notice is written in keys and answers.
    /// </summary>
    public static string KindOf(Notice notice) => Tags.Kind(notice);

    private (OutboxMessage, Link) Write(Quarter quarter, Notice notice, Instant at)
    {
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{quarter.Id}/{quarter.Version:00000}/{KindOf(notice)}/{notice.To.Id}"
        );
        var report = (notice as Notice.Released)?.Report;
        var attaches = report is not null && report.Bytes <= settings.MaxAttachedBytes;
        var mail = notice is Notice.LinksEnded or Notice.FreshLink
            ? LinkMails.FreshLink(quarter, notice.To, at + Duration.FromDays(settings.LinkDays))
            : NoticeMails.For(quarter, notice, attaches, at);
        return Seal(
            key,
            quarter,
            notice.To,
            MailRenderer.Render(mail),
            PurposeOf(quarter, notice, at),
            attaches ? report!.Sha256 : null,
            at
        );
    }

    private (OutboxMessage, Link) Seal(
        string key,
        Quarter quarter,
        Person to,
        RenderedMail rendered,
        LinkPurpose purpose,
        string? attachment,
        Instant at
    )
    {
        var (hash, token) = tokens.Issue();
        return (
            new OutboxMessage(
                key,
                quarter.Id,
                to,
                JsonSerializer.Serialize(rendered),
                token,
                attachment,
                at,
                TraceParent: Traces.Here
            ).With(mac),
            new Link(
                hash,
                quarter.Id,
                to.Id,
                purpose,
                quarter.Version,
                at,
                at + Duration.FromDays(settings.LinkDays)
            ).With(mac)
        );
    }

    private static LinkPurpose PurposeOf(Quarter quarter, Notice notice, Instant at) =>
        notice switch
        {
            Notice.FreshLink n => n.Purpose,
            Notice.FitUpdate or Notice.FitEnded => LinkPurpose.Fit,
            Notice.Released { ForCeo: true } or Notice.AwaitingJointSignOff or Notice.AmendmentWanted =>
                LinkPurpose.Report,
            // A desk shows the report to the holder of a seat; ops who only stand in for somebody read it on the page
            // of the report.
            Notice.Released when quarter.Pairs.SeatsOf(notice.To.Id).IsEmpty => LinkPurpose.Report,
            _ => PurposeFor(quarter, notice.To.Id, at),
        };

    /// <summary>
    /// A leader's mail opens the desk, the CEO's and ops' the page of the report; who is only in a fit conversation
    /// reads that.
    /// </summary>
    private static LinkPurpose PurposeFor(Quarter quarter, PersonId person, Instant at)
    {
        if (
            !quarter.Pairs.SeatsOf(person).IsEmpty
            || quarter.Delegations.Any(d => d.Delegate.Id == person && d.IsOpen(quarter.Calendar.DateOf(at)))
        )
            return LinkPurpose.Desk;
        return quarter.Everybody.All(p => p.Id != person) && FitParticipant.Of(quarter, person) is not null
            ? LinkPurpose.Fit
            : LinkPurpose.Report;
    }
}

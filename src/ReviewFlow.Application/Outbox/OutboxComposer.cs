using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using ReviewFlow.Access;
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
    /// <summary>Stands in both parts where the code belongs, in a mail that has one.</summary>
    public const char CodePlace = '\u0002';

    public string HtmlWith(Uri link, string? code = null) =>
        With(code, string.Join(HtmlEncoder.Default.Encode(link.AbsoluteUri), Html));

    public string TextWith(Uri link, string? code = null) => With(code, string.Join(link.AbsoluteUri, Text));

    // In two groups, as people read them out.
    private static string With(string? code, string text) =>
        code is null ? text : text.Replace($"{CodePlace}", $"{code[..3]} {code[3..]}", StringComparison.Ordinal);
}

/// <summary>
/// Writes the mails that events owe, each with a link of its own, so that they are committed with the events.
/// </summary>
public sealed class OutboxComposer(LinkTokens tokens, RowMac mac, ReviewFlowSettings settings)
{
    /// <summary>Whether acts need a browser that is proven.</summary>
    public bool NeedsProof => settings.SignIn == SignIn.LinkAndCode;

    /// <summary>The quarter after <paramref name="events"/> and the mails they owe.</summary>
    /// <param name="code">What a <see cref="Access.CodeSent"/> among them sends.</param>
    public (Quarter After, IReadOnlyList<(OutboxMessage Mail, Link Link)> Mails) Compose(
        QuarterId id,
        Quarter? before,
        IReadOnlyList<QuarterEvent> events,
        Instant at,
        string? code = null
    ) =>
        (
            QuarterRules.Evolve(before, id, events)!,
            [.. Notices(id, before, events).Select(n => Write(n.After, n.Notice, at, code))]
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
            LinkPurposes.For(quarter, ops.Id, at),
            attachment: null,
            code: null,
            at
        );

    /// <summary>Names exactly these dead letters: 16 hexadecimal digits.</summary>
    public static string BatchOf(IEnumerable<DeadLetteredMail> lost) =>
        MessageHash.Of(string.Join('\n', lost.Select(p => p.Key).Order(StringComparer.Ordinal)))[..16];

    /// <summary>
    /// <c>invitation</c>, <c>awaiting-joint-sign-off</c>, …: how a kind of notice is written in keys and answers.
    /// </summary>
    public static string KindOf(Notice notice) => Tags.Kind(notice);

    private (OutboxMessage, Link) Write(Quarter quarter, Notice notice, Instant at, string? code)
    {
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{quarter.Id}/{quarter.Version:00000}/{KindOf(notice)}/{notice.To.Id}"
        );
        var report = (notice as Notice.Released)?.Report;
        var attaches = report is not null && report.Bytes <= settings.MaxAttachedBytes;
        var until = at + Duration.FromDays(settings.LinkDays);
        var mail = LinkMails.For(quarter, notice, until) ?? NoticeMails.For(quarter, notice, attaches, at);
        return Seal(
            key,
            quarter,
            notice.To,
            MailRenderer.Render(mail),
            PurposeOf(quarter, notice, at),
            attaches ? report!.Sha256 : null,
            notice is Notice.Code ? code : null,
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
        string? code,
        Instant at
    )
    {
        var (hash, token) = tokens.Issue(code);
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
            Notice.Code or Notice.VouchedFor or Notice.Receipt => LinkPurpose.NotMe,
            Notice.FitUpdate or Notice.FitEnded => LinkPurpose.Fit,
            Notice.OfficeHeld
            or Notice.Released { ForCeo: true }
            or Notice.AwaitingJointSignOff
            or Notice.AmendmentWanted => LinkPurpose.Report,
            // A desk shows the report to the holder of a seat; ops who only stand in for somebody read it on the page
            // of the report.
            Notice.Released when quarter.Pairs.SeatsOf(notice.To.Id).IsEmpty => LinkPurpose.Report,
            _ => LinkPurposes.For(quarter, notice.To.Id, at),
        };
}

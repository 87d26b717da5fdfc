using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using static ReviewFlow.Application.Mails.Block;

namespace ReviewFlow.Application.Mails;

/// <summary>Scorecards were handed in again, so sign-offs on them were cancelled.</summary>
/// <param name="SignNow">It is the reader's turn at once; otherwise the pair below comes first.</param>
/// <param name="HadSigned">The reader had signed what changed.</param>
/// <param name="Rates">It is rated before it is signed.</param>
public sealed record AmendedModel(
    Recipient To,
    DueDay Due,
    bool SignNow,
    bool HadSigned,
    IReadOnlyList<Amendment> Teams,
    bool Rates = false
);

/// <param name="Team">Team name.</param>
/// <param name="Revision">The new one.</param>
/// <param name="Changes">None if it was handed in again unchanged after a return.</param>
/// <param name="Reason">As it was written.</param>
public sealed record Amendment(string Team, int Revision, IReadOnlyList<ChangedField> Changes, string Reason);

/// <summary>An empty side means that it was not there.</summary>
public sealed record ChangedField(string Field, string Before, string After);

public static class AmendmentMails
{
    internal static MailContent For(Quarter quarter, Notice.Amended n, Instant at) =>
        Amended(
            new(
                Recipient.In(quarter, n.To),
                Moments.Due(quarter, at),
                n.SignNow,
                n.HadSigned,
                [
                    new(
                        quarter.Reviews[n.Team].Name,
                        n.Revision,
                        [.. n.Changes.Select(c => new ChangedField(c.What, c.Before, c.After))],
                        n.Reason
                    ),
                ],
                quarter.Reviews[n.Team].Stage == Stage.Assessing
            )
        );

    public static MailContent Amended(AmendedModel amended)
    {
        if (amended.Rates)
            return ToRate(amended);
        return amended.Teams.Any(team => team.Changes.Count > 0) ? ToSign(amended) : Confirmed(amended);
    }

    private static MailContent ToSign(AmendedModel amended) =>
        Amended(
            amended,
            (amended.SignNow, amended.HadSigned) switch
            {
                (true, true) => AmendmentMailTexts.ChangedSignAgainSubject,
                (true, false) => AmendmentMailTexts.ChangedSignSubject,
                (false, true) => AmendmentMailTexts.ChangedCancelledSubject,
                _ => AmendmentMailTexts.ChangedPairSignsSubject,
            },
            amended.Due.IsPast ? AmendmentMailTexts.WhatChangedPastDue : AmendmentMailTexts.WhatChanged,
            amended.HadSigned ? AmendmentMailTexts.SignedContentChanged : AmendmentMailTexts.ScorecardChanged,
            (amended.SignNow, amended.HadSigned) switch
            {
                (false, _) => AmendmentMailTexts.BackWhenPairBelowSigned,
                (_, true) => AmendmentMailTexts.ReadChangesAndSignAgain,
                _ => AmendmentMailTexts.ReadChangesAndSign,
            },
            AmendmentMailTexts.ReadAndSign
        );

    private static MailContent Confirmed(AmendedModel amended) =>
        Amended(
            amended,
            (amended.SignNow, amended.HadSigned) switch
            {
                (true, true) => AmendmentMailTexts.UnchangedSignAgainSubject,
                (true, false) => AmendmentMailTexts.UnchangedSignSubject,
                (false, true) => AmendmentMailTexts.UnchangedCancelledSubject,
                _ => AmendmentMailTexts.UnchangedPairSignsSubject,
            },
            amended.Due.IsPast ? AmendmentMailTexts.WhyUnchangedPastDue : AmendmentMailTexts.WhyUnchanged,
            AmendmentMailTexts.ScorecardUnchanged,
            (amended.SignNow, amended.HadSigned) switch
            {
                (false, _) => AmendmentMailTexts.BackWhenPairBelowSigned,
                (_, true) => AmendmentMailTexts.ReadWhyAndSignAgain,
                _ => AmendmentMailTexts.ReadWhyAndSign,
            },
            AmendmentMailTexts.ReadAndSign
        );

    private static MailContent ToRate(AmendedModel amended) =>
        Amended(
            amended,
            (amended.SignNow, amended.HadSigned) switch
            {
                (true, _) => AmendmentMailTexts.ChangedRateAgainSubject,
                (_, true) => AmendmentMailTexts.ChangedCancelledSubject,
                _ => AmendmentMailTexts.ChangedPairRatesSubject,
            },
            amended.Due.IsPast ? AmendmentMailTexts.WhatChangedPastDue : AmendmentMailTexts.WhatChanged,
            amended.HadSigned ? AmendmentMailTexts.SignedContentRatedAgain : AmendmentMailTexts.ScorecardRatedAgain,
            amended.SignNow ? AmendmentMailTexts.ReadChangesAndRate : AmendmentMailTexts.BackWhenPairBelowRated,
            AmendmentMailTexts.ReadAndRate
        );

    private static MailContent Amended(
        AmendedModel amended,
        string subject,
        string preheader,
        string what,
        string next,
        string button
    ) =>
        MailContent.To(
            amended.To,
            subject.With(
                new
                {
                    quarter = amended.To.Quarter,
                    teams = TeamLists.NameOrCount([.. amended.Teams.Select(team => team.Team)]),
                    count = amended.Teams.Count,
                }
            ),
            preheader.With(new { due = amended.Due.Day }),
            [
                new Paragraph($"{what} {next}"),
                .. amended.Teams.SelectMany(Changes),
                new Button(amended.SignNow ? button : AmendmentMailTexts.ReadIt),
                new Paragraph(
                    (amended.Due.IsPast ? MailTexts.SignOffsWereDue : MailTexts.SignOffsDue).With(
                        new { due = amended.Due.Day }
                    )
                ),
            ]
        );

    private static IEnumerable<Block> Changes(Amendment team)
    {
        var values = new { team = team.Team, revision = team.Revision };
        return
        [
            team.Changes.Count == 0
                ? new Paragraph(AmendmentMailTexts.SameContent.With(values))
                : new Items(AmendmentMailTexts.NowRevision.With(values), [.. team.Changes.Select(Change)]),
            new Paragraph(MailTexts.ReasonGiven),
            new Quote(team.Reason),
        ];
    }

    private static Item Change(ChangedField change) =>
        new(
            change.Field,
            change.Before.Length == 0
                ? AmendmentMailTexts.BeforeNothing
                : AmendmentMailTexts.Before.With(new { value = change.Before }),
            change.After.Length == 0
                ? AmendmentMailTexts.NowRemoved
                : AmendmentMailTexts.Now.With(new { value = change.After })
        );
}

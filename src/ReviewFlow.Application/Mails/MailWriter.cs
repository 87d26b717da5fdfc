using NodaTime;
using ReviewFlow.Application.Mails.Layout;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Reading;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Mails;

/// <summary>
/// Turns what is owed into words: each kind of notice has its letter, rendered once as HTML and plain text.
/// </summary>
internal static partial class MailWriter
{
    /// <param name="attaches">Whether the report travels with a mail about its release.</param>
    public static RenderedMail Of(Quarter quarter, Notice notice, bool attaches, Instant at) =>
        MailRenderer.Render(
            notice switch
            {
                Notice.Invitation n => MailComposer.Write(
                    new Invitation(To(quarter, n.To), Due(quarter), Lines(quarter, n.To, n.Turns, at))
                ),
                Notice.Reminder n => MailComposer.Write(
                    new Reminder(To(quarter, n.To), n.Number, Due(quarter), Lines(quarter, n.To, n.Turns, at))
                ),
                Notice.YourTurn n => MailComposer.Write(YourTurn(quarter, n)),
                Notice.Returned n when IsOffice(quarter, n, at) => MailComposer.ToOps(Returned(quarter, n, at)),
                Notice.Returned n => MailComposer.Write(Returned(quarter, n, at)),
                Notice.Withdrawn n => MailComposer.Write(
                    new Withdrawn(To(quarter, n.To), n.Fell, [Objection(quarter, n.Team, n.Seat, n.By, n.Reason)])
                ),
                Notice.Amended n => MailComposer.Write(
                    new Amended(
                        To(quarter, n.To),
                        Due(quarter),
                        n.SignNow,
                        n.HadSigned,
                        [Amendment(quarter, n)],
                        quarter.Reviews[n.Team].Stage == Stage.Assessing
                    )
                ),
                Notice.Escalated n => MailComposer.Write(Escalation(quarter, n)),
                Notice.AwaitingJointSignOff n => MailComposer.Write(Awaiting(quarter, n)),
                Notice.Extended n => MailComposer.Write(
                    new Extended(To(quarter, n.To), Moments.Day(n.From), Moments.Day(n.Due), n.Reason, [])
                ),
                Notice.PartnershipUpdate n => MailComposer.Write(
                    new PartnershipMoved(To(quarter, n.To), Wording.Of(n.Pair), PartnerOf(quarter, n).Name, n.Turn)
                ),
                Notice.FitUpdate n => MailComposer.Write(new FitMoved(To(quarter, n.To), n.With.Name, n.Turn)),
                Notice.FitEnded n => MailComposer.Write(new FitOver(To(quarter, n.To), n.With.Name, n.ByOps)),
                Notice.TakeOverProposed n => MailComposer.Write(Proposed(quarter, n)),
                Notice.TakenOver n => MailComposer.Write(TakenOver(quarter, n)),
                Notice.DelegateNamed n when n.To.Id == n.Delegate.Id => MailComposer.ToDelegate(Delegated(quarter, n)),
                Notice.DelegateNamed n => MailComposer.ToPartner(Delegated(quarter, n)),
                Notice.DelegationEnded n when n.To.Id == n.Delegate.Id => MailComposer.ToDelegateAtEnd(
                    Delegated(quarter, n)
                ),
                Notice.DelegationEnded n => MailComposer.ToPartnerAtEnd(Delegated(quarter, n)),
                Notice.Restored n => MailComposer.Write(
                    new Restored(To(quarter, n.To), Moments.Day(n.AnchoredOn), n.Reason)
                ),
                Notice.TeamVoided n => MailComposer.Write(
                    new Voided(To(quarter, n.To), n.Reason, [quarter.Reviews[n.Team].Name])
                ),
                Notice.QuarterVoided n => MailComposer.Write(new Voided(To(quarter, n.To), n.Reason, [])),
                Notice.Released { ForCeo: true } n => MailComposer.ToCeo(Released(quarter, n, attaches)),
                Notice.Released n when quarter.Pairs.SeatsOf(n.To.Id).IsEmpty => MailComposer.ToOps(
                    Released(quarter, n, attaches)
                ),
                Notice.Released n => MailComposer.ToLeader(Released(quarter, n, attaches)),
                Notice.AmendmentWanted n => MailComposer.Write(new AmendmentWanted(To(quarter, n.To), n.Teams)),
                _ => throw new InvalidOperationException($"No letter says {notice.GetType().Name}."),
            }
        );

    public static RenderedMail FreshLink(Quarter quarter, Person to, Instant until) =>
        MailRenderer.Render(
            MailComposer.Write(new FreshLink(To(quarter, to), Moments.Day(quarter.Calendar.DateOf(until))))
        );

    /// <summary>For ops; where the CEO is ops, in counts alone: an address is a leader's name.</summary>
    public static RenderedMail Undelivered(Quarter quarter, Person ops, IReadOnlyList<DeadLetteredMail> lost) =>
        MailRenderer.Render(
            MailComposer.Write(
                new Undelivered(
                    To(quarter, ops),
                    lost.Count,
                    ops.Id == quarter.Ceo.Id
                        ? []
                        :
                        [
                            .. lost.Take(Mails.Undelivered.MaxLines)
                                .Select(p => new LostMail(p.To, MailComposer.WordsOf(p.Occasion), p.Why)),
                        ]
                )
            )
        );

    private static Recipient To(Quarter quarter, Person to) => new(quarter.Id.ToString(), quarter.Company, to.Name);

    private static string Due(Quarter quarter) => Moments.Day(quarter.Due);

    /// <summary>Neither a leader of this team nor somebody who stands in for one.</summary>
    private static bool IsOffice(Quarter quarter, Notice.Returned n, Instant at) =>
        n.To.Id == quarter.Ops?.Id
        && !quarter.SeatsOf(n.To.Id, at).Any(s => quarter.Reviews[n.Team].StepOf(s.Pair) is not null);

    /// <summary>Which teams, and neither what was done on them nor how they stand.</summary>
    private static YourTurn YourTurn(Quarter quarter, Notice.YourTurn n)
    {
        var reviews = n.Turns.Select(t => quarter.Reviews[t.Team]).ToArray();
        // Nothing was proposed or written yet: it is the opening itself that made it their move.
        var isOpened =
            reviews[0].Assessment is { WorkProposal: null } first
            && first.Outcomes.All(o => o is { Proposal: null, ProductShare: null, TechnologyShare: null });
        return new(
            To(quarter, n.To),
            Due(quarter),
            [.. reviews.Select(r => new TeamLine(r.Name, Wording.Of(r.Pair), Why: "", Standing: "", WantedOf(r)))],
            isOpened
        );
    }

    private static Returned Returned(Quarter quarter, Notice.Returned n, Instant at)
    {
        var review = quarter.Reviews[n.Team];
        var afterwards =
            review.Stage != Stage.Assessing ? Afterwards.AmendedScorecard
            : quarter.SeatsOf(n.To.Id, at).Any(s => s.Pair == review.Assessment!.Pair) ? Afterwards.YouRateAgain
            : Afterwards.TheyRateAgain;
        return new(To(quarter, n.To), [Objection(quarter, n.Team, n.Seat, n.By, n.Reason)], afterwards);
    }

    private static Mails.TakeOverProposed Proposed(Quarter quarter, Notice.TakeOverProposed n)
    {
        var review = quarter.Reviews[n.Team];
        return new(
            To(quarter, n.To),
            review.Name,
            Wording.Of(n.Pair),
            Acting(review.StepOf(n.Pair)!.Proposed!.Consent),
            n.Reason,
            review.Stage == Stage.Assessing
        );
    }

    private static Mails.TakenOver TakenOver(Quarter quarter, Notice.TakenOver n)
    {
        var review = quarter.Reviews[n.Team];
        var (at, taken) = (review.Path.IndexOf(review.StepOf(n.Pair)!), review.StepOf(n.Pair)!.TakenOver!);
        return new(
            To(quarter, n.To),
            review.Name,
            Wording.Of(review.Path[at + 1].Pair),
            [Acting(taken.Product), Acting(taken.Technology)],
            n.Reason,
            review.Stage == Stage.Assessing
        );
    }

    private static Delegated Delegated(Quarter quarter, Notice.DelegateNamed n) =>
        new(To(quarter, n.To), n.Leader.Name, n.Delegate.Name, Moments.Day(n.From), Moments.Day(n.Until));

    private static Delegated Delegated(Quarter quarter, Notice.DelegationEnded n) =>
        new(To(quarter, n.To), n.Leader.Name, n.Delegate.Name, "", "");

    private static string Acting(Consent consent) => Wording.Acting(consent.By, consent.OnBehalfOf);

    private static Person PartnerOf(Quarter quarter, Notice.PartnershipUpdate n) =>
        quarter.Pairs[n.Pair] is var pair && pair.Product.Id == n.To.Id ? pair.Technology : pair.Product;

    private static Released Released(Quarter quarter, Notice.Released n, bool attaches) =>
        new(
            To(quarter, n.To),
            quarter.Progress.Total,
            new($"{quarter.Id}.pdf", n.Report.Pages, Wording.Size(n.Report.Bytes), n.Report.Sha256),
            attaches
        );
}

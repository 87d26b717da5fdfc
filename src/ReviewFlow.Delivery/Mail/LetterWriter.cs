using NodaTime;
using ReviewFlow.Delivery.Mail.Letters;
using ReviewFlow.Delivery.Pages.Views;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using Wording = ReviewFlow.Reports.Wording;
using ReviewFlow.Reviews;
using ReviewFlow.Scorecards;

namespace ReviewFlow.Delivery.Mail;

/// <summary>Turns what is owed into words: each kind of notice has its letter, rendered once as HTML and plain text.</summary>
internal static class LetterWriter
{
    /// <param name="attaches">Whether the report travels with a mail about its release.</param>
    public static WrittenLetter Of(Quarter quarter, Notice notice, bool attaches, Instant at) => Rendered(notice switch
    {
        Notice.Invitation n => Composer.Write(new Invitation(To(quarter, n.To), Due(quarter), Lines(quarter, n.To, n.Turns, at))),
        Notice.Reminder n => Composer.Write(new Reminder(To(quarter, n.To), n.Number, Due(quarter), Lines(quarter, n.To, n.Turns, at))),
        Notice.Returned n when IsOffice(quarter, n.To) => Composer.ToOps(new Returned(To(quarter, n.To), [Objection(quarter, n.Team, n.Seat, n.By, n.Reason)])),
        Notice.Returned n => Composer.Write(new Returned(To(quarter, n.To), [Objection(quarter, n.Team, n.Seat, n.By, n.Reason)])),
        Notice.Withdrawn n => Composer.Write(new Withdrawn(To(quarter, n.To), n.Fell, [Objection(quarter, n.Team, n.Seat, n.By, n.Reason)])),
        Notice.Amended n => Composer.Write(new Amended(To(quarter, n.To), Due(quarter), n.SignNow, n.HadSigned, [Amendment(quarter, n)])),
        Notice.Escalated n => Composer.Write(Escalation(quarter, n)),
        Notice.AwaitingJointSignOff n => Composer.Write(Awaiting(quarter, n)),
        Notice.Extended n => Composer.Write(new Extended(To(quarter, n.To), Moments.Day(n.From), Moments.Day(n.Due), n.Reason, [])),
        Notice.PartnershipMove n => Composer.Write(new PartnershipMoved(To(quarter, n.To), Wording.Of(n.Pair), PartnerOf(quarter, n).Name, n.Turn)),
        Notice.TeamVoided n => Composer.Write(new Voided(To(quarter, n.To), n.Reason, [quarter.Reviews[n.Team].Name])),
        Notice.QuarterVoided n => Composer.Write(new Voided(To(quarter, n.To), n.Reason, [])),
        Notice.Released { ForCeo: true } n => Composer.ToCeo(Released(quarter, n, attaches)),
        Notice.Released n => Composer.ToLeader(Released(quarter, n, attaches)),
        _ => throw new InvalidOperationException($"No letter says {notice.GetType().Name}."),
    });

    public static WrittenLetter FreshLink(Quarter quarter, Person to, Instant until) =>
        Rendered(Composer.Write(new FreshLink(To(quarter, to), Moments.Day(quarter.Calendar.DateOf(until)))));

    private static WrittenLetter Rendered(Letter letter) => new(letter.Subject, LetterHtml.Render(letter), LetterText.Render(letter));

    private static Recipient To(Quarter quarter, Person to) => new(quarter.Id.ToString(), quarter.Company, to.Name, WrittenLetter.LinkPlaceholder);

    private static string Due(Quarter quarter) => Moments.Day(quarter.Due);

    private static bool IsOffice(Quarter quarter, Person to) => quarter.Pairs.SeatsOf(to.Id).IsEmpty;

    private static TeamLine[] Lines(Quarter quarter, Person to, IEnumerable<Quarters.Turn> turns, Instant at)
    {
        var reader = new Reader(quarter, to, at);
        return [.. turns.Select(t => quarter.Reviews[t.Team]).Select(r => new TeamLine(r.Name, Wording.Of(r.Pair), Standing.Of(reader, r), Counts(r)))];
    }

    private static string Counts(Review review) =>
        $"{review.Count(OutcomeStatus.Met)} met, {review.Count(OutcomeStatus.Partly)} partly, {review.Count(OutcomeStatus.Missed)} missed";

    private static Objection Objection(Quarter quarter, TeamId team, SeatOf seat, Person by, string reason) =>
        new(quarter.Reviews[team].Name, quarter.Reviews[team].Current.Number, by.Name, seat.Seat.ToString(), Wording.Of(seat.Pair), reason);

    private static Amendment Amendment(Quarter quarter, Notice.Amended n) =>
        new(quarter.Reviews[n.Team].Name, n.Revision, [.. n.Changes.Select(c => new ChangedField(c.What, c.Before, c.After))], n.Reason);

    private static Escalated Escalation(Quarter quarter, Notice.Escalated n) => new(
        To(quarter, n.To), Moments.Day(n.Due),
        [.. n.Turns.GroupBy(t => t.Pair).Select(g => new PairAwaited(
            Wording.Of(g.Key), quarter.Pairs[g.Key].Product.Name, quarter.Pairs[g.Key].Technology.Name, [.. g.Select(t => quarter.Reviews[t.Team].Name)]))]);

    private static AwaitingSignOff Awaiting(Quarter quarter, Notice.AwaitingJointSignOff n)
    {
        var progress = DeskView.ProgressOf(quarter);
        return new(To(quarter, n.To), progress.Complete, progress.Total, [.. n.Teams.Select(t => quarter.Reviews[t].Name)]);
    }

    private static Person PartnerOf(Quarter quarter, Notice.PartnershipMove n) =>
        quarter.Pairs[n.Pair] is var pair && pair.Product.Id == n.To.Id ? pair.Technology : pair.Product;

    private static Released Released(Quarter quarter, Notice.Released n, bool attaches) => new(
        To(quarter, n.To), DeskView.ProgressOf(quarter).Total,
        new($"{quarter.Id}.pdf", n.Report.Pages, Wording.Size(n.Report.Bytes), n.Report.Sha256), attaches);
}

using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Reading;
using ReviewFlow.Assessments;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Assessments;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.TakeOvers;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Web.Features.Signing;

/// <summary>A team's page from the state of the quarter.</summary>
internal static class TeamView
{
    /// <param name="token">Issues the one-time token of a form for an action.</param>
    /// <param name="own">What the reader's seat has sealed and may still change.</param>
    /// <param name="trend">Of the quarters before, where it is for this reader.</param>
    public static TeamModel Of(
        Reader reader,
        Review review,
        Instant now,
        Func<string, string> token,
        Receipt? receipt = null,
        TypedForm? typed = null,
        RatingSheet? own = null,
        WallTrend? trend = null
    )
    {
        var model = Plain(reader, review, now, token, receipt, typed) with
        {
            Assessing = AssessingView.Of(reader, review, own, token, typed),
            Work = review.Assessment is { IsComplete: true, Work: { } work } ? Walls.Words(review, work) : null,
            Trend = trend is null ? null : TrendView.Of(reader, review, trend),
            OneSided = OneSidedOf(reader, review),
        };
        return model with { Refusal = typed?.Refusal() }; // when every field has taken up what was typed
    }

    private static TeamModel Plain(
        Reader reader,
        Review review,
        Instant now,
        Func<string, string> token,
        Receipt? receipt,
        TypedForm? typed
    )
    {
        var quarter = reader.Quarter;
        var open = quarter.Stage == QuarterStage.Open;
        var due = OpenObligations.On(quarter, review.Team, now).IsEmpty ? null : Moments.Due(quarter, now);
        var mine = reader.Seats.Where(s => review.StepOf(s.Pair) is not null).ToArray();
        return TakeOverView.Of(
            new(
                reader.Frame(review.Name),
                review.Name,
                Wording.Of(review.Pair),
                review.Current.Number,
                review.Stage == Stage.Assessing ? null : new(review.Hash[..12], review.Hash),
                Standing.Of(reader, review),
                due?.Day,
                due is { IsPast: true },
                HomeView.CountsOf(review),
                [.. review.Path.Select((level, i) => PathView.Step(reader, review, level, i))],
                [.. review.Scorecard.Outcomes.Select(o => OutcomeView.Of(review, o))],
                OutcomeView.Of(review.Scorecard.Budget),
                ChangesOf(review, mine),
                review.Returned is { } back ? ReturnedOf(reader, review, back, token, typed) : null,
                reader.Open.Any(o => o.Act == Act.Sign && o.Teams.Any(t => t.Team == review.Team))
                    ? SignOff(review, token, typed)
                    : null,
                open && mine.Any(s => MayReturn(review, s))
                    ? Reason(FormAction.Return, review, token, typed, FieldIds.ReturnReason)
                    : null,
                open && mine.Any(s => review.SignOffOf(s) is not null)
                    ? Reason(FormAction.Withdraw, review, token, typed, FieldIds.WithdrawReason)
                    : null,
                TurnOf(reader, review.Team),
                receipt
            ),
            reader,
            review,
            token,
            typed
        );
    }

    /// <summary>
    /// The next team that waits for this reader, after this one in the order of the roster, else from the beginning.
    /// </summary>
    public static PageLink? NextFor(Reader reader, TeamId after)
    {
        var teams = reader.Waiting;
        var place = reader.Quarter.Teams.IndexOf(after);
        var next = teams.FirstOrDefault(r => reader.Quarter.Teams.IndexOf(r.Team) > place)
            ?? teams.FirstOrDefault(r => r.Team != after);
        return next is null ? null : new(next.Name, Addresses.Team(next.Team));
    }

    public static bool MayReturn(Review review, SeatOf seat) =>
        review.Stage is Stage.Signing or Stage.Signed && review.StepOf(seat.Pair) is { IsReached: true };

    private static ReturnNotice ReturnedOf(
        Reader reader,
        Review review,
        Return back,
        Func<string, string> token,
        TypedForm? typed
    )
    {
        var notice = new ReturnNotice(
            $"{Wording.Acting(back.By, back.OnBehalfOf)} ({Reader.Name(back.Seat)})",
            Moments.At(reader.Quarter, back.At),
            back.Reason
        );
        return
            review.BeforeReturn is { } before
            && reader.Quarter.Stage == QuarterStage.Open
            && reader.Seats.Contains(back.Seat)
            ? notice with
            {
                TakeBack = Reason(FormAction.TakeBackReturn, review, token, typed, FieldIds.TakeBackReason),
                StandsAgain = SigningPageTexts.StandsAgain.With(
                    new
                    {
                        count = before.SignOffs.Count(),
                        names = Lists.And(before.SignOffs.Select(s => s.SignOff.Signer.Name).Distinct()),
                    }
                ),
            }
            : notice;
    }

    /// <summary>For the pair that assesses, and for as long as something can still be talked over.</summary>
    private static OneSided? OneSidedOf(Reader reader, Review review)
    {
        if (
            reader.Quarter.Stage != QuarterStage.Open
            || review is not { Stage: Stage.Assessing or Stage.Signing, Assessment: { IsRevealed: true } assessment }
            || reader.SeatIn(assessment.Pair) is null
        )
            return null;
        var balance = Balance.Of(reader.Quarter, assessment.Pair);
        return balance.IsOneSided ? new(balance.Actions, Math.Max(balance.Product, balance.Technology)) : null;
    }

    private static SignOffForm SignOff(Review review, Func<string, string> token, TypedForm? typed) =>
        new(
            $"{Addresses.Team(review.Team)}/{FormAction.SignOff}",
            token(FormAction.Of(FormAction.SignOff, review.Team)),
            review.Hash,
            review.Name,
            review.Current.Number,
            Error: typed?.For(FormAction.SignOff)?.ErrorAt(FieldIds.Confirmed)
        );

    private static ReasonForm Reason(
        string formAction,
        Review review,
        Func<string, string> token,
        TypedForm? typed,
        string field
    )
    {
        var mine = typed?.For(formAction);
        return new(
            $"{Addresses.Team(review.Team)}/{formAction}",
            token(FormAction.Of(formAction, review.Team)),
            review.Hash,
            mine?.Text(Fields.Reason) ?? "",
            mine?.ErrorAt(field)
        );
    }

    private static Changes? ChangesOf(Review review, SeatOf[] mine)
    {
        foreach (var seat in mine)
        {
            if (review.ChangedSince(seat) is { IsEmpty: false } changes)
                return new(
                    review.LastSigned[seat],
                    review.Current.Reason ?? "",
                    [.. changes.Select(c => new Change(c.What, c.Before, c.After))]
                );
        }
        return null;
    }

    private static Turn? TurnOf(Reader reader, TeamId team)
    {
        var teams = reader.Waiting;
        var at = teams.IndexOf(reader.Quarter.Reviews[team]);
        return at < 0 || teams.Length < 2 ? null : new(at + 1, teams.Length, To(at - 1), To(at + 1));

        PageLink? To(int index) =>
            index < 0 || index >= teams.Length ? null : new(teams[index].Name, Addresses.Team(teams[index].Team));
    }
}

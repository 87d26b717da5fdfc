using System.Collections.Immutable;
using ReviewFlow.Obligations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Application.Reading;

/// <summary>
/// Where a review stands, in one sentence for this reader: what they owe on it, or whom it waits for.
/// </summary>
public static class Standing
{
    public static string Of(Reader reader, Review review)
    {
        if (review.Stage == Stage.Voided)
            return ReadingTexts.TeamVoided.With(new { reason = review.VoidReason });
        if (reader.Quarter.Stage == QuarterStage.Voided)
            return ReadingTexts.QuarterVoided;
        var open = OpenObligations.On(reader.Quarter, review.Team, reader.Now);
        return open.FirstOrDefault(reader.Owes) is { } mine ? ToDo(reader, review, open, mine)
            : open.FirstOrDefault(o => o.Act.HoldsUpReport()) is { } theirs ? Waiting(reader, review, theirs)
            : ReadingTexts.FullySigned;
    }

    private static string ToDo(Reader reader, Review review, ImmutableArray<Obligation> open, Obligation mine)
    {
        return mine.Act switch
        {
            Act.AmendScorecard => ReadingTexts.AmendmentFromYou,
            Act.AnswerTakeOver => ReadingTexts.PartnerProposesTakeOver.With(
                new { pair = Wording.Of(open.First(o => o.Act.IsOfTurn()).Seat!.Value.Pair) }
            ),
            Act.Rate => (PartnerOwesTheSame() ? ReadingTexts.NeitherRated : ReadingTexts.PartnerSealed).With(
                new { partner = PartnerOf(reader.Quarter, mine.Seat!.Value).Name }
            ),
            Act.AnswerJointRating => ReadingTexts.PartnerProposedJointRating,
            Act.ProposeJointRating => ReadingTexts.ProposeJointRating,
            Act.RewriteShare => ReadingTexts.PartnerContestsShare,
            Act.WriteShare => ReadingTexts.WriteShare,
            Act.AnswerShare => ReadingTexts.PartnerWroteShare,
            Act.ProposeJointWork => ReadingTexts.DescribeWork,
            Act.AnswerJointWork => ReadingTexts.PartnerProposedWork,
            _ when !PartnerOwesTheSame() => ReadingTexts.PartnerSigned,
            _ => Sign(review, mine.Seat!.Value.Pair),
        };

        bool PartnerOwesTheSame() =>
            open.Any(o => o.Act == mine.Act && o.Seat?.Pair == mine.Seat!.Value.Pair && o.Seat != mine.Seat);
    }

    /// <summary>Neither of the two has signed.</summary>
    private static string Sign(Review review, PairId pair)
    {
        var index = review.Path.IndexOf(review.StepOf(pair)!);
        if (index == 0)
            return ReadingTexts.YourTurn;
        var below = review.Path[index - 1];
        return below.TakenOver is null
            ? ReadingTexts.SignedBelowYourTurn.With(new { below = Wording.Of(below.Pair), pair = Wording.Of(pair) })
            : ReadingTexts.TakenOverYourTurn.With(new { pair = Wording.Of(below.Pair) });
    }

    private static string Waiting(Reader reader, Review review, Obligation theirs)
    {
        if (theirs.Seat is not { } seat)
            return ReadingTexts.AmendmentPending;
        if (reader.SeatIn(seat.Pair) is not null)
            return (
                theirs.Act == Act.Sign ? ReadingTexts.SignedWaiting
                : theirs.Act == Act.Rate ? ReadingTexts.SealedWaiting
                : ReadingTexts.DoneWaiting
            ).With(new { partner = reader.Quarter.Pairs[seat].Name });
        if (theirs.Act != Act.Sign)
            return ReadingTexts.BeingRated.With(new { pair = Wording.Of(seat.Pair) });
        return (
            reader.Seats.Any(s => review.StepOf(s.Pair)?.TakenOver is not null)
                ? ReadingTexts.PartTakenOver
                : ReadingTexts.WaitingForPair
        ).With(new { pair = Wording.Of(seat.Pair) });
    }

    private static Person PartnerOf(Quarter quarter, SeatOf seat) =>
        quarter.Pairs[seat with { Seat = seat.Seat.Other() }];
}

using System.Security.Cryptography;
using System.Text;
using NodaTime;
using ReviewFlow.Application.Reading;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Web.Features.TakeOvers;

/// <summary>Who acts on a team's page, and the way round a pair that is stuck.</summary>
internal static class TakeOverView
{
    /// <param name="token">Issues the one-time token of a form for an action.</param>
    public static TeamModel Of(
        TeamModel page,
        Reader reader,
        Review review,
        Func<string, string> token,
        TypedForm? typed
    )
    {
        var onBehalfOf = reader.StandsInOn(review)?.Leader.Name;
        return page with
        {
            StandsIn = reader.StandsInOn(review) is { } d ? DelegationView.ActingFor(reader.Quarter, d) : null,
            SignOff = page.SignOff is { } sign ? sign with { OnBehalfOf = onBehalfOf } : null,
            Return = page.Return is { } back ? back with { OnBehalfOf = onBehalfOf } : null,
            Withdraw = page.Withdraw is { } withdraw ? withdraw with { OnBehalfOf = onBehalfOf } : null,
            TakeOver = reader.SeatAbove(review) is { } seat
                ? Form(reader, review, seat, onBehalfOf, token, typed?.For(FormAction.TakeOver))
                : null,
        };
    }

    /// <summary>SHA-256 of a reason: a yes is one to exactly this text.</summary>
    public static string Digest(string reason) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reason)));

    /// <summary>Both who took over, and when the second did.</summary>
    public static string By(Quarter quarter, TakeOver done) =>
        TakeOverPageTexts.TakenOverBy.With(
            new
            {
                product = Wording.Acting(done.Product.By, done.Product.OnBehalfOf),
                technology = Wording.Acting(done.Technology.By, done.Technology.OnBehalfOf),
                when = Moments.At(quarter, Instant.Max(done.Product.At, done.Technology.At)),
            }
        );

    private static TakeOverModel Form(
        Reader reader,
        Review review,
        SeatOf seat,
        string? onBehalfOf,
        Func<string, string> token,
        TypedForm? typed
    )
    {
        var (open, formAction) = (review.Open!, FormAction.Of(FormAction.TakeOver, review.Team));
        var standing = open.Proposed is { } p
            ? new ProposedReason(
                Wording.Acting(p.Consent.By, p.Consent.OnBehalfOf),
                Moments.At(reader.Quarter, p.Consent.At),
                p.Reason,
                Digest(p.Reason)
            )
            : null;
        var isTheirs = open.Proposed?.Seat == seat.Seat.Other();
        return new(
            $"{Addresses.Team(review.Team)}/{FormAction.TakeOver}",
            review.Name,
            Wording.Of(open.Pair),
            $"{open.Pair}",
            review.Stage == Stage.Assessing,
            token(formAction),
            onBehalfOf,
            isTheirs ? standing : null,
            isTheirs ? null : standing,
            isTheirs ? token(formAction) : null,
            typed?.Text(Fields.Reason) ?? "",
            typed?.ErrorAt(DelegationFields.TakeOverReasonId),
            typed?.ErrorAt(DelegationFields.AgreeId),
            standing is not null && !isTheirs
                ? new(
                    $"{Addresses.Team(review.Team)}/{FormAction.WithdrawTakeOver}",
                    token(FormAction.Of(FormAction.WithdrawTakeOver, review.Team))
                )
                : null
        );
    }
}

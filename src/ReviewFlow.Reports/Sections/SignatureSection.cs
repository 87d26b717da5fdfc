using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Reports.Document;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using PathStep = ReviewFlow.Signing.PathStep;

namespace ReviewFlow.Reports.Sections;

/// <summary>Every signature behind the report, with the hash it is a yes to.</summary>
internal static class SignatureSection
{
    public static Section Of(Quarter quarter, Review[] reviews) =>
        new(
            ReportTexts.Signatures,
            "signatures",
            StartsOnNewPage: true,
            [
                new Block.Heading(ReportTexts.Signatures, Level.Section),
                new Block.Paragraph(TakenOver(reviews).Any() ? ReportTexts.WhoSignedOrTookOver : ReportTexts.WhoSigned),
                new Block.Paragraph(
                    quarter.Assessment == AssessmentMode.Joint
                        ? ReportTexts.WhatASignatureCoversJoint
                        : ReportTexts.WhatASignatureCovers
                ),
                new Block.Table(
                    [
                        new(ReportTexts.Pair, 20),
                        new(ReportTexts.Seat, 15),
                        new(ReportTexts.SignedBy, 34),
                        new(ReportTexts.SignedAt, 31),
                    ],
                    [
                        .. reviews.Select(r => new Group(
                            $"{r.Name} · revision {r.Current.Number}",
                            r.Hash,
                            [.. r.Path.SelectMany(level => Rows(quarter, level))]
                        )),
                    ]
                ),
                .. Taken(reviews),
                .. VouchedFor(quarter, reviews),
            ]
        );

    /// <summary>
    /// Of a part that was taken over stand those who took it over, and not who of the pair had signed by then: that
    /// would say who had not.
    /// </summary>
    private static IEnumerable<Row> Rows(Quarter quarter, PathStep level) =>
        Enum.GetValues<Seat>()
            .Select(seat =>
                level.TakenOver is { } taken
                    ? Line(
                        quarter,
                        level.Pair,
                        seat,
                        taken[seat].By,
                        taken[seat].OnBehalfOf,
                        taken[seat].At,
                        ReportTexts.SeatTakenOver
                    )
                    : Line(quarter, level.Pair, seat, level[seat]!.Signer, level[seat]!.OnBehalfOf, level[seat]!.At)
            );

    private static Row Line(
        Quarter quarter,
        PairId pair,
        Seat seat,
        Person by,
        Person? onBehalfOf,
        Instant at,
        string? note = null
    ) =>
        new([
            new Cell.Words(Wording.Of(pair), note),
            new Cell.Words(seat.ToString()),
            new Cell.Words(
                by.Name,
                onBehalfOf is { } other ? ReportTexts.OnBehalfOf.With(new { leader = other.Name }) : null,
                IsStrong: true
            ),
            new Cell.Words(Wording.Date(quarter.Calendar.DateOf(at)), Wording.Time(quarter.Calendar, at)),
        ]);

    private static IEnumerable<Block> Taken(Review[] reviews)
    {
        var taken = TakenOver(reviews).ToArray();
        return taken.Length == 0
            ? []
            :
            [
                new Block.Heading(ReportTexts.TakenOverHeading, Level.Part),
                new Block.Table(
                    [
                        new(ReportTexts.Team, 20),
                        new(ReportTexts.PartOf, 18),
                        new(ReportTexts.TakenOverBy, 30),
                        new(ReportTexts.Reason, 34),
                    ],
                    Group.One(
                        taken.Select(t => new Row([
                            new Cell.Words(t.Review.Name, IsStrong: true),
                            new Cell.Words(Wording.Of(t.Level.Pair)),
                            new Cell.Words(
                                $"{Acting(t.Level.TakenOver!.Product)} and {Acting(t.Level.TakenOver.Technology)}"
                            ),
                            new Cell.Words(t.Level.TakenOver.Reason),
                        ]))
                    )
                ),
            ];
    }

    /// <summary>Who of those that signed was let in by ops, because no code reached them.</summary>
    private static IEnumerable<Block> VouchedFor(Quarter quarter, Review[] reviews)
    {
        var signers = reviews.SelectMany(Signers).DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        var vouches = quarter.Access.Vouches.Where(v => signers.ContainsKey(v.Person)).ToArray();
        return vouches.Length == 0
            ? []
            :
            [
                new Block.Heading(ReportTexts.VouchedForHeading, Level.Part),
                new Block.Paragraph(ReportTexts.VouchedFor),
                new Block.Table(
                    [new(ReportTexts.Person, 34), new(ReportTexts.ConfirmedAt, 31), new(ReportTexts.Reason, 35)],
                    Group.One(
                        vouches.Select(v => new Row([
                            new Cell.Words(signers[v.Person].Name, IsStrong: true),
                            new Cell.Words(
                                Wording.Date(quarter.Calendar.DateOf(v.At)),
                                Wording.Time(quarter.Calendar, v.At)
                            ),
                            new Cell.Words(v.Reason ?? ReportTexts.NoReason),
                        ]))
                    )
                ),
            ];
    }

    private static IEnumerable<Person> Signers(Review review) =>
        from level in review.Path
        from seat in Enum.GetValues<Seat>()
        select level.TakenOver is { } taken ? taken[seat].By : level[seat]!.Signer;

    public static IEnumerable<(Review Review, PathStep Level)> TakenOver(Review[] reviews) =>
        reviews.SelectMany(r => r.Path.Where(l => l.TakenOver is not null).Select(l => (r, l)));

    private static string Acting(Consent consent) => Wording.Acting(consent.By, consent.OnBehalfOf);
}

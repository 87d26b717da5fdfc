using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using PathStep = ReviewFlow.Signing.PathStep;

namespace ReviewFlow.Reports;

/// <summary>Every signature behind the report, with the hash it is a yes to.</summary>
internal static class SignatureSection
{
    public static Section Of(Quarter quarter, Review[] reviews) =>
        new(
            "Signatures",
            "signatures",
            StartsOnNewPage: true,
            [
                new Block.Heading("Signatures", Level.Section),
                new Block.Paragraph(
                    $"Both leaders of every pair from the team up to the top signed{(TakenOver(reviews).Any() ? ", or both leaders of the pair above took its part over" : "")}. "
                        + "A signature is a yes to exactly one review hash, printed under the team: the SHA-256 of the team's outcomes and budget at that revision"
                        + $"{(quarter.Assessment == AssessmentMode.Joint ? ", with their joint ratings and rationales, the shares in what is not met and the joint work" : "")}. Had anything changed, the signature would be void."
                ),
                new Block.Table(
                    [new("Pair", 20), new("Seat", 15), new("Signed by", 34), new("Signed at", 31)],
                    [
                        .. reviews.Select(r => new Group(
                            $"{r.Name} · revision {r.Current.Number}",
                            r.Hash,
                            [.. r.Path.SelectMany(level => Rows(quarter, level))]
                        )),
                    ]
                ),
                .. Taken(reviews),
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
                        "taken over"
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
            new Cell.Words(by.Name, onBehalfOf is { } other ? $"on behalf of {other.Name}" : null, IsStrong: true),
            new Cell.Words(Wording.Date(quarter.Calendar.DateOf(at)), Wording.Time(quarter.Calendar, at)),
        ]);

    private static IEnumerable<Block> Taken(Review[] reviews)
    {
        var taken = TakenOver(reviews).ToArray();
        return taken.Length == 0
            ? []
            :
            [
                new Block.Heading("Taken over", Level.Part),
                new Block.Table(
                    [new("Team", 20), new("Part of", 18), new("Taken over by", 30), new("Reason", 34)],
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

    public static IEnumerable<(Review Review, PathStep Level)> TakenOver(Review[] reviews) =>
        reviews.SelectMany(r => r.Path.Where(l => l.TakenOver is not null).Select(l => (r, l)));

    private static string Acting(Consent consent) => Wording.Acting(consent.By, consent.OnBehalfOf);
}

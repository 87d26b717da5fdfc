using ReviewFlow.Quarters;
using ReviewFlow.Reviews;

namespace ReviewFlow.Reports;

/// <summary>Every signature behind the report, with the hash it is a yes to.</summary>
internal static class SignatureSection
{
    public static Section Of(Quarter quarter, Review[] reviews) => new("Signatures", "signatures", StartsOnNewPage: true,
    [
        new Block.Heading("Signatures", Level.Section),
        new Block.Paragraph("Both leaders of every pair from the team up to the top signed. A signature is a yes to exactly one review hash, "
            + "printed under the team: the SHA-256 of the team's outcomes and budget at that revision. Had anything changed, the signature would be void."),
        new Block.Table(
            [new("Pair", 20), new("Seat", 15), new("Signed by", 34), new("Signed at", 31)],
            [.. reviews.Select(r => new Group($"{r.Name} · revision {r.Current.Number}", r.Hash, [.. r.SignOffs.Select(s => new Row(
            [
                new Cell.Words(Wording.Of(s.Seat.Pair)),
                new Cell.Words(s.Seat.Seat.ToString()),
                new Cell.Words(s.SignOff.Signer.Name, s.SignOff.OnBehalfOf is { } other ? $"on behalf of {other.Name}" : null, IsStrong: true),
                new Cell.Words(Wording.Date(quarter.Calendar.DateOf(s.SignOff.At)), Wording.Time(quarter.Calendar, s.SignOff.At)),
            ]))]))]),
    ]);
}

using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.Sealing;
using ReviewFlow.Text;

namespace ReviewFlow.Partnerships;

/// <summary>
/// The partnership check of one pair in one quarter: both answer blind, are revealed to each other and to nobody else,
/// and then agree on one joint commitment. Nothing ever waits for it.
/// </summary>
public sealed record Partnership(BlindExchange Answers, PledgeProposal? Proposal = null, Pledge? Pledge = null)
{
    public static readonly Partnership NotBegun = new(BlindExchange.Empty);

    public bool IsRevealed => Answers.IsRevealed;

    public Seal? SealOf(Seat seat) => Answers[seat.Side()];

    /// <summary>It is this seat's move; the quarter goes on without it all the same.</summary>
    public bool Awaits(Seat seat) => IsRevealed ? Pledge is null && Proposal?.By != seat : SealOf(seat) is null;
}

/// <summary>
/// The pair's joint commitment: one sentence in the same words from both. (A <em>commitment</em> is elsewhere the hash
/// of what is sealed, so in the code it is a pledge.)
/// </summary>
public sealed record Pledge(string Text)
{
    public const string Field = "pledge";
    public const int MaxTextLength = 500;

    /// <summary>Why it cannot be proposed.</summary>
    public IEnumerable<FieldProblem> Problems() =>
        Text.Length switch
        {
            0 => [new(Field, PartnershipTexts.CommitmentMissing)],
            > MaxTextLength => [new(Field, PartnershipTexts.CommitmentTooLong.With(new { max = MaxTextLength }))],
            _ => [],
        };

    /// <summary>
    /// SHA-256 of its canonical JSON; the partner's yes names it, so that it is a yes to exactly these words.
    /// </summary>
    public string Digest() => CanonicalJson.Sha256(new JsonObject { ["pledge"] = Text });
}

/// <summary>A joint commitment that waits for the other leader's yes.</summary>
public sealed record PledgeProposal(Seat By, Pledge Pledge);

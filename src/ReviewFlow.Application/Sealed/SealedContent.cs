using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReviewFlow.Assessments;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Sealing;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Sealed;

/// <summary>
/// Keeps the sealed store in step with the ledger: what a commit seals goes in with it, what it reveals or gives up
/// goes out. What it opens is held against the commitment in the ledger. Callers decide who may see it.
/// </summary>
public sealed class SealedContent(ISealedStore sealedContent, SealedTextProtector seals)
{
    private const int Step = 4096;
    private static readonly IReadOnlyDictionary<string, string?> Nothing = new Dictionary<string, string?>();
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The second seal reveals both, so it needs what the partner sealed.</summary>
    /// <param name="pending">By slot, what lies there once it is committed; null takes out what is stored.</param>
    /// <exception cref="OperatorException">What is stored is not what was sealed.</exception>
    public async Task<QuarterCommand> Complete(
        Quarter? quarter,
        QuarterCommand command,
        IReadOnlyDictionary<string, string?> pending,
        CancellationToken cancellationToken
    ) =>
        quarter is not null
        && command is QuarterCommand.OfTeam { Command: AssessmentCommand.Seal seal } of
        && quarter.Reviews.ContainsKey(of.Team)
            ? of with
            {
                Command = seal with
                {
                    Partner = await Find(quarter, of.Team, seal.Seat.Seat.Other(), pending, cancellationToken),
                },
            }
            : command;

    /// <summary>What the commit that leads from one state to the other does to the sealed store.</summary>
    public IReadOnlyList<SealedWrite> SealedWrites(QuarterId id, Quarter? before, Quarter after, QuarterCommand command)
    {
        var (was, now) = (SealedSlots.In(before), SealedSlots.In(after));
        return
        [
            .. was.Keys.Where(slot => !now.ContainsKey(slot)).Select(slot => new SealedWrite(slot, null)),
            .. now.Where(p => was.GetValueOrDefault(p.Key) != p.Value)
                .Select(p => new SealedWrite(p.Key, seals.Seal(id, p.Key, TextFor(command)))),
        ];
    }

    /// <summary>
    /// What this seat has sealed and may still change; null where nothing lies there. For the eyes of the seat alone.
    /// </summary>
    /// <exception cref="OperatorException">What is stored is not what was sealed.</exception>
    public Task<RatingSheet?> Find(Quarter quarter, TeamId team, Seat seat, CancellationToken cancellationToken) =>
        Find(quarter, team, seat, Nothing, cancellationToken);

    private Task<RatingSheet?> Find(
        Quarter quarter,
        TeamId team,
        Seat seat,
        IReadOnlyDictionary<string, string?> pending,
        CancellationToken cancellationToken
    ) =>
        Open<RatingSheet>(
            quarter,
            SealedSlots.Of(team, seat),
            sheet =>
                RatingSheet.Digest(sheet.Commitments(quarter.Id, team, quarter.Reviews[team].Assessment!.Round, seat)),
            pending,
            cancellationToken
        );

    /// <summary>
    /// What the holder of this seat answered in the partnership check; null where nothing lies there. For their eyes,
    /// and for the partner's once both have answered.
    /// </summary>
    /// <exception cref="OperatorException">What is stored is not what was sealed.</exception>
    public Task<PartnershipSheet?> Find(Quarter quarter, SeatOf seat, CancellationToken cancellationToken) =>
        Open<PartnershipSheet>(
            quarter,
            SealedSlots.Of(seat),
            sheet => sheet.Commitment(quarter.Id, seat),
            Nothing,
            cancellationToken
        );

    /// <summary>
    /// What one of the two answered in a fit conversation; null where nothing lies there. For their eyes, and for the
    /// other's once both have answered.
    /// </summary>
    /// <exception cref="OperatorException">What is stored is not what was sealed.</exception>
    public Task<FitSheet?> Find(Quarter quarter, int fit, FitSide side, CancellationToken cancellationToken) =>
        Open<FitSheet>(
            quarter,
            SealedSlots.Of(fit, side),
            sheet => sheet.Commitment(quarter.Id, fit, side),
            Nothing,
            cancellationToken
        );

    private async Task<T?> Open<T>(
        Quarter quarter,
        string slot,
        Func<T, string> commitmentOf,
        IReadOnlyDictionary<string, string?> pending,
        CancellationToken cancellationToken
    )
        where T : class
    {
        if (!SealedSlots.In(quarter).TryGetValue(slot, out var commitment))
            return null;
        if (
            (
                pending.TryGetValue(slot, out var laid)
                    ? laid
                    : await sealedContent.Find(quarter.Id, slot, cancellationToken)
            )
                is { } text
            && JsonSerializer.Deserialize<T>(seals.Open(quarter.Id, slot, text), Json) is { } opened
            && commitmentOf(opened) == commitment
        )
            return opened;
        throw new IntegrityException(SealedTexts.SealedTextDiffers.With(new { quarter = quarter.Id, slot }));
    }

    private static string TextFor(QuarterCommand command) =>
        command switch
        {
            QuarterCommand.OfTeam { Command: AssessmentCommand.Seal c } => Padded(
                JsonSerializer.Serialize(c.Sheet, Json)
            ),
            QuarterCommand.OfPair { Command: PartnershipCommand.Answer c } => Padded(
                JsonSerializer.Serialize(c.Sheet, Json)
            ),
            QuarterCommand.OfFit { Command: FitCommand.Answer c } => Padded(JsonSerializer.Serialize(c.Sheet, Json)),
            _ => throw new InvalidOperationException($"{command.GetType().Name} seals nothing."),
        };

    /// <summary>A sealed text shows its length; padded to whole steps, a short note weighs as much as none.</summary>
    internal static string Padded(string json) => json.PadRight((json.Length + Step - 1) / Step * Step);
}

/// <summary>
/// Where sealed texts lie until they are revealed, beside the ledger and never in it. It is written by
/// <see cref="Ledger.ILedger.Commit"/> alone.
/// </summary>
public interface ISealedStore
{
    /// <summary>What lies at a place, still sealed; null where nothing does.</summary>
    Task<string?> Find(QuarterId quarter, string slot, CancellationToken cancellationToken);
}

/// <summary>
/// What a commit does to one place of the sealed store: lays a text in, in the stead of what lay there, or takes it out
/// for good.
/// </summary>
/// <param name="Slot">A short ASCII name such as <c>ratings/checkout/product</c>, of one quarter.</param>
/// <param name="Text">Sealed by <see cref="SealedTextProtector"/>. Null removes what is stored; that nothing does is no
/// error.</param>
public sealed record SealedWrite(string Slot, string? Text);

/// <summary>
/// What keeps a commitment in the ledger from being guessed: 256 random bits, 64 lower-case hexadecimal digits.
/// </summary>
public static class Salt
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}

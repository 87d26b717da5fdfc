using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;

namespace ReviewFlow.Drafts;

/// <summary>A form of which each person can keep a draft: what they typed and have not sent.</summary>
/// <param name="Subject">Of what it is: <c>team/checkout</c>, <c>pair/root</c>, <c>fit/1</c>, <c>quarter</c>.</param>
/// <param name="Form">A short ASCII name, such as <c>return</c>.</param>
public sealed record DraftPlace(string Subject, string Form)
{
    private const string Kind = "draft";

    public static DraftPlace Of(TeamId team, string form) => new($"team/{team}", form);

    public static DraftPlace Of(PairId pair, string form) => new($"pair/{pair}", form);

    public static DraftPlace Of(int fit, string form) =>
        new(string.Create(CultureInfo.InvariantCulture, $"fit/{fit}"), form);

    public static DraftPlace OfQuarter(string form) => new("quarter", form);

    /// <summary>
    /// Where the person's draft lies in the sealed store: <c>draft/return/1f0c9a52e0aa7b11/team/checkout</c>.
    /// </summary>
    public string SlotOf(PersonId person) => $"{Kind}/{Form}/{DigestOf(person)}/{Subject}";

    private static string DigestOf(PersonId person) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{person}")))[..16];

    /// <summary>
    /// What the subject is at this moment; a draft that was written for something else is thrown away. Null once
    /// nothing more can be sent.
    /// </summary>
    public static string? RoundOf(Quarter quarter, string slot)
    {
        var isOpen = quarter.Stage == QuarterStage.Open;
        return slot.Split('/') switch
        {
            [Kind, _, _, "team", var team] => isOpen
            && TeamId.TryParse(team, null, out var id)
            && quarter.Reviews.GetValueOrDefault(id) is { } review
                ? RoundOf(review)
                : null,
            [Kind, _, _, "pair", _] or [Kind, _, _, "quarter"] => isOpen ? "1" : null,
            [Kind, _, _, "fit", var number] => int.TryParse(
                number,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var n
            ) && quarter.FitOf(n) is { Ended: null }
                ? "1"
                : null,
            _ => null,
        };
    }

    /// <summary>
    /// Whether <paramref name="happened"/>, which led from one state to the other, can have ended a round.
    /// </summary>
    public static bool RoundsEnd(Quarter before, Quarter after, IEnumerable<QuarterEvent> happened) =>
        before.Stage != after.Stage
        || happened.Any(e =>
            e switch
            {
                ReviewEvent { Team: var team } => before.Reviews.GetValueOrDefault(team) is { } was
                    && RoundOf(was) != RoundOf(after.Reviews[team]),
                FitEnded => true,
                _ => false,
            }
        );

    private static string? RoundOf(Review review) =>
        review.Stage == Stage.Voided
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{review.Current.Number}.{review.Assessment?.Round}");
}

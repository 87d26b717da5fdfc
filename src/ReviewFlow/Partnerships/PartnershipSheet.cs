using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReviewFlow.Json;
using ReviewFlow.Pairs;

namespace ReviewFlow.Partnerships;

/// <summary>
/// One leader's answers, and the salt that keeps their commitment from being guessed: five answers of three kinds are
/// soon tried out.
/// </summary>
/// <param name="Answers">One per <see cref="Statement"/>, in its order.</param>
/// <param name="Salt">256 random bits, 64 lower-case hexadecimal digits.</param>
public sealed record PartnershipSheet(ImmutableArray<Agreement> Answers, string Salt)
{
    public static readonly ImmutableArray<Statement> Statements = [.. Enum.GetValues<Statement>()];

    public Agreement this[Statement statement] => Answers[(int)statement];

    public bool IsSound => !Answers.IsDefault && Answers.Length == Statements.Length && Answers.All(Enum.IsDefined);

    /// <summary>
    /// All that the ledger ever holds of them: the SHA-256 of their canonical JSON with quarter, pair and seat.
    /// </summary>
    public string Commitment(QuarterId quarter, SeatOf seat) =>
        CanonicalJson.Sha256(
            new JsonObject
            {
                ["answers"] = new JsonObject(
                    Statements.Select(s => KeyValuePair.Create<string, JsonNode?>(NameOf(s), NameOf(this[s])))
                ),
                ["pair"] = seat.Pair.ToString(),
                ["quarter"] = quarter.ToString(),
                ["salt"] = Salt,
                ["seat"] = seat.Seat.Key(),
            }
        );

    public bool Equals(PartnershipSheet? other) =>
        other is not null && Salt == other.Salt && Answers.SequenceEqual(other.Answers);

    public override int GetHashCode() => Salt.GetHashCode(StringComparison.Ordinal);

    private static string NameOf(Statement statement) =>
        statement switch
        {
            Statement.OneBudget => "oneBudget",
            Statement.OnePlan => "onePlan",
            Statement.NoSurprises => "noSurprises",
            Statement.SettledBetweenUs => "settledBetweenUs",
            _ => "defendPartner",
        };

    internal static string NameOf(Agreement answer) =>
        answer switch
        {
            Agreement.Yes => "yes",
            Agreement.Partly => "partly",
            _ => "no",
        };
}

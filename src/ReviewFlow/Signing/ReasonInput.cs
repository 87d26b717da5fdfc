using ReviewFlow.Text;

namespace ReviewFlow.Signing;

/// <summary>The reason that a return, a withdrawal and a take-over need.</summary>
public static class ReasonInput
{
    public const string Field = "reason";

    /// <summary>In UTF-16 code units; browsers count the same way.</summary>
    public const int MaxLength = 2000;

    /// <param name="missing">Asks for the reason, and says who will read it.</param>
    public static IEnumerable<FieldProblem> Problems(string reason, string missing) =>
        reason.Length switch
        {
            0 => [new(Field, missing)],
            > MaxLength => [new(Field, SigningTexts.ReasonTooLong.With(new { max = MaxLength }))],
            _ => [],
        };
}

using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Text;

namespace ReviewFlow.Application.Operators;

/// <summary>What a call of the API needs; docs/api.md says which needs which.</summary>
public enum Scope
{
    /// <summary>Where quarters stand, and the released report.</summary>
    Read,

    /// <summary>What keeps a quarter moving.</summary>
    Run,

    /// <summary>Whose names and addresses there are.</summary>
    People,

    /// <summary>What takes a quarter or a team out.</summary>
    Void,

    /// <summary>The raw ledger: it says who held which view.</summary>
    Ledger,
}

public static class Scopes
{
    public static readonly ImmutableArray<Scope> All = [.. Enum.GetValues<Scope>()];

    /// <summary>As it is written in the file, on the command line and in answers.</summary>
    public static string Name(this Scope scope) => scope.ToString().ToLowerInvariant();

    public static string Names(IEnumerable<Scope> scopes) => string.Join(',', scopes.Select(Name));

    /// <summary><c>read,run</c>; null where one is no scope, or there is none.</summary>
    public static ImmutableArray<Scope>? Parse(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && names.All(n => All.Any(s => s.Name() == n))
            ? [.. All.Where(s => names.Contains(s.Name()))]
            : null;
    }
}

/// <param name="Sha256">64 hexadecimal digits; the key itself is stored nowhere.</param>
/// <param name="Until">When it stopped or stops; null while it is the operator's current one.</param>
public readonly record struct OperatorKey(string Sha256, Instant? Until = null);

/// <summary>Who may call the API, and for what.</summary>
/// <param name="Expires">The last day, UTC, on which the keys work; null where there is none.</param>
public sealed record Operator(string Name, Instant Created, ImmutableArray<Scope> Scopes, LocalDate? Expires)
{
    public const int MaxNameLength = 60;

    /// <summary>In the order in which they came.</summary>
    public ImmutableArray<OperatorKey> Keys { get; init; } = [];

    public Instant? Ended { get; init; }

    /// <summary>Why they were ended.</summary>
    public string? Reason { get; init; }

    /// <summary>The ledger names operators, so a name is one line and is never given twice.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && SafeText.OneLine(name) == name && SafeText.IsOneLine(name);

    public bool IsCalled(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    public bool IsExpired(Instant now) => now.InUtc().Date > Expires;
}

using System.Collections;
using System.Globalization;
using ReviewFlow.Text;

namespace ReviewFlow.Json;

/// <summary>What a reader found: at most <see cref="MaxListed"/> problems, and how many more there are.</summary>
public sealed class Findings : IReadOnlyList<Problem>
{
    public const int MaxListed = 100;

    private readonly List<Problem> _listed = [];

    /// <summary>How many are listed.</summary>
    public int Count => _listed.Count;

    /// <summary>How many are not.</summary>
    public int More { get; private set; }

    public int Total => Count + More;

    /// <summary>What comes now is counted only; nobody needs to put its words together.</summary>
    internal bool IsFull => Count == MaxListed;

    public Problem this[int index] => _listed[index];

    public static Findings Of(params ReadOnlySpan<Problem> problems)
    {
        var findings = new Findings();
        foreach (var problem in problems)
            findings.Add(problem);
        return findings;
    }

    public IEnumerator<Problem> GetEnumerator() => _listed.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(Problem problem)
    {
        if (IsFull)
            More++;
        else
            _listed.Add(problem);
    }

    internal void CountOneMore() => More++;

    internal Findings ByLine()
    {
        var sorted = new Findings { More = More };
        sorted._listed.AddRange(_listed.OrderBy(p => p.Line));
        return sorted;
    }
}

/// <summary>
/// Something wrong with an input, or worth a look: where (JSON path, 1-based line), what, and what would be right. What
/// is quoted from the input is shown as <see cref="VisibleText"/>.
/// </summary>
public sealed record Problem(string Path, int Line, string What, string Right)
{
    public string Path { get; } = VisibleText.Of(Path);
    public string What { get; } = VisibleText.Of(What);
    public string Right { get; } = VisibleText.Of(Right);

    public override string ToString() => $"{Path} (line {Line.ToString(CultureInfo.InvariantCulture)}): {What} {Right}";
}

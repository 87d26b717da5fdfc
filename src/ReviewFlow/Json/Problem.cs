using System.Globalization;
using ReviewFlow.Text;

namespace ReviewFlow.Json;

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

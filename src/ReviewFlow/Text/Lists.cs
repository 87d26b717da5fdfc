namespace ReviewFlow.Text;

/// <summary>
/// Lists as people read them, by the list patterns of CLDR: <c>A</c>; <c>A and B</c>; <c>A, B and C</c>.
/// </summary>
public static class Lists
{
    public static string And(params IEnumerable<string> items) =>
        items.ToArray() switch
        {
            [] => "",
            [var only] => only,
            [var first, var last] => SharedTexts.ListOfTwo.With(new { first, last }),
            [.. var start, var last] => SharedTexts.ListEnd.With(
                new { start = string.Join(SharedTexts.ListSeparator, start), last }
            ),
        };
}

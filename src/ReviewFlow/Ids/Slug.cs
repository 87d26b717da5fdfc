namespace ReviewFlow.Ids;

/// <summary>The form of every id in a roster: 1 to 50 of <c>a-z 0-9 -</c>, not starting or ending with a hyphen.</summary>
internal static class Slug
{
    public const string Form = "1 to 50 lower-case letters, digits or hyphens, such as 'rider-app'";

    public static bool Fits(string? text) =>
        text is { Length: > 0 and <= 50 } && text[0] != '-' && text[^1] != '-'
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}

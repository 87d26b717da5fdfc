using System.Text.RegularExpressions;

namespace ReviewFlow.Repository.Tests;

/// <summary>
/// A feature of the rules is a folder. <c>Quarters</c> holds the state of them all and their rules decide on it, so
/// only that one may need others that need it.
/// </summary>
public sealed partial class FeatureDependencyTests
{
    private const string State = "Quarters";

    [Fact]
    public void No_features_of_the_rules_depend_on_each_other_in_a_circle()
    {
        var rules = Path.Combine(Bicep.Root, "src", "ReviewFlow");
        var uses = Directory
            .EnumerateDirectories(rules)
            .Select(folder => Path.GetFileName(folder)!)
            .Where(feature => feature is not ("bin" or "obj" or State))
            .ToDictionary(feature => feature, feature => Used(Path.Combine(rules, feature)).ToHashSet());
        Assert.Contains("Assessments", uses["Signing"]);
        Assert.Empty(InCircles(uses));
    }

    [Fact]
    public void A_circle_is_found()
    {
        var uses = new Dictionary<string, HashSet<string>>
        {
            ["Text"] = [],
            ["Signing"] = ["Text", "Assessments"],
            ["Assessments"] = ["Pairs"],
            ["Pairs"] = ["Signing"],
        };
        Assert.Equal(["Assessments", "Pairs", "Signing"], InCircles(uses).Order());
    }

    /// <summary>What needs nothing that is left goes, until no more do.</summary>
    private static HashSet<string> InCircles(Dictionary<string, HashSet<string>> uses)
    {
        var left = uses.Keys.ToHashSet();
        while (
            left.FirstOrDefault(feature => !uses[feature].Any(used => used != feature && left.Contains(used)))
                is { } free
        )
            left.Remove(free);
        return left;
    }

    private static IEnumerable<string> Used(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.cs")
        from Match used in Using().Matches(File.ReadAllText(file))
        where used.Groups[1].Value != State
        select used.Groups[1].Value;

    [GeneratedRegex(@"\bReviewFlow\.([A-Z]\w+)(?=[;.])")]
    private static partial Regex Using();
}

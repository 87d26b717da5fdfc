using CsCheck;

namespace ReviewFlow.Tests.Laws;

/// <summary>The laws are worth something only if they fail where the rules are wrong.</summary>
public sealed class PlantedBugTests
{
    /// <summary>The stories are the same on every run, so that a bug that was caught once stays caught.</summary>
    private const int MaxStories = 3000;

    public static TheoryData<string> Names => [.. PlantedBug.All.Select(b => b.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_planted_bug_is_caught(string name)
    {
        var bug = PlantedBug.All.Single(b => b.Name == name);
        Assert.Contains(bug.Law, Stories().Select(story => QuarterLaws.FirstBroken(bug.Rules, story)));
    }

    private static IEnumerable<Story> Stories()
    {
        var chance = new PCG(1, 2026);
        for (var i = 0; i < MaxStories; i++)
            yield return Story.Any.Generate(chance, null, out _);
    }
}

using ReviewFlow.Quarters;

namespace ReviewFlow.Tests;

public sealed class ArchitectureTests
{
    private static readonly string[] InputAndOutput =
    [
        "System.Net.Http",
        "System.Net.Sockets",
        "System.IO.FileSystem",
        "System.IO.Pipes",
        "System.Console",
        "System.Diagnostics.Process",
        "Microsoft",
    ];

    [Fact]
    public void The_rules_stand_on_the_base_class_library_and_on_noda_time_alone() =>
        Assert.All(References(), name =>
            Assert.True(
                name == "NodaTime" || name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard",
                name
            )
        );

    [Fact]
    public void The_rules_do_no_input_and_output() =>
        Assert.All(References(), name =>
            Assert.DoesNotContain(InputAndOutput, io => name.StartsWith(io, StringComparison.Ordinal))
        );

    private static IEnumerable<string> References() =>
        typeof(QuarterRules).Assembly.GetReferencedAssemblies().Select(a => a.Name!);
}

using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ReviewFlow.Repository.Tests;

/// <summary>
/// The Bicep command line, and what it makes of <c>infra/</c>. It needs no network and no subscription.
/// </summary>
internal static class Bicep
{
    private static readonly Lazy<Task<JsonNode>> Compiled = new(Compile);

    public static string Root { get; } = Metadata("Root")!;

    /// <summary>
    /// The compiled template with those of its modules. Skips the test where there is no Bicep for this system.
    /// </summary>
    public static Task<JsonNode> Template()
    {
        SkipWhereMissing();
        return Compiled.Value;
    }

    /// <summary>Runs it in <c>infra/</c>; skips the test where there is none for this system.</summary>
    public static async Task<(int Exit, string Out, string Said)> Run(params string[] arguments)
    {
        SkipWhereMissing();
        // The package's file may be run by its owner alone, or by nobody.
        var path = Metadata("Bicep")!;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = Path.Combine(Root, "infra"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1", ["OPERATORS"] = new string('0', 64) },
        };
        using var process = Process.Start(start)!;
        var (said, answered) = (
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
        );
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await answered, await said);
    }

    private static async Task<JsonNode> Compile()
    {
        var (exit, json, said) = await Run("build", "main.bicep", "--stdout");
        Assert.Equal((0, ""), (exit, said.Trim()));
        return JsonNode.Parse(json)!;
    }

    private static void SkipWhereMissing() =>
        Assert.SkipUnless(
            File.Exists(Metadata("Bicep")),
            "The Bicep command line comes as a package for Linux on x64 only; install it and run 'bicep lint "
                + "infra/main.bicep'."
        );

    private static string? Metadata(string key) =>
        typeof(Bicep)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .SingleOrDefault(a => a.Key == key)
            ?.Value;
}

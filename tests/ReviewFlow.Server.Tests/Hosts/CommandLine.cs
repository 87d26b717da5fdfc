using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Hosts;

internal sealed record ProcessResult(int Exit, string Out, string Error);

/// <summary>Runs <c>reviewflow</c> and other programs.</summary>
internal static class CommandLine
{
    public static Task<ProcessResult> Run(params string[] arguments) => Run([], arguments);

    public static Task<ProcessResult> Run((string Name, string Value)[] settings, params string[] arguments) =>
        Start("dotnet", [ServerProcess.Program, .. arguments], settings);

    /// <summary>Skips the test if the tool is missing.</summary>
    public static async Task<ProcessResult> Tool(string name, params string[] arguments)
    {
        try
        {
            return await Start(name, arguments, []);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{name} is not installed.");
            throw;
        }
    }

    public static async Task<ProcessResult> Start(
        string program,
        string[] arguments,
        (string Name, string Value)[] settings
    )
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var (said, trouble) = (
                process.StandardOutput.ReadToEndAsync(cancellationToken),
                process.StandardError.ReadToEndAsync(cancellationToken)
            );
            await process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromMinutes(3), cancellationToken);
            return new(process.ExitCode, await said, await trouble);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}

internal static class TempFolderFiles
{
    public static string Write(this TempFolder folder, string name, string content) =>
        folder.Write(name, Encoding.UTF8.GetBytes(content));

    /// <returns>The file's path.</returns>
    public static string Write(this TempFolder folder, string name, byte[] content)
    {
        File.WriteAllBytes(folder[name], content);
        return folder[name];
    }
}

internal static class ChildProcess
{
    /// <summary>The only child of a process. Linux only.</summary>
    public static int Of(int process) =>
        int.Parse(
            Directory
                .GetDirectories($"/proc/{process}/task")
                .SelectMany(thread =>
                    File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                )
                .Single(),
            CultureInfo.InvariantCulture
        );
}

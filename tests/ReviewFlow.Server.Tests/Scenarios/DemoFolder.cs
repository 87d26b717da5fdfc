using ReviewFlow.Server;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

[assembly: AssemblyFixture(typeof(DemoFolder))]

namespace ReviewFlow.Server.Tests.Scenarios;

/// <summary>The data folder of one demo. Tests work on copies of it.</summary>
public sealed class DemoFolder : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    internal ProcessResult Demo { get; private set; } = new(-1, "", "");

    public async ValueTask InitializeAsync() => Demo = await CommandLine.Run("demo", "--data", _folder["data"]);

    internal DataFolder CopyTo(string path)
    {
        Assert.True(Demo.Exit == ExitCodes.Success, Demo.Error);
        foreach (var file in Directory.EnumerateFiles(_folder["data"], "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(path, Path.GetRelativePath(_folder["data"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return DataFolder.At(path);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

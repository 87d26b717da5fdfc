using ReviewFlow;
using ReviewFlow.Server;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Play;

[assembly: AssemblyFixture(typeof(DemoFolder))]

namespace ReviewFlow.Server.Tests.Play;

/// <summary>The data folder of one demo, played once for every test that works on a copy of it.</summary>
public sealed class DemoFolder : IAsyncLifetime
{
    private readonly Scratch _folder = new();

    internal Ran Demo { get; private set; } = new(-1, "", "");

    public async ValueTask InitializeAsync() => Demo = await CommandLine.Run("demo", "--data", _folder.Path("data"));

    internal DataFolder CopyTo(string path)
    {
        Assert.True(Demo.Exit == ExitCodes.Fine, Demo.Error);
        foreach (var file in Directory.EnumerateFiles(_folder.Path("data"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(path, Path.GetRelativePath(_folder.Path("data"), file));
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

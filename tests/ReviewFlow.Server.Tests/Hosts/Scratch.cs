namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>A folder of a test's own, gone at its end.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reviewflow-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string File(string name, string content) => File(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string File(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

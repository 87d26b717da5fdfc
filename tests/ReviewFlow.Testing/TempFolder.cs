namespace ReviewFlow.Testing;

/// <summary>A folder of one test; gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    private const int MaxTries = 5;

    public string Path { get; } = Directory.CreateTempSubdirectory("reviewflow-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A file that comes while the folder is deleted, such as a journal, gets another try.</summary>
    public void Dispose()
    {
        for (var tries = 1; Directory.Exists(Path); tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (tries < MaxTries)
            {
                // The next try finds what came.
            }
        }
    }
}

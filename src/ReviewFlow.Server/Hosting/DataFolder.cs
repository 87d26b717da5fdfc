using ReviewFlow.Delivery;

namespace ReviewFlow.Server.Hosting;

/// <summary>Everything one machine keeps: <c>reviewflow.db</c>, <c>mail/</c>, <c>reports/</c>, <c>keys/</c>. One server at a time.</summary>
internal sealed record DataFolder(string Root)
{
    public string Database => Path.Combine(Root, "reviewflow.db");
    public string Mail => Path.Combine(Root, "mail");
    public string Reports => Path.Combine(Root, "reports");
    public string Keys => Path.Combine(Root, "keys");
    public string Protection => Path.Combine(Keys, "protection");

    public static DataFolder At(string path) => new(Path.GetFullPath(path));

    /// <summary>Makes what is missing and keeps others out until the answer is disposed.</summary>
    /// <exception cref="UnusableException">No permission, no room, or another server is there.</exception>
    public IDisposable Claim()
    {
        try
        {
            foreach (var folder in new[] { Root, Mail, Reports, Keys, Protection }) PrivateFolder(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new UnusableException($"The data folder {Root} cannot be made or written: {e.Message}", e);
        }
        try
        {
            return new FileStream(Path.Combine(Root, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new UnusableException($"The data folder {Root} is in use by another ReviewFlow, or may not be written.", e);
        }
    }

    private static void PrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

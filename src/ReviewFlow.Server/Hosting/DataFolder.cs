using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Text;

namespace ReviewFlow.Server.Hosting;

/// <summary>
/// Holds <c>reviewflow.db</c>, <c>mail/</c>, <c>reports/</c>, <c>keys/</c>, <c>anchors/</c>. One server at a time uses
/// it.
/// </summary>
internal sealed record DataFolder(string Root)
{
    public string Database => Path.Combine(Root, "reviewflow.db");
    public string Mail => Path.Combine(Root, "mail");
    public string Reports => Path.Combine(Root, "reports");
    public string Keys => Path.Combine(Root, "keys");
    public string Anchors => Path.Combine(Root, "anchors");
    public string Protection => Path.Combine(Keys, "protection");

    /// <summary>A missing key must not be replaced: nothing that the old key signed would verify.</summary>
    /// <exception cref="OperatorException">The database holds signed ledgers, and one of their keys is
    /// missing.</exception>
    public void RequireSigningKeys()
    {
        var missing = new[] { LedgerKeys.PathIn(Keys), RowMac.PathIn(Keys), KeyRingFile.PathIn(Keys) }
            .Where(k => !File.Exists(k))
            .ToArray();
        if (missing is [var key, ..] && SqliteFile.HasHeads(Database))
            throw new ConfigurationException(HostTexts.KeyMissing.With(new { database = Database, key }));
    }

    public static DataFolder At(string path) => new(Path.GetFullPath(path));

    /// <summary>Creates missing folders and locks out other servers until the result is disposed.</summary>
    /// <exception cref="OperatorException">No permission, no space, or another server uses it.</exception>
    public IDisposable Lock()
    {
        try
        {
            foreach (var folder in new[] { Root, Mail, Reports, Keys, Protection })
                SecretFile.CreateFolder(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ConfigurationException(
                HostTexts.DataFolderNotWritable.With(new { folder = Root, problem = e.Message }),
                e
            );
        }
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
            };
            return new FileStream(Path.Combine(Root, "in-use"), SecretFile.Private(options));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ConfigurationException(HostTexts.DataFolderInUse.With(new { folder = Root }), e);
        }
    }

    /// <summary>Sets mode 0700 on folders and 0600 on files. Symbolic links are not followed.</summary>
    /// <returns>How many had another mode, and which could not be changed.</returns>
    public (int Closed, IReadOnlyList<string> Open) RestrictToOwner()
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        var root = new DirectoryInfo(Root);
        var (closed, open) = (0, new List<string>());
        foreach (var entry in root.EnumerateFileSystemInfos("*", options).Prepend(root))
        {
            var own = entry is DirectoryInfo ? SecretFile.OwnersFolder : SecretFile.OwnersFile;
            try
            {
                if (OperatingSystem.IsWindows() || (entry.UnixFileMode & ~own) == 0)
                    continue;
                File.SetUnixFileMode(entry.FullName, own);
                closed++;
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Deleted since it was listed.
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                open.Add(entry.FullName);
            }
        }
        return (closed, open);
    }
}

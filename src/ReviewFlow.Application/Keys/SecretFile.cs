namespace ReviewFlow.Application.Keys;

/// <summary>Files that only their owner may read.</summary>
public static class SecretFile
{
    public const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Makes a new file of mode 0600 and brings it to disk before it gets its name.</summary>
    public static void Create(string path, string text) => Write(path, text, overwrite: false);

    /// <summary>As <see cref="Create(string, string)"/>, in the place of what is there.</summary>
    public static void Write(string path, string text) => Write(path, text, overwrite: true);

    /// <summary>Opens a file of mode 0600 to write it from its beginning.</summary>
    public static FileStream Open(string path)
    {
        var file = new FileStream(path, Private(new() { Mode = FileMode.Create, Access = FileAccess.Write }));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file.SafeFileHandle, OwnersFile); // one that was there keeps its mode
        return file;
    }

    /// <summary>The mode 0600 for what <paramref name="options"/> makes.</summary>
    public static FileStreamOptions Private(FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        return options;
    }

    /// <summary>Makes a folder of mode 0700 where it is missing.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnersFolder);
    }

    private static void Write(string path, string text, bool overwrite)
    {
        var draft = path + ".new";
        using (var file = Open(draft))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite);
    }
}

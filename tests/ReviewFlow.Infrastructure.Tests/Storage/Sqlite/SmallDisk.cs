using System.Diagnostics;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

/// <summary>
/// A disk of 600 KB that a test may fill or turn read-only. Needs Linux and root; the test is skipped, in words, where
/// it cannot be had.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    public SmallDisk()
    {
        if (
            OperatingSystem.IsLinux()
            && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", _folder.Path)
        )
            return;
        _folder.Dispose();
        Assert.Skip(
            "A small disk of our own needs Linux, root and the right to mount; a full or read-only disk was not tried."
        );
    }

    public string this[string name] => _folder[name];

    public void TurnReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", _folder.Path));

    /// <summary>Fills the disk up to the last byte.</summary>
    public void Fill()
    {
        using var rest = File.Create(this["rest"], bufferSize: 1);
        try
        {
            while (true)
                rest.WriteByte(0);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(this["rest"]);

    public void Dispose()
    {
        Run("umount", _folder.Path);
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

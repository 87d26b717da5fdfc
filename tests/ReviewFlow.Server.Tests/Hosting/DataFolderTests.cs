using System.Runtime.Versioning;
using ReviewFlow.Application.Keys;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Hosting;

/// <summary>The data folder is closed to other users, whatever its modes were before.</summary>
public sealed class DataFolderTests(DemoFolder demo) : IDisposable
{
    private const UnixFileMode OpenFile = SecretFile.OwnersFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OpenFolder =
        SecretFile.OwnersFolder
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    private readonly TempFolder _folder = new();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_was_open_to_others_is_closed_at_the_start_and_the_log_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var data = demo.CopyTo(_folder["data"]);
        foreach (var entry in Everything(data).ToArray())
            entry.UnixFileMode = entry is DirectoryInfo ? OpenFolder : OpenFile;
        var elsewhere = _folder.Write("elsewhere", "not ours");
        File.SetUnixFileMode(elsewhere, OpenFile);
        File.CreateSymbolicLink(Path.Combine(data.Mail, "link"), elsewhere);

        await using var server = new ServerProcess(data.Root);
        await server.Start();
        Assert.Empty(Open(data));
        Assert.Contains(
            "were open to other users of this machine and are closed now",
            server.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(OpenFile, File.GetUnixFileMode(elsewhere));
    }

    [Fact]
    public async Task Each_start_anchors_the_ledgers_outside_the_database()
    {
        await using var server = new ServerProcess(_folder["data"]) { IsSample = true };
        await server.Start();
        await server.Kill();
        await server.Start();

        var anchors = Path.Combine(_folder["data"], "anchors", "anchors.jsonl");
        await Until.True(
            () => File.ReadAllText(anchors).Contains("\"quarter\":\"2026-Q3\"", StringComparison.Ordinal),
            "the head is anchored"
        );
    }

    [Fact]
    public async Task All_that_a_server_makes_is_closed_to_others_whatever_its_umask()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var server = new ServerProcess(_folder["data"], "sh", "-c", "umask 000 && exec \"$@\"", "sh")
        {
            IsSample = true,
        };
        await server.Start();
        await Until.True(() => Directory.EnumerateFiles(server.Data.Mail, "*.eml").Any(), "mails are written");
        Assert.NotEmpty(Directory.EnumerateFiles(server.Data.Protection));
        Assert.Empty(Open(server.Data));
        Assert.DoesNotContain("were open to other users", server.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<FileSystemInfo> Everything(DataFolder data) =>
        new DirectoryInfo(data.Root)
            .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Prepend(new DirectoryInfo(data.Root));

    private static string[] Open(DataFolder data) =>
        [
            .. Everything(data)
                .Where(e =>
                    e.LinkTarget is null
                    && e.Exists
                    && e.UnixFileMode != (e is DirectoryInfo ? SecretFile.OwnersFolder : SecretFile.OwnersFile)
                )
                .Select(e => $"{e.UnixFileMode} {e.FullName}"),
        ];
}

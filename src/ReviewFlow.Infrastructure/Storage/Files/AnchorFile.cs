using System.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Keys;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Files;

/// <summary>
/// A file that is only ever appended to, a line for each anchor. It protects best in a folder that another user or
/// machine keeps.
/// </summary>
public sealed class AnchorFile(string folder) : IAnchorStore
{
    public string Path { get; } = System.IO.Path.Combine(folder, "anchors.jsonl");

    /// <exception cref="OperatorException">The folder cannot be made, or this user may not write there.</exception>
    public static AnchorFile Open(string folder)
    {
        var file = new AnchorFile(folder);
        try
        {
            SecretFile.CreateFolder(folder);
            using var _ = file.OpenToAppend();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                StorageTexts.AnchorFileNotWritten.With(new { path = file.Path, problem = e.Message.TrimEnd('.') }),
                e
            );
        }
    }

    public async Task<IReadOnlyList<Anchor>> Read(CancellationToken cancellationToken) =>
        File.Exists(Path)
            ? [.. (await File.ReadAllLinesAsync(Path, cancellationToken)).Select(Anchor.Parse).OfType<Anchor>()]
            : [];

    public async Task Append(IReadOnlyList<Anchor> anchors, CancellationToken cancellationToken)
    {
        await using var file = OpenToAppend();
        // A line break first: a line that a crash cut short spoils no other.
        await file.WriteAsync(
            Encoding.UTF8.GetBytes("\n" + string.Join('\n', anchors.Select(a => a.ToLine())) + "\n"),
            cancellationToken
        );
        file.Flush(flushToDisk: true);
    }

    private FileStream OpenToAppend()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.Read,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path, options);
    }
}

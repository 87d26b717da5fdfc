using ReviewFlow.Application;
using ReviewFlow.Rosters;

namespace ReviewFlow.Server.Commands;

/// <summary>Files that people name on the command line.</summary>
internal static class Input
{
    /// <summary>No more than one byte beyond what is allowed, which is enough to say that it is too large.</summary>
    public static async Task<byte[]> Read(string path)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var content = new byte[Math.Min(file.Length, RosterReader.MaxBytes + 1)];
            await file.ReadExactlyAsync(content);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{path} cannot be read: {e.Message}", e);
        }
    }
}

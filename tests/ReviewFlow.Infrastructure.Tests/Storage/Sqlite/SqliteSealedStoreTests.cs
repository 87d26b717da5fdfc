using System.Globalization;
using System.Text;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

/// <summary>What SQLite leaves behind in a file in which rows come, grow, shrink and go.</summary>
public sealed class SqliteSealedStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(137)] // with these, rows that share pages would leave pieces of text behind in spite of secure_delete
    [InlineData(154)]
    [InlineData(197)]
    public async Task However_texts_come_and_go_only_those_that_lie_there_are_in_the_file(int seed)
    {
        using var file = new SqliteFile(_folder["reviewflow.db"]);
        using var key = LedgerKeys.OpenOrCreate(_folder.Path);
        var (ledger, random) = (new SqliteLedger(file, key), new Random(seed));
        var (lying, gone) = (new Dictionary<string, string>(), new HashSet<string>());
        for (var turn = 0; turn < 300; turn++)
        {
            var place = $"ratings/team-{random.Next(40)}/product";
            if (lying.Remove(place, out var old))
                gone.Add(old[..12]);
            var text = random.Next(3) == 0 ? null : Text(random, turn);
            if (text is not null)
                lying[place] = text;
            await ledger.Commit(
                new(SampleRosters.Q3, 0, [], [], [], WakeAt: null, Keys: []) { SealedWrites = [new(place, text)] },
                Stop
            );
            if (random.Next(20) == 0)
                await file.Checkpoint(Stop);
        }
        await file.Checkpoint(Stop);

        var bytes = Encoding.Latin1.GetString(await Bytes(_folder["reviewflow.db"]));
        Assert.All(gone, text => Assert.DoesNotContain(text, bytes, StringComparison.Ordinal));
        Assert.All(lying.Values, text => Assert.Contains(text[..12], bytes, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Twelve characters of its own, again and again: from a rating without a note to one with a long one.
    /// </summary>
    private static string Text(Random random, int turn)
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"<{turn:000000}-{random.Next(1000):000}>");
        return string.Concat(Enumerable.Repeat(own, (int)Math.Pow(2, random.NextDouble() * 11)));
    }

    private static async Task<byte[]> Bytes(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Stop);
        return bytes;
    }
}

using CsCheck;
using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>
/// A real ledger, edited behind the product's back. Every single edit is found and the place is named.
/// </summary>
public sealed class LedgerTamperingTests : IAsyncLifetime
{
    private const string Letters = "09afAFz{}[]\":, .-+_/=é";
    private readonly ProductFixture _house = new();
    private SqliteConnection _knife = null!;
    private (long Version, string Text, string Hash)[] _rows = [];

    public async ValueTask InitializeAsync()
    {
        await _house.Start(SampleRosters.ThreePairs);
        await _house.Sign(SampleRosters.Checkout, SampleRosters.Product("market"));
        await _house.Do(
            SampleRosters.Checkout,
            new SigningCommand.Return(
                SampleRosters.Technology("market"),
                SampleRosters.Holder(SampleRosters.Technology("market")),
                (await _house.Quarter()).Reviews[SampleRosters.Checkout].Hash,
                "Look again"
            )
        );
        await _house.Do(SampleRosters.Checkout, new SigningCommand.Amend(SampleRosters.Card(70), "A wrong figure"));
        await _house.SignAll();
        var head = await _house.Ledger.Head(SampleRosters.Q3, TestContext.Current.CancellationToken);
        await _house.Do(new QuarterCommand.Release(new('a', 64), 3, 1000, head!.Version, head.Hash));
        _rows = [.. (await _house.Entries()).Select(e => (e.Version, e.Text, e.Hash))];

        _knife = new($"Data Source={_house.Database};Pooling=False");
        await _knife.OpenAsync(TestContext.Current.CancellationToken);
        Cut(
            "PRAGMA synchronous = OFF; CREATE TEMP TABLE kept_entry AS SELECT * FROM main.entry; CREATE TEMP "
                + "TABLE kept_head AS SELECT * FROM main.head"
        );
    }

    [Fact]
    public async Task What_nobody_touched_is_sound() =>
        Assert.Equal(QuarterStage.Released, (await _house.Audit()).Stage);

    [Fact]
    public async Task Every_edit_of_every_column_of_every_entry_is_found_where_it_is()
    {
        foreach (var row in _rows)
        {
            foreach (var text in EditsOf(row.Text))
                await Finds(row.Version, "UPDATE entry SET text = $1 WHERE version = $2", text, row.Version);
            foreach (var text in EditsOf(row.Text))
                await Finds(
                    [row.Version, row.Version + 1],
                    "UPDATE entry SET text = $1, hash = $2 WHERE version = $3",
                    text,
                    LedgerEntry.HashOf(text),
                    row.Version
                );
            foreach (var hash in EditsOf(row.Hash))
                await Finds(row.Version, "UPDATE entry SET hash = $1 WHERE version = $2", hash, row.Version);
            await Finds(row.Version, "UPDATE entry SET quarter = '2026-Q4' WHERE version = $1", row.Version);
            foreach (var version in new[] { 0, -row.Version, row.Version + 1000 })
                await Finds(
                    [row.Version, version],
                    "UPDATE entry SET version = $1 WHERE version = $2",
                    version,
                    row.Version
                );
        }
    }

    [Fact]
    public async Task Every_edit_of_every_column_of_the_head_is_found()
    {
        var head = (await _house.Ledger.Head(SampleRosters.Q3, TestContext.Current.CancellationToken))!;
        foreach (
            var (column, value) in new[] { ("hash", head.Hash), ("key", head.KeyId), ("signature", head.Signature) }
        )
        {
            for (var i = 0; i < value.Length; i++)
            {
                // The last letters of base64 hold bits that no byte needs: every letter is tried there.
                foreach (var letter in (i < value.Length - 4 ? "7z" : Letters).Where(l => l != value[i]))
                    await Finds(0, $"UPDATE head SET {column} = $1", value[..i] + letter + value[(i + 1)..]);
            }
            foreach (var edit in new[] { "", value + " ", " " + value, value.Insert(4, "\n"), value[..^1] })
                await Finds(0, $"UPDATE head SET {column} = $1", edit);
        }
        foreach (var version in new[] { 0, 1, head.Version - 1, head.Version + 1 })
            await Finds(0, "UPDATE head SET version = $1", version);
        await Finds(0, "UPDATE head SET quarter = '2026-Q4'");
        await Finds(0, "DELETE FROM head");
    }

    [Fact]
    public async Task Every_missing_entry_is_missed_and_every_cut_end()
    {
        foreach (var (version, _, _) in _rows)
        {
            await Finds(version, "DELETE FROM entry WHERE version = $1", version);
            await Finds(version, "DELETE FROM entry WHERE version >= $1", version);
        }
    }

    [Fact]
    public async Task Every_swap_of_two_entries_is_found_at_the_first_of_them()
    {
        foreach (var (one, other) in from a in _rows from b in _rows where a.Version < b.Version select (a, b))
        {
            await Finds(
                one.Version,
                "UPDATE entry SET text = iif(version = $1, $3, $5), hash = iif(version = $1, $4, $6) WHERE "
                    + "version IN ($1, $2)",
                one.Version,
                other.Version,
                other.Text,
                other.Hash,
                one.Text,
                one.Hash
            );
        }
    }

    [Fact]
    public async Task A_chain_that_was_forged_anew_from_an_edit_to_its_end_fails_at_the_signed_head()
    {
        foreach (var (version, _, _) in _rows)
        {
            var entries = _rows.Select(r => LedgerEntry.Parse(SampleRosters.Q3, r.Version, r.Text, r.Hash)).ToArray();
            var forged = new List<LedgerEntry>();
            foreach (var entry in entries)
            {
                var happened =
                    entry.Version == version
                        ? entry.Event with
                        {
                            At = entry.Event.At.PlusTicks(10_000_000),
                        }
                        : entry.Event;
                forged.Add(
                    LedgerEntry.After(
                        SampleRosters.Q3,
                        entry.Version - 1,
                        forged.Count == 0 ? LedgerEntry.Beginning : forged[^1].Hash,
                        happened
                    )
                );
            }
            var head = await _house.Ledger.Head(SampleRosters.Q3, TestContext.Current.CancellationToken);
            using var stranger = SigningKey.OpenOrCreate(
                Directory.CreateDirectory(Path.Combine(_house.Folder, "stranger")).FullName
            );

            Assert.Throws<LedgerBrokenException>(() =>
                LedgerAudit.Walk(SampleRosters.Q3, forged, head, _house.Get<SigningKey>().Verifies)
            );
            Assert.Throws<LedgerBrokenException>(() =>
                LedgerAudit.Walk(
                    SampleRosters.Q3,
                    forged,
                    stranger.Sign(SampleRosters.Q3, forged.Count, forged[^1].Hash),
                    _house.Get<SigningKey>().Verifies
                )
            );
        }
    }

    [Fact]
    public void Any_one_letter_changed_anywhere_in_the_table_is_found() =>
        Gen.Select(Gen.Int[0, _rows.Length - 1], Gen.Bool, Gen.Double[0, 0.999999], Gen.Char)
            .Sample(
                (row, inText, place, letter) =>
                {
                    var (version, text, hash) = _rows[row];
                    var value = inText ? text : hash;
                    var at = (int)(place * value.Length);
                    if (value[at] == letter || char.IsSurrogate(letter) || letter == '\0')
                        return;
                    Finds(
                            version,
                            $"UPDATE entry SET {(inText ? "text" : "hash")} = $1 WHERE version = $2",
                            value[..at] + letter + value[(at + 1)..],
                            version
                        )
                        .GetAwaiter()
                        .GetResult();
                },
                iter: 400,
                threads: 1
            );

    public ValueTask DisposeAsync()
    {
        _knife.Dispose();
        _house.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task Finds(long place, string sql, params object[] values) => Finds([place], sql, values);

    /// <summary>
    /// Cuts, audits as the release does, and heals. The place 0 stands for the quarter as a whole or its end.
    /// </summary>
    private async Task Finds(long[] places, string sql, params object[] values)
    {
        Assert.NotEqual(0, Cut(sql, values));
        var found = await Record.ExceptionAsync(_house.Audit);
        var broken = Assert.IsType<LedgerBrokenException>(found);
        if (places is not [0])
            Assert.Contains(
                broken.Version,
                places.Append(broken.Message.Contains("head", StringComparison.Ordinal) ? _rows.Length : -1)
            );
        Assert.StartsWith("2026-Q3", broken.Message, StringComparison.Ordinal);
        Cut(
            "DELETE FROM entry; INSERT INTO entry SELECT * FROM kept_entry; DELETE FROM head; INSERT INTO "
                + "head SELECT * FROM kept_head"
        );
    }

    /// <summary>
    /// One edit of each kind of place: a digit, a letter, a mark, white space in and behind, the beginning and the end.
    /// </summary>
    private static IEnumerable<string> EditsOf(string value)
    {
        foreach (var kind in new Func<char, bool>[] { char.IsAsciiDigit, char.IsAsciiLetter, char.IsPunctuation })
        {
            var (first, last) = (value.ToList().FindIndex(c => kind(c)), value.ToList().FindLastIndex(c => kind(c)));
            foreach (var at in new[] { first, last, value.Length / 2 }.Where(i => i >= 0).Distinct())
                yield return value[..at] + (value[at] == '7' ? '8' : '7') + value[(at + 1)..];
        }
        yield return value + " ";
        yield return " " + value;
        yield return value.Replace(":", ": ", StringComparison.Ordinal)
            + (value.Contains(':', StringComparison.Ordinal) ? "" : "\n");
        yield return value[..^1];
        yield return "";
    }

    private int Cut(string sql, params object[] values)
    {
        using var command = _knife.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command.ExecuteNonQuery();
    }
}

using CsCheck;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>
/// A real ledger, edited behind the product's back. Every single edit is found and the place is named.
/// </summary>
public sealed class LedgerTamperingTests : LedgerTamperingTestBase
{
    private const string Letters = "09afAFz{}[]\":, .-+_/=é";

    [Fact]
    public async Task What_nobody_touched_is_sound() =>
        Assert.Equal(QuarterStage.Released, (await Fixture.Audit()).Stage);

    [Fact]
    public async Task Every_edit_of_every_column_of_every_entry_is_found_where_it_is()
    {
        foreach (var row in Rows)
        {
            foreach (var column in Columns)
            {
                foreach (var value in EditsOf(ValueOf(row, column)))
                    await Finds(row.Version, $"UPDATE entry SET {column} = $1 WHERE version = $2", value, row.Version);
            }
            foreach (var text in EditsOf(row.Text))
                await Finds(
                    [row.Version, row.Version + 1],
                    "UPDATE entry SET text = $1, hash = $2 WHERE version = $3",
                    text,
                    LedgerEntry.HashOf(text),
                    row.Version
                );
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
        var head = (await Fixture.Ledger.Head(SampleRosters.Q3, TestContext.Current.CancellationToken))!;
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
        foreach (var column in new[] { "at", "format" })
        {
            foreach (var by in new[] { -1, 1, long.MaxValue / 2 })
                await Finds(0, $"UPDATE head SET {column} = {column} + $1", by);
        }
        await Finds(0, "UPDATE head SET quarter = '2026-Q4'");
        await Finds(0, "DELETE FROM head");
    }

    [Fact]
    public async Task Every_edit_of_every_column_of_a_person_is_found_where_the_person_is_introduced()
    {
        foreach (var entry in await Fixture.Entries())
        {
            foreach (var person in entry.Introduced.Select(i => i.Row!))
            {
                foreach (
                    var (column, value) in new[]
                    {
                        ("salt", person.Salt),
                        ("name", person.Name),
                        ("email", person.Email),
                        ("quarter", "2026-Q3"),
                    }
                )
                {
                    foreach (var edit in EditsOf(value))
                        await Finds(
                            entry.Version,
                            $"UPDATE person SET {column} = $1 WHERE reference = $2",
                            edit,
                            person.Reference
                        );
                }
                await Finds(entry.Version, "DELETE FROM person WHERE reference = $1", person.Reference);
                await Finds(
                    entry.Version,
                    "UPDATE person SET reference = 'p1000' WHERE reference = $1",
                    person.Reference
                );
            }
        }
    }

    [Fact]
    public async Task Every_missing_entry_is_missed_and_every_cut_end()
    {
        foreach (var version in Rows.Select(r => r.Version))
        {
            await Finds(version, "DELETE FROM entry WHERE version = $1", version);
            await Finds(version, "DELETE FROM entry WHERE version >= $1", version);
        }
    }

    [Fact]
    public async Task Every_swap_of_two_entries_is_found_at_the_first_of_them()
    {
        foreach (var (one, other) in from a in Rows from b in Rows where a.Version < b.Version select (a, b))
        {
            await Finds(
                one.Version,
                "UPDATE entry SET text = iif(version = $1, $3, $5), hash = iif(version = $1, $4, $6), salt = "
                    + "iif(version = $1, $7, $9), event = iif(version = $1, $8, $10) WHERE "
                    + "version IN ($1, $2)",
                one.Version,
                other.Version,
                other.Text,
                other.Hash,
                one.Text,
                one.Hash,
                other.Salt,
                other.Event,
                one.Salt,
                one.Event
            );
        }
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
}

using CsCheck;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>
/// A chain that was written again from an edit to its end, or one changed letter of the table, is found.
/// </summary>
public sealed class LedgerForgeryTests : LedgerTamperingTestBase
{
    [Fact]
    public async Task A_chain_that_was_forged_anew_from_an_edit_to_its_end_fails_at_the_signed_head()
    {
        var entries = await Fixture.Entries();
        foreach (var version in Rows.Select(r => r.Version))
        {
            var forged = Chain.Of(
                entries.Select(e => e.Version == version ? e.Event with { At = e.At.PlusTicks(10_000_000) } : e.Event)
            );
            var head = await Fixture.Ledger.Head(SampleRosters.Q3, TestContext.Current.CancellationToken);
            using var stranger = LedgerKeys.OpenOrCreate(
                Directory.CreateDirectory(Path.Combine(Fixture.Folder, "stranger")).FullName
            );

            Assert.Throws<LedgerBrokenException>(() =>
                LedgerAudit.Walk(SampleRosters.Q3, forged, head, Fixture.Get<LedgerKeys>().Problem)
            );
            Assert.Throws<LedgerBrokenException>(() =>
                LedgerAudit.Walk(
                    SampleRosters.Q3,
                    forged,
                    stranger.Sign(SampleRosters.Q3, forged.Count, forged[^1].Hash),
                    Fixture.Get<LedgerKeys>().Problem
                )
            );
        }
    }

    [Fact]
    public void Any_one_letter_changed_anywhere_in_the_table_is_found() =>
        Gen.Select(
                Gen.Int[0, Rows.Length - 1],
                Gen.Int[0, Columns.Length - 1].Select(i => Columns[i]),
                Gen.Double[0, 0.999999],
                Gen.Char
            )
            .Sample(
                (row, column, place, letter) =>
                {
                    var (version, value) = (Rows[row].Version, ValueOf(Rows[row], column));
                    var at = (int)(place * value.Length);
                    if (value[at] == letter || char.IsSurrogate(letter) || letter == '\0')
                        return;
                    Finds(
                            version,
                            $"UPDATE entry SET {column} = $1 WHERE version = $2",
                            value[..at] + letter + value[(at + 1)..],
                            version
                        )
                        .GetAwaiter()
                        .GetResult();
                },
                iter: 400,
                threads: 1
            );
}

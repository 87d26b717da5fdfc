using CsCheck;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Ledger;

/// <summary>The same of a ledger that left the house as JSON lines.</summary>
public sealed class LedgerExportTamperingTests : IAsyncLifetime
{
    private readonly ProductFixture _house = new();
    private string[] _lines = [];

    public async ValueTask InitializeAsync()
    {
        await _house.Start(SampleRosters.ThreePairs);
        await _house.SignAll();
        var text = LedgerExport.Lines(
            await _house.Entries(),
            (await _house.Ledger.Head(SampleRosters.Q3, TestContext.Current.CancellationToken))!
        );
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        _lines = text.TrimEnd('\n').Split('\n');
    }

    [Fact]
    public async Task What_nobody_touched_adds_up_to_the_same_quarter() =>
        Assert.Equal((await _house.Quarter()).Version, Walk(_lines).Quarter!.Version);

    [Fact]
    public void Every_missing_line_is_missed()
    {
        for (var i = 0; i < _lines.Length; i++)
            IsFound([.. _lines[..i], .. _lines[(i + 1)..]]);
    }

    [Fact]
    public void Every_cut_end_is_missed()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            IsFound(_lines[..i]);
            if (i < _lines.Length - 1)
                IsFound([.. _lines[..i], _lines[^1]]);
        }
    }

    [Fact]
    public void Every_swap_of_two_entries_is_found()
    {
        for (var i = 0; i < _lines.Length - 1; i++)
        {
            for (var j = i + 1; j < _lines.Length - 1; j++)
            {
                var swapped = _lines.ToArray();
                (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
                IsFound(swapped);
            }
        }
    }

    [Fact]
    public void A_line_that_stands_there_twice_is_found()
    {
        for (var i = 0; i < _lines.Length - 1; i++)
            IsFound([.. _lines[..i], _lines[i], .. _lines[i..]]);
    }

    [Fact]
    public void Any_one_letter_changed_is_found() =>
        Gen.Select(Gen.Int[0, _lines.Length - 1], Gen.Double[0, 0.999999], Gen.Char[' ', '~'])
            .Sample(
                (row, place, letter) =>
                {
                    var at = (int)(place * _lines[row].Length);
                    if (_lines[row][at] == letter)
                        return;
                    var edited = _lines.ToArray();
                    edited[row] = edited[row][..at] + letter + edited[row][(at + 1)..];
                    IsFound(edited);
                },
                iter: 2000
            );

    public ValueTask DisposeAsync()
    {
        _house.Dispose();
        return ValueTask.CompletedTask;
    }

    private void IsFound(string[] lines)
    {
        var shown = default(VerifiedExport);
        var found = Record.Exception(() => shown = Walk(lines));
        Assert.True(
            found is FormatException or LedgerBrokenException || shown is { Withheld: > 0 } or { Nameless: > 0 },
            found?.ToString() ?? "The edit was not found."
        );
    }

    private VerifiedExport Walk(string[] lines) =>
        LedgerAudit.Walk(LedgerExport.Read(lines), _house.Get<LedgerKeys>().Problem);
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Assessments;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;

namespace ReviewFlow.Application.Tests.Ledger;

/// <summary>The ledger of a joint assessment: what was revealed is what was sealed, and anybody can find out.</summary>
public sealed class AssessmentLedgerTests : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly ProductFixture _house = new();
    private LedgerEntry[] _entries = [];
    private LedgerEntry _revealed = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _house.Start(JointQuarter.Of(("platform", "company")));
        var review = (await _house.Quarter()).Reviews[SampleRosters.Platform];
        foreach (
            var (seat, ratings, note) in new[]
            {
                (Seat.Product, "xx", "Überlegt es anders"),
                (Seat.Product, "mp", "Zwei späte Starts, \"doch\" gut"),
                (Seat.Technology, "pp", "Late\nbut lasting"),
            }
        )
            Assert.IsType<CommandResult.Done>(
                await _house.Do(
                    SampleRosters.Platform,
                    JointQuarter.Seal(review, seat, JointQuarter.Sheet(review, ratings, note))
                )
            );
        while (JointQuarter.Next((await _house.Quarter()).Reviews[SampleRosters.Platform]) is { } next)
            Assert.IsType<CommandResult.Done>(await _house.Do(SampleRosters.Platform, next));
        await _house.SignAll();
        _entries = [.. await _house.Entries()];
        _revealed = _entries.Single(e => e.Event is RatingsRevealed);
    }

    [Fact]
    public async Task What_nobody_touched_is_sound() => Assert.True(QuarterSchedule.ReleaseIsDue(await _house.Audit()));

    [Fact]
    public async Task The_commitments_hold_from_the_export_alone()
    {
        var events = LedgerExport
            .Lines(_entries, (await _house.Ledger.Head(SampleRosters.Q3, Stop))!)
            .TrimEnd('\n')
            .Split('\n')
            .Select(l => JsonNode.Parse(l)!["event"])
            .OfType<JsonNode>()
            .ToArray();
        var revealed = events.Single(e => (string?)e["type"] == "ratingsRevealed");
        foreach (var seat in new[] { "product", "technology" })
        {
            var committed = events.Last(e =>
                (string?)e["type"] == "ratingsSealed" && (string?)e["seat"]!["seat"] == seat
            )["commitments"]!.AsArray();
            foreach (var (rating, commitment) in revealed[seat]!["ratings"]!.AsArray().Zip(committed))
            {
                var members = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal)
                {
                    ["quarter"] = "2026-Q3",
                    ["round"] = 1,
                    ["seat"] = seat,
                    ["team"] = "platform",
                };
                foreach (var (name, value) in rating!.AsObject())
                    members[name] = value!.DeepClone();
                var text = JsonSerializer.Serialize(members, Plain);
                Assert.Equal((string?)rating["outcome"], (string?)commitment!["outcome"]);
                Assert.Equal(
                    (string?)commitment["commitment"],
                    Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))
                );
            }
        }
    }

    [Fact]
    public async Task Any_byte_of_what_was_revealed_that_is_changed_in_the_database_is_found()
    {
        await using var knife = new SqliteConnection($"Data Source={_house.Database};Pooling=False");
        await knife.OpenAsync(Stop);
        foreach (var (column, text) in new[] { ("text", _revealed.Text), ("event", _revealed.Line.Event) })
        {
            for (var at = 0; at < text.Length; at += 3)
            {
                Cut(knife, column, text[..at] + (text[at] == '7' ? 'x' : '7') + text[(at + 1)..]);
                Assert.Equal(
                    _revealed.Version,
                    (await Assert.ThrowsAsync<LedgerBrokenException>(_house.Audit)).Version
                );
            }
            Cut(knife, column, text);
        }
        await _house.Audit();
    }

    [Fact]
    public async Task Any_byte_of_it_that_is_changed_in_the_export_is_found()
    {
        var lines = LedgerExport
            .Lines(_entries, (await _house.Ledger.Head(SampleRosters.Q3, Stop))!)
            .TrimEnd('\n')
            .Split('\n');
        var row = (int)_revealed.Version - 1;
        for (var at = 0; at < lines[row].Length; at++)
        {
            var edited = lines.ToArray();
            edited[row] = lines[row][..at] + (lines[row][at] == '7' ? '8' : '7') + lines[row][(at + 1)..];
            var found = Record.Exception(() =>
            {
                LedgerAudit.Walk(LedgerExport.Read(edited), _house.Get<LedgerKeys>().Problem);
            });
            Assert.True(found is LedgerBrokenException or FormatException, $"The byte at {at} was not missed: {found}");
        }
    }

    public static TheoryData<string> Forgeries =>
        ["a rating", "a note", "no note", "a salt", "the sheets of each other", "one sheet twice", "a rating more"];

    /// <summary>
    /// Whoever holds the signing key can write a chain that is sound in itself, but cannot make a commitment hold.
    /// </summary>
    [Theory, MemberData(nameof(Forgeries))]
    public void What_was_revealed_otherwise_than_sealed_is_found_though_chain_and_signature_hold(string what)
    {
        var e = (RatingsRevealed)_revealed.Event;
        var first = e.Product.Ratings[0];
        var forged = what switch
        {
            "a rating" => e with
            {
                Product = e.Product with
                {
                    Ratings = e.Product.Ratings.SetItem(0, first with { Value = OutcomeStatus.Missed }),
                },
            },
            "a note" => e with
            {
                Technology = e.Technology with
                {
                    Ratings = e.Technology.Ratings.SetItem(1, e.Technology.Ratings[1] with { Note = "Other words" }),
                },
            },
            "no note" => e with
            {
                Product = e.Product with { Ratings = e.Product.Ratings.SetItem(0, first with { Note = null }) },
            },
            "a salt" => e with
            {
                Technology = e.Technology with
                {
                    Ratings = e.Technology.Ratings.SetItem(0, e.Technology.Ratings[0] with { Salt = first.Salt }),
                },
            },
            "the sheets of each other" => e with { Product = e.Technology, Technology = e.Product },
            "one sheet twice" => e with { Technology = e.Product },
            _ => e with { Product = e.Product with { Ratings = e.Product.Ratings.Add(first) } },
        };
        var (entries, head) = Anew(x => x is RatingsRevealed ? forged : x);

        var found = Assert.Throws<LedgerBrokenException>(() =>
            LedgerAudit.Walk(SampleRosters.Q3, entries, head, _house.Get<LedgerKeys>().Problem)
        );
        Assert.Equal(_revealed.Version, found.Version);
        Assert.Contains("not those that were sealed", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_commitment_that_was_written_again_is_found_at_the_reveal()
    {
        var (entries, head) = Anew(x =>
            x is RatingsSealed s
                ? s with
                {
                    Commitments = [.. s.Commitments.Select(c => c with { Commitment = new('5', 64) })],
                }
                : x
        );
        Assert.Equal(
            _revealed.Version,
            Assert
                .Throws<LedgerBrokenException>(() =>
                    LedgerAudit.Walk(SampleRosters.Q3, entries, head, _house.Get<LedgerKeys>().Problem)
                )
                .Version
        );
    }

    [Fact]
    public void A_chain_that_is_only_written_again_is_sound()
    {
        var (entries, head) = Anew(x => x);
        Assert.Equal(
            _entries.Length,
            LedgerAudit.Walk(SampleRosters.Q3, entries, head, _house.Get<LedgerKeys>().Problem).Version
        );
    }

    public ValueTask DisposeAsync()
    {
        _house.Dispose();
        return ValueTask.CompletedTask;
    }

    private (IReadOnlyList<LedgerEntry> Entries, LedgerHead Head) Anew(Func<QuarterEvent, QuarterEvent> change)
    {
        var forged = Chain.Of(_entries.Select(e => change(e.Event)));
        return (forged, _house.Get<LedgerKeys>().Sign(SampleRosters.Q3, forged.Count, forged[^1].Hash));
    }

    private void Cut(SqliteConnection knife, string column, string text)
    {
        using var cut = knife.CreateCommand();
#pragma warning disable CA2100 // The columns are named in this file.
        cut.CommandText = $"UPDATE entry SET {column} = $1 WHERE version = $2";
#pragma warning restore CA2100
        cut.Parameters.AddWithValue("$1", text);
        cut.Parameters.AddWithValue("$2", _revealed.Version);
        Assert.Equal(1, cut.ExecuteNonQuery());
    }
}

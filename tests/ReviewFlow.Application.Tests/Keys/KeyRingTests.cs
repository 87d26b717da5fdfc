using NodaTime;
using ReviewFlow.Application.Keys;

namespace ReviewFlow.Application.Tests.Keys;

public sealed class KeyRingTests
{
    private const string First = """{"created":"2026-10-01T06:00:00.000Z","id":"aaaaaaaaaaaaaaaa","kind":"mac"}""",
        Second = """{"created":"2026-11-01T06:00:00.000Z","id":"bbbbbbbbbbbbbbbb","kind":"mac"}""",
        Revoked = """{"id":"aaaaaaaaaaaaaaaa","reason":"Lost laptop","revokedSince":"2026-10-20T00:00:00.000Z"}""";

    private static readonly Instant Change = Instant.FromUtc(2026, 11, 1, 6, 0);

    [Fact]
    public void A_key_is_retired_by_the_next_one_of_its_kind_at_the_very_millisecond()
    {
        var ring = KeyRing.Parse($"{First}\n{Second}\n");

        Assert.Equal("aaaaaaaaaaaaaaaa", ring.Current(KeyKind.Mac, Change - Duration.FromMilliseconds(1)).Id);
        Assert.Equal("bbbbbbbbbbbbbbbb", ring.Current(KeyKind.Mac, Change).Id);
        Assert.False(ring.Keys[0].IsInTime(Change));
        Assert.False(ring.Keys[1].IsInTime(Change - Duration.FromMilliseconds(1)));
    }

    [Fact]
    public void The_first_key_of_a_kind_has_no_beginning() =>
        Assert.True(KeyRing.Parse(First).Keys[0].IsInTime(Instant.FromUtc(2020, 1, 1, 0, 0)));

    [Theory]
    [InlineData("""{"id":"aaaaaaaaaaaaaaaa","revokedSince":"2026-10-10T00:00:00.000Z"}""", 10)]
    [InlineData("""{"id":"aaaaaaaaaaaaaaaa","revokedSince":"2026-10-30T00:00:00.000Z"}""", 20)]
    public void Of_two_revocations_the_one_that_reaches_further_back_counts(string again, int day)
    {
        var key = KeyRing.Parse($"{First}\n{Revoked}\n{again}\n").Keys[0];

        Assert.True(key.IsRevokedAt(Instant.FromUtc(2026, 10, day, 0, 0)));
        Assert.False(key.IsRevokedAt(Instant.FromUtc(2026, 10, day, 0, 0) - Duration.Epsilon));
    }

    [Fact]
    public void A_current_key_that_is_revoked_is_used_for_nothing() =>
        Assert.Contains(
            "reviewflow keys rotate mac",
            Assert
                .ThrowsAny<OperatorException>(() => KeyRing.Parse($"{First}\n{Revoked}\n").Current(KeyKind.Mac, Change))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_last_line_that_is_cut_short_at_any_place_is_not_there()
    {
        for (var length = 0; length < Second.Length; length++)
            Assert.Single(KeyRing.Parse($"{First}\n{Second[..length]}").Keys);
    }

    [Theory]
    [InlineData("{\"id\n" + First, "line 1")]
    [InlineData(First + "\n" + First + "\n", "line 2")]
    [InlineData(Second + "\n" + First + "\n", "line 2")]
    [InlineData(Second + "\n" + Revoked + "\n", "no key aaaaaaaaaaaaaaaa")]
    [InlineData("""{"created":"2026-10-01","id":"aaaaaaaaaaaaaaaa","kind":"mac"}""", "line 1")]
    [InlineData("""{"created":"2026-10-01T06:00:00.000Z","id":"aaaaaaaaaaaaaaaa","kind":"pdf"}""", "'pdf'")]
    [InlineData("[]", "line 1")]
    public void A_ring_that_is_none_is_refused_with_the_line(string text, string words) =>
        Assert.Contains(
            words,
            Assert.Throws<FormatException>(() => KeyRing.Parse(text)).Message,
            StringComparison.Ordinal
        );
}

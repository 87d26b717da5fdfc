using Microsoft.Extensions.Time.Testing;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.People;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Keys;

public sealed class RowMacTests : IDisposable
{
    private static readonly Instant Start = SampleRosters.Start,
        Later = Start + Duration.FromHours(1);
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Start.ToDateTimeOffset());
    private readonly KeyRotation _rotation;
    private readonly RowMac _mac;

    public RowMacTests()
    {
        _rotation = new(_folder.Path, _time);
        _mac = RowMac.OpenOrCreate(_folder.Path, _time);
    }

    private string Current => _rotation.RequireRing().Current(KeyKind.Mac, _time.Now()).Id;

    [Fact]
    public void A_mac_names_its_key_and_fits_its_kind_moment_and_fields_alone()
    {
        var mac = _mac.Of("link", Start, "a", null);

        Assert.StartsWith($"{Current}:", mac, StringComparison.Ordinal);
        Assert.True(_mac.Fits(mac, "link", Start, "a", null));
        Assert.False(_mac.Fits(mac, "mail", Start, "a", null));
        Assert.False(_mac.Fits(mac, "link", Start + Duration.FromMilliseconds(1), "a", null));
        Assert.False(_mac.Fits(mac, "link", Start, "a", ""));
        Assert.False(_mac.Fits(mac[17..], "link", Start, "a", null));
        Assert.False(_mac.Fits(null, "link", Start, "a", null));
    }

    [Fact]
    public void A_row_of_a_retired_key_grants_what_it_did_and_nothing_new_is_written_under_it()
    {
        var (link, old) = (Link(Start).With(_mac), Current);
        _rotation.Rotate(KeyKind.Mac, from: null);
        _time.Advance(TimeSpan.FromHours(1));
        var next = Link(Later).With(_mac);

        Assert.True(link.IsOurs(_mac) && next.IsOurs(_mac));
        Assert.StartsWith($"{Current}:", next.Mac, StringComparison.Ordinal);
        Assert.NotEqual(old, Current);
        // Under the old key, and of a moment at which it was retired
        Assert.False((next with { Mac = $"{old}:{next.Mac![17..]}" }).IsOurs(_mac));
        using var thief = new TempFolder();
        File.WriteAllText(thief["rows.key"], File.ReadAllLines(RowMac.PathIn(_folder.Path))[0] + "\n");
        Assert.False(Link(Later).With(RowMac.OpenOrCreate(thief.Path)).IsOurs(_mac));
    }

    [Fact]
    public void Rows_that_a_revoked_key_wrote_since_then_grant_nothing_and_those_before_it_do()
    {
        var (before, after) = (Link(Start).With(_mac), Link(Later).With(_mac));
        var (sent, unsent) = (Mail(Start).With(_mac), Mail(Later).With(_mac));
        _time.Advance(TimeSpan.FromHours(2));
        _rotation.Revoke(Current, Later, "Somebody read the folder");

        Assert.Equal((true, false), (before.IsOurs(_mac), after.IsOurs(_mac)));
        Assert.Equal((true, false), (sent.IsOurs(_mac), unsent.IsOurs(_mac)));
        var next = Link(_time.Now()).With(_mac);
        Assert.True(next.IsOurs(_mac));
        Assert.NotEqual(after.Mac![..16], next.Mac![..16]);
    }

    [Fact]
    public void A_key_that_is_revoked_from_its_beginning_upholds_nothing_and_may_be_gone()
    {
        var link = Link(Start).With(_mac);
        _time.Advance(TimeSpan.FromHours(2));
        _rotation.Revoke(Current, Start, reason: null);
        Assert.False(link.IsOurs(_mac));

        File.WriteAllText(_folder["rows.key"], File.ReadAllLines(RowMac.PathIn(_folder.Path))[1] + "\n");
        Assert.False(link.IsOurs(RowMac.OpenOrCreate(_folder.Path)));
    }

    [Fact]
    public void A_retired_key_that_is_gone_is_missed_at_the_start()
    {
        var old = Current;
        _rotation.Rotate(KeyKind.Mac, from: null);
        File.WriteAllText(_folder["rows.key"], File.ReadAllLines(RowMac.PathIn(_folder.Path))[1] + "\n");
        Assert.Contains(
            old,
            Assert.ThrowsAny<OperatorException>(() => RowMac.OpenOrCreate(_folder.Path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_secret_may_hold_several_keys_where_the_ring_says_when_each_is_used()
    {
        var link = Link(Start).With(_mac);
        _rotation.Rotate(KeyKind.Mac, from: null);
        var text = File.ReadAllText(RowMac.PathIn(_folder.Path));
        var ring = KeyRing.Parse(File.ReadAllText(KeyRingFile.PathIn(_folder.Path)));

        var mac = RowMac.OfBase64(text.ReplaceLineEndings(" "), ring);
        Assert.True(link.IsOurs(mac));
        Assert.Equal(Link(Later).With(_mac), Link(Later).With(mac));
        Assert.ThrowsAny<OperatorException>(() => RowMac.OfBase64(text));
    }

    [Fact]
    public void A_file_that_lacks_its_last_line_end_or_was_cut_short_loses_no_key()
    {
        var link = Link(Start).With(_mac);
        var path = RowMac.PathIn(_folder.Path);
        foreach (var more in new[] { "", "\n", "\nAAAA", "\n" + new string('A', 42) })
        {
            File.WriteAllText(path, File.ReadAllLines(path)[0] + more);
            Assert.True(link.IsOurs(RowMac.OpenOrCreate(_folder.Path)));
        }

        File.WriteAllText(path, File.ReadAllLines(path)[0]);
        var next = _rotation.Rotate(KeyKind.Mac, from: null);
        Assert.Equal(2, File.ReadAllLines(path).Length);
        var again = RowMac.OpenOrCreate(_folder.Path);
        Assert.True(link.IsOurs(again));
        Assert.StartsWith(next.Id, Link(Later).With(again).Mac, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Link Link(Instant at) =>
        new(
            new('a', 64),
            SampleRosters.Q3,
            new Person("CTO", "cto@example.com").Id,
            LinkPurpose.Desk,
            3,
            at,
            at + Duration.FromDays(60)
        );

    private static OutboxMessage Mail(Instant at) =>
        new(
            "2026-Q3/1/invitation/cto@example.com",
            SampleRosters.Q3,
            new("CTO", "cto@example.com"),
            "{}",
            null,
            null,
            at
        );
}

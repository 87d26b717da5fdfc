using Microsoft.Extensions.Time.Testing;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Keys;

public sealed class LedgerKeysTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(SampleRosters.Start.ToDateTimeOffset());
    private readonly KeyRotation _rotation;
    private readonly LedgerKeys _keys;

    public LedgerKeysTests()
    {
        _rotation = new(_folder.Path, _time);
        _keys = LedgerKeys.OpenOrCreate(_folder.Path, _time);
    }

    private Instant Now => _time.Now();

    private string Pem => File.ReadAllText(LedgerKeys.PathIn(_folder.Path));

    [Fact]
    public void Keys_that_are_in_use_take_a_rotation_without_being_opened_again()
    {
        var before = Sign();
        var next = _rotation.Rotate(KeyKind.Ledger, from: null);
        var meanwhile = Sign();
        _time.Advance(TimeSpan.FromSeconds(5));
        var after = Sign();

        Assert.Equal((before.KeyId, next.Id), (meanwhile.KeyId, after.KeyId));
        Assert.NotEqual(before.KeyId, after.KeyId);
        Assert.All([before, meanwhile, after], head => Assert.Null(_keys.Problem(head)));
        using var again = LedgerKeys.OpenOrCreate(_folder.Path, _time);
        Assert.All([before, meanwhile, after], head => Assert.Null(again.Problem(head)));
    }

    [Fact]
    public void A_retired_key_counts_for_its_time_and_for_no_other()
    {
        using var thief = LedgerKeys.OfPem(Pem, ring: null, _time);
        _rotation.Rotate(KeyKind.Ledger, from: null);
        _time.Advance(TimeSpan.FromSeconds(4.999));
        var last = thief.Sign(SampleRosters.Q3, 7, "hash");
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var late = thief.Sign(SampleRosters.Q3, 7, "hash");

        Assert.Null(_keys.Problem(last));
        Assert.Contains("outside the time of that key", _keys.Problem(late), StringComparison.Ordinal);
        Assert.False(_keys.IsRevoked(late));
    }

    [Fact]
    public void What_a_revoked_key_signed_since_then_counts_for_nothing_until_ops_vouch_for_it()
    {
        var (before, since) = (Sign(), Advance());
        var after = Sign();
        var next = _rotation.Revoke(after.KeyId, since, "Lost laptop");

        Assert.Null(_keys.Problem(before));
        Assert.Equal(
            $"The head was signed on 2026-10-01T06:00:01.000Z with the key {after.KeyId}, which is revoked since "
                + "2026-10-01T06:00:01.000Z.",
            _keys.Problem(after)
        );
        Assert.Equal(next!.Id, Sign().KeyId);

        _rotation.Accept(after, "Held against the report");
        Assert.Null(_keys.Problem(after));
        Assert.NotNull(_keys.Problem(after with { Version = 8 }));
    }

    [Fact]
    public void A_key_that_was_replaced_before_is_revoked_without_another_one()
    {
        var old = Sign().KeyId;
        _rotation.Rotate(KeyKind.Ledger, from: null);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_rotation.Revoke(old, Now, reason: null));
        Assert.Null(_keys.Problem(Sign()));
    }

    [Fact]
    public void A_mail_keeps_its_message_id_when_the_signing_key_is_replaced()
    {
        var before = MessageHash.InMessageId(_keys, "2026-Q3/1/invitation/cto@example.com");
        _rotation.Revoke(Sign().KeyId, Now, reason: null);
        Advance();
        using var again = LedgerKeys.OpenOrCreate(_folder.Path, _time);
        Assert.Equal(before, MessageHash.InMessageId(again, "2026-Q3/1/invitation/cto@example.com"));
    }

    [Fact]
    public void The_private_part_of_a_retired_key_may_go_and_that_of_the_current_one_may_not()
    {
        var (before, old) = (Sign(), Pem);
        _rotation.Rotate(KeyKind.Ledger, from: null);
        _time.Advance(TimeSpan.FromSeconds(5));

        File.WriteAllText(_folder["ledger.pem"], Pem[old.Length..]);
        using (var again = LedgerKeys.OpenOrCreate(_folder.Path, _time))
            Assert.All([before, again.Sign(SampleRosters.Q3, 8, "hash")], h => Assert.Null(again.Problem(h)));

        File.WriteAllText(_folder["ledger.pem"], old);
        Assert.ThrowsAny<OperatorException>(() => LedgerKeys.OpenOrCreate(_folder.Path, _time));
    }

    [Theory]
    [InlineData("ledger.pem", "ledger.pub.pem")]
    [InlineData("ledger.pem")]
    public void Keys_that_the_ring_names_are_not_made_again(params string[] gone)
    {
        foreach (var file in gone)
            File.Delete(_folder[file]);
        Assert.ThrowsAny<OperatorException>(() => LedgerKeys.OpenOrCreate(_folder.Path, _time));
        Assert.All(gone, file => Assert.False(File.Exists(_folder[file])));
    }

    [Fact]
    public void A_rotation_that_was_cut_short_leaves_the_key_as_it_was_and_the_next_one_works()
    {
        var (old, whole) = (Sign().KeyId, Pem);
        using var other = new TempFolder();
        LedgerKeys.OpenOrCreate(other.Path, _time).Dispose();
        var more = File.ReadAllText(LedgerKeys.PathIn(other.Path));
        foreach (var length in new[] { 5, 40, more.Length - 30, more.Length })
        {
            File.WriteAllText(_folder["ledger.pem"], whole + more[..length]);
            using var again = LedgerKeys.OpenOrCreate(_folder.Path, _time);
            Assert.Equal(old, again.Sign(SampleRosters.Q3, 7, "hash").KeyId);
        }

        File.WriteAllText(_folder["ledger.pem"], whole + more[..40]);
        var next = _rotation.Rotate(KeyKind.Ledger, from: null);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(next.Id, Sign().KeyId);
        Assert.Equal(2, Pem.Split("-----BEGIN").Length - 1);
    }

    [Fact]
    public void Keys_without_a_ring_get_one_on_request_and_keep_what_they_made()
    {
        RowMac.OpenOrCreate(_folder.Path, _time);
        var head = Sign();
        using var copy = new TempFolder();
        foreach (var file in new[] { "ledger.pem", "rows.key" })
            File.WriteAllText(copy[file], File.ReadAllText(_folder[file]).TrimEnd('\n'));
        var rotation = new KeyRotation(copy.Path, _time);
        Assert.ThrowsAny<OperatorException>(rotation.RequireRing);

        rotation.Adopt();
        rotation.Rotate(KeyKind.Ledger, from: null);
        _time.Advance(TimeSpan.FromSeconds(5));
        using var keys = LedgerKeys.OpenOrCreate(copy.Path, _time);
        Assert.All([head, keys.Sign(SampleRosters.Q3, 8, "hash")], h => Assert.Null(keys.Problem(h)));
        Assert.Equal(_keys.InstallationId, keys.InstallationId);
        Assert.ThrowsAny<OperatorException>(rotation.Adopt);
        using var empty = new TempFolder();
        Assert.ThrowsAny<OperatorException>(new KeyRotation(empty.Path, _time).Adopt);
        Assert.Empty(Directory.GetFiles(empty.Path));
    }

    [Fact]
    public void A_second_rotation_waits_until_the_first_took_over()
    {
        _rotation.Rotate(KeyKind.Ledger, Now + Duration.FromDays(2));
        Assert.Contains(
            "2026-10-03T06:00:00.000Z",
            Assert.ThrowsAny<OperatorException>(() => _rotation.Rotate(KeyKind.Ledger, from: null)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Public_parts_verify_with_the_ring_by_their_time_and_without_it_for_any()
    {
        var since = Now;
        var head = Sign();
        _rotation.Revoke(head.KeyId, since, reason: null);
        Advance();
        var after = Sign();

        using var ring = LedgerKeys.OpenPublic(KeyRingFile.PathIn(_folder.Path));
        using var pem = LedgerKeys.OpenPublic(LedgerKeys.PublicPathIn(_folder.Path));
        Assert.Equal((false, true), (ring.Verifies(head), ring.Verifies(after)));
        Assert.Equal((true, true), (pem.Verifies(head), pem.Verifies(after)));
    }

    [Fact]
    public void A_secret_may_hold_several_keys_where_the_ring_says_when_each_is_used()
    {
        _rotation.Rotate(KeyKind.Ledger, Now + Duration.FromDays(1));
        var ring = KeyRing.Parse(File.ReadAllText(KeyRingFile.PathIn(_folder.Path)));
        using var keys = LedgerKeys.OfPem(Pem.ReplaceLineEndings(" "), ring, _time);

        Assert.Equal(Sign().KeyId, keys.Sign(SampleRosters.Q3, 7, "hash").KeyId);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(ring.Keys[1].Id, keys.Sign(SampleRosters.Q3, 7, "hash").KeyId);
        Assert.Equal(_keys.InstallationId, keys.InstallationId);
        Assert.Contains(
            "several keys",
            Assert.ThrowsAny<OperatorException>(() => LedgerKeys.OfPem(Pem, ring: null, _time)).Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose()
    {
        _keys.Dispose();
        _folder.Dispose();
    }

    private LedgerHead Sign() => _keys.Sign(SampleRosters.Q3, 7, "hash");

    private Instant Advance()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return Now;
    }
}

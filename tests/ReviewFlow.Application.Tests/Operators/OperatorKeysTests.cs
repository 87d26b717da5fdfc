using Microsoft.Extensions.Time.Testing;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Operators;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Operators;

/// <summary>Who may call the API, from the first start to the end of a key.</summary>
public sealed class OperatorKeysTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = ProductFixture.ClockAt(SampleRosters.Start);

    private OperatorChanges Changes => OperatorChanges.In(_folder.Path, _time);

    [Fact]
    public void The_first_start_writes_the_key_for_its_owner_alone_and_the_next_one_makes_none()
    {
        var (keys, made) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        Assert.Equal(made, InFile());
        var first = Assert.IsType<KeyCheck.Accepted>(keys.Check(made)).Operator;
        Assert.Equal(("ops", Scopes.Names(Scopes.All)), (first.Name, Scopes.Names(first.Scopes)));
        Assert.All(
            [OperatorKeys.FileIn(_folder.Path), OperatorFile.PathIn(_folder.Path), OperatorFile.HeadIn(_folder.Path)],
            file => Assert.Equal(SecretFile.OwnersFile, new FileInfo(file).UnixFileMode)
        );
        Assert.Null(OperatorKeys.OpenOrCreate(_folder.Path, _time).JustMade);
    }

    [Fact]
    public void A_key_is_given_once_and_only_its_hash_is_stored()
    {
        OperatorKeys.OpenOrCreate(_folder.Path, _time);
        var key = Changes.Add("anna", [Scope.Read], expires: null).Key!;
        Assert.Equal(43, key.Length); // 256 bits in base64url
        Assert.All(Directory.EnumerateFiles(_folder.Path), file =>
            Assert.DoesNotContain(key, File.ReadAllText(file), StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(24)]
    [InlineData(0)]
    public void The_old_key_opens_for_as_long_as_it_is_kept(int hours)
    {
        var (keys, old) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        var rotated = Changes.Rotate("OPS", TimeSpan.FromHours(hours));
        Assert.Equal((OperatorKeys.FileIn(_folder.Path), InFile()), (rotated.Path, rotated.Key));
        Assert.NotEqual(old, InFile());

        Assert.IsType<KeyCheck.Accepted>(keys.Check(InFile()));
        Assert.Equal(hours > 0, keys.Check(old) is KeyCheck.Accepted);
        _time.Advance(TimeSpan.FromHours(hours));
        Assert.IsType<KeyCheck.Replaced>(keys.Check(old));
        Assert.IsType<KeyCheck.Accepted>(keys.Check(InFile()));
    }

    [Fact]
    public void A_rotation_that_keeps_nothing_ends_the_keys_that_earlier_ones_kept()
    {
        var (keys, first) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        var second = Changes.Rotate("ops", TimeSpan.FromDays(1)).Key;
        Assert.All([first, second], k => Assert.IsType<KeyCheck.Accepted>(keys.Check(k)));
        var third = Changes.Rotate("ops", TimeSpan.Zero).Key;
        Assert.All([first, second], k => Assert.IsType<KeyCheck.Replaced>(keys.Check(k)));
        Assert.IsType<KeyCheck.Accepted>(keys.Check(third));
    }

    [Fact]
    public void An_expiry_is_the_last_day_in_utc_and_a_rotation_can_move_it_and_the_scopes()
    {
        var (keys, _) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        var today = LocalDate.FromDateTime(_time.GetUtcNow().UtcDateTime);
        var key = Changes.Add("anna", [Scope.Read], today).Key;
        _time.Advance(_time.GetUtcNow().Date.AddDays(1) - _time.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.IsType<KeyCheck.Accepted>(keys.Check(key));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.IsType<KeyCheck.Expired>(keys.Check(key));

        Assert.Contains("--expires", Changes.Rotate("anna", TimeSpan.Zero).Refused, StringComparison.Ordinal);
        var next = Changes.Rotate("anna", TimeSpan.Zero, [Scope.Run], today.PlusDays(9)).Key;
        Assert.Equal([Scope.Run], Assert.IsType<KeyCheck.Accepted>(keys.Check(next)).Operator.Scopes);
        Assert.IsType<KeyCheck.Replaced>(keys.Check(key));
    }

    [Fact]
    public void An_end_is_for_good_and_ends_kept_keys_too()
    {
        var (keys, _) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        var first = Changes.Add("anna", [Scope.Read], expires: null).Key;
        var second = Changes.Rotate("anna", TimeSpan.FromDays(1)).Key;
        Changes.End("Anna", "She left");
        Assert.All([first, second], k => Assert.IsType<KeyCheck.Ended>(keys.Check(k)));
        Assert.All(
            [
                Changes.End("anna", "Again"),
                Changes.Rotate("anna", TimeSpan.Zero),
                Changes.Add("ANNA", [Scope.Read], expires: null),
            ],
            change => Assert.NotNull(change.Refused)
        );
        Assert.IsType<KeyCheck.Unknown>(keys.Check("nobody's"));
        Assert.IsType<KeyCheck.Unknown>(keys.Check(null));
    }

    [Theory]
    [InlineData("anna", true)]
    [InlineData("Anna Berg (HR)", true)]
    [InlineData("", false)]
    [InlineData(" anna", false)]
    [InlineData("an\nna", false)]
    [InlineData("an\u001bna", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890", false)]
    [InlineData("OPS", false)]
    public void A_name_is_one_line_and_given_once(string name, bool isTaken)
    {
        OperatorKeys.OpenOrCreate(_folder.Path, _time);
        Assert.Equal(isTaken, Changes.Add(name, [Scope.Read], expires: null).Refused is null);
    }

    [Theory]
    [InlineData("{\"added\":\"eve\"")]
    [InlineData("garbage")]
    [InlineData("777777")]
    public void A_line_that_was_cut_short_is_not_there_and_does_not_stay(string half)
    {
        var (keys, made) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        File.AppendAllText(OperatorFile.PathIn(_folder.Path), half);
        Assert.IsType<KeyCheck.Accepted>(keys.Check(made));
        var next = Changes.Rotate("ops", TimeSpan.Zero).Key;
        Assert.IsType<KeyCheck.Accepted>(keys.Check(next));
        Assert.DoesNotContain(half, File.ReadAllText(OperatorFile.PathIn(_folder.Path)), StringComparison.Ordinal);
    }

    /// <summary>What a run that was cut short leaves: a line that no head counts yet, a head without a file.</summary>
    [Fact]
    public void A_change_that_was_cut_short_leaves_what_the_next_one_goes_on_with()
    {
        var (_, made) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        var heads = File.ReadAllLines(OperatorFile.HeadIn(_folder.Path));
        File.WriteAllText(OperatorFile.HeadIn(_folder.Path), heads[0] + "\n");
        Assert.IsType<KeyCheck.Accepted>(OperatorKeys.OpenOrCreate(_folder.Path, _time).Keys.Check(made));
        File.Delete(OperatorFile.PathIn(_folder.Path));
        var (keys, again) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        Assert.IsType<KeyCheck.Accepted>(keys.Check(again));
        Assert.IsType<KeyCheck.Unknown>(keys.Check(made));
    }

    [Fact]
    public void Where_no_server_has_made_keys_nothing_is_changed() =>
        Assert.Contains(
            "is --data right?",
            Assert.ThrowsAny<OperatorException>(() => Changes.End("ops", "x")).Message,
            StringComparison.Ordinal
        );

    public void Dispose() => _folder.Dispose();

    private string InFile() => File.ReadAllText(OperatorKeys.FileIn(_folder.Path)).TrimEnd('\n');
}

using System.Net;
using Microsoft.Extensions.Time.Testing;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Api;

namespace ReviewFlow.Web.Tests.Api;

public sealed class OpsKeyRotationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = ProductFixture.ClockAt(SampleRosters.Start);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_first_start_writes_the_key_for_its_owner_alone_and_the_next_one_makes_none()
    {
        var (key, made) = OpsKey.OpenOrCreate(_folder.Path, _time);
        Assert.Equal((made, true), (InFile(), key.Fits(InFile())));
        Assert.Equal(SecretFile.OwnersFile, new FileInfo(OpsKey.FileIn(_folder.Path)).UnixFileMode);
        Assert.Equal(SecretFile.OwnersFile, new FileInfo(_folder["ops.sha256"]).UnixFileMode);
        Assert.Null(OpsKey.OpenOrCreate(_folder.Path, _time).JustMade);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(0)]
    public void The_old_key_opens_for_as_long_as_it_is_kept(int hours)
    {
        var (key, old) = OpsKey.OpenOrCreate(_folder.Path, _time);
        OpsKey.Rotate(_folder.Path, _time.GetUtcNow() + TimeSpan.FromHours(hours));

        Assert.NotEqual(old, InFile());
        Assert.True(key.Fits(InFile()));
        Assert.Equal(hours > 0, key.Fits(old));
        _time.Advance(TimeSpan.FromHours(hours));
        Assert.False(key.Fits(old));
        Assert.True(key.Fits(InFile()));
        Assert.True(OpsKey.OpenOrCreate(_folder.Path, _time).Key.Fits(InFile()));
    }

    [Fact]
    public void A_rotation_that_keeps_nothing_ends_the_keys_that_earlier_ones_kept()
    {
        var (key, first) = OpsKey.OpenOrCreate(_folder.Path, _time);
        OpsKey.Rotate(_folder.Path, _time.GetUtcNow() + TimeSpan.FromDays(1));
        var second = InFile();
        Assert.True(key.Fits(first) && key.Fits(second));
        OpsKey.Rotate(_folder.Path, _time.GetUtcNow());
        Assert.False(key.Fits(first) || key.Fits(second));
        Assert.True(key.Fits(InFile()));
    }

    [Theory]
    [InlineData("0123456789abcdef0123")]
    [InlineData("garbage")]
    public void A_line_that_was_cut_short_is_not_there_and_does_not_stay(string half)
    {
        var (key, old) = OpsKey.OpenOrCreate(_folder.Path, _time);
        File.AppendAllText(_folder["ops.sha256"], half);
        Assert.True(key.Fits(old));
        OpsKey.Rotate(_folder.Path, _time.GetUtcNow());
        Assert.True(key.Fits(InFile()));
        Assert.DoesNotContain(half, File.ReadAllText(_folder["ops.sha256"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_that_somebody_wrote_without_the_end_of_its_line_counts_and_rotates()
    {
        var (_, old) = OpsKey.OpenOrCreate(_folder.Path, _time);
        File.WriteAllText(_folder["ops.sha256"], File.ReadAllText(_folder["ops.sha256"]).TrimEnd());
        var key = OpsKey.OpenOrCreate(_folder.Path, _time).Key;
        Assert.True(key.Fits(old));
        OpsKey.Rotate(_folder.Path, _time.GetUtcNow() + TimeSpan.FromHours(1));
        Assert.True(key.Fits(old) && key.Fits(InFile()));
    }

    [Fact]
    public void Where_there_is_no_key_nothing_is_rotated() =>
        Assert.Contains(
            "is --data right?",
            Assert.ThrowsAny<OperatorException>(() => OpsKey.Rotate(_folder.Path, default)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_setting_may_hold_the_hash_of_an_old_key_beside_the_new_one()
    {
        static string Hash(string key) =>
            Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key))
            );
        var both = OpsKey.OfHash(Hash("new"), Hash("old"));
        Assert.True(both.Fits("new") && both.Fits("old") && !both.Fits("") && !both.Fits(null));
        Assert.False(OpsKey.OfHash(Hash("new")).Fits("old"));
    }

    [Fact]
    public async Task A_running_server_takes_a_rotation_without_a_restart()
    {
        await using var product = await RunningProduct.Run();
        Assert.Equal(HttpStatusCode.OK, await Ask(product, product.OpsKey));
        OpsKey.Rotate(product.Folder, product.Time.GetUtcNow());
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(product, product.OpsKey));
        Assert.Equal(HttpStatusCode.OK, await Ask(product, File.ReadAllText(OpsKey.FileIn(product.Folder)).Trim()));
    }

    public void Dispose() => _folder.Dispose();

    private string InFile() => File.ReadAllText(OpsKey.FileIn(_folder.Path)).TrimEnd('\n');

    private static async Task<HttpStatusCode> Ask(RunningProduct product, string key)
    {
        using var ops = product.Ops(key);
        using var reply = await ops.GetAsync(new Uri("api/quarters", UriKind.Relative), Stop);
        return reply.StatusCode;
    }
}

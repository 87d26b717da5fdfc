using Microsoft.Extensions.Time.Testing;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Operators;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Operators;

/// <summary>Who can write the files of the operators, and has not the key of rows, gets nothing out of it.</summary>
public sealed class ForgedOperatorTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = ProductFixture.ClockAt(SampleRosters.Start);
    private readonly string _ended;

    /// <summary>Lines: ops, anna, ben, anna rotated, anna ended. Heads: none, 1 … 5 lines.</summary>
    public ForgedOperatorTests()
    {
        OperatorKeys.OpenOrCreate(_folder.Path, _time);
        var changes = OperatorChanges.In(_folder.Path, _time);
        changes.Add("anna", [Scope.Read, Scope.Run], expires: null);
        changes.Add("ben", [Scope.Read], expires: null);
        _ended = changes.Rotate("anna", TimeSpan.Zero).Key!;
        changes.End("anna", "She left");
    }

    private sealed record Forgery(
        string Name,
        string Says,
        Func<List<string>, List<string>> Lines,
        Func<List<string>, List<string>>? Heads = null
    );

    private static readonly Forgery[] Forgeries =
    [
        new("the end of an operator removed", "5 lines were written, and 4 are there", l => l[..4]),
        new("the end and its head removed in part", "5 lines", l => l[..4], h => [.. h[..1], h[5]]),
        new("a line in the middle removed", "line 2 ", l => [l[0], .. l[2..]]),
        new("two lines swapped", "line 2 ", l => [l[0], l[2], l[1], .. l[3..]]),
        new("a line doubled", "line 3 ", l => [l[0], l[1], .. l[1..]]),
        new("more scopes", "line 3 ", l => Changed(l, 2, "\"read\"", "\"read,void\"")),
        new("another key", "line 3 ", l => Changed(l, 2, "\"sha256\":\"", "\"sha256\":\"0")),
        new("another name", "line 3 ", l => Changed(l, 2, "ben", "eve")),
        new("another day", "line 3 ", l => Changed(l, 2, "{\"added\"", "{\"expires\":\"2099-01-01\",\"added\"")),
        new("a line without a MAC", "line 6 ", l =>
            [.. l, "{\"added\":\"eve\",\"scopes\":\"void\",\"sha256\":\"00\"}"]
        ),
        new("a line of an end taken for another", "line 6 ", l =>
            [.. l, l[4].Replace("anna", "ben", StringComparison.Ordinal)]
        ),
        new("no JSON", "line 2 ", l => [l[0], "garbage", .. l[1..]]),
        new("no head", "head that counts the lines is missing", l => l, _ => []),
        new(
            "a head of its own",
            "head does not fit",
            l => l[..4],
            h => [h[5].Replace(":5", ":4", StringComparison.Ordinal)]
        ),
        new("a head that is none", "head does not fit", l => l, h => [.. h, "{\"lines\":\"many\"}"]),
        new("no line", "5 lines were written, and 0 are there", _ => []),
    ];

    public static TheoryData<string> Names => [.. Forgeries.Select(f => f.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_forged_or_removed_line_is_refused_with_a_sentence_and_no_key_opens(string name)
    {
        var forgery = Forgeries.Single(f => f.Name == name);
        Write(OperatorFile.PathIn(_folder.Path), forgery.Lines);
        Write(OperatorFile.HeadIn(_folder.Path), forgery.Heads ?? (h => h));

        var refused = Assert.Throws<IntegrityException>(() => OperatorKeys.OpenOrCreate(_folder.Path, _time));
        Assert.Contains(forgery.Says, refused.Message, StringComparison.Ordinal);
        Assert.Contains("No key is accepted until they are.", refused.Message, StringComparison.Ordinal);
        Assert.Throws<IntegrityException>(() =>
            OperatorChanges.In(_folder.Path, _time).Add("cleo", [Scope.Read], expires: null)
        );
        Assert.Throws<FormatException>(() => OperatorList.Parse(Text(), RowMac.OpenOrCreate(_folder.Path)));
    }

    [Fact]
    public void A_running_server_notices_lines_and_heads_that_were_set_back_together()
    {
        var (keys, _) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        Assert.IsType<KeyCheck.Ended>(keys.Check(_ended));
        Write(OperatorFile.PathIn(_folder.Path), l => l[..4]);
        Write(OperatorFile.HeadIn(_folder.Path), h => h[..5]);
        Assert.Contains(
            "set back",
            Assert.Throws<IntegrityException>(() => keys.Check(_ended)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Lines_of_another_installation_grant_nothing_here()
    {
        using var other = new TempFolder();
        OperatorKeys.OpenOrCreate(other.Path, _time);
        File.Copy(OperatorFile.PathIn(other.Path), OperatorFile.PathIn(_folder.Path), overwrite: true);
        File.Copy(OperatorFile.HeadIn(other.Path), OperatorFile.HeadIn(_folder.Path), overwrite: true);
        Assert.Throws<IntegrityException>(() => OperatorKeys.OpenOrCreate(_folder.Path, _time));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(0, true)]
    public void What_a_revoked_row_key_made_since_then_closes_the_api_and_a_new_one_goes_on(int hours, bool isClosed)
    {
        var (keys, _) = OperatorKeys.OpenOrCreate(_folder.Path, _time);
        Assert.IsType<KeyCheck.Ended>(keys.Check(_ended));
        var mac = new KeyRingFile(_folder.Path).Read().Keys.Single();
        var since = _time.Now() + NodaTime.Duration.FromHours(hours);
        _time.Advance(TimeSpan.FromHours(2));
        new KeyRotation(_folder.Path, _time).Revoke(mac.Id, since, "A laptop was lost");
        if (isClosed)
        {
            Assert.Throws<IntegrityException>(() => keys.Check(_ended));
            return;
        }
        _time.Advance(TimeSpan.FromHours(1));
        var key = OperatorChanges.In(_folder.Path, _time).Add("cleo", [Scope.Read], expires: null).Key;
        Assert.IsType<KeyCheck.Accepted>(keys.Check(key));
    }

    [Fact]
    public void A_setting_holds_the_same_lines_and_says_the_same_of_each_key()
    {
        var keys = OperatorKeys.OfText(Text().TrimEnd(), RowMac.OpenOrCreate(_folder.Path), _time);
        Assert.IsType<KeyCheck.Ended>(keys.Check(_ended));
        var ops = File.ReadAllText(OperatorKeys.FileIn(_folder.Path)).Trim();
        Assert.Equal("ops", Assert.IsType<KeyCheck.Accepted>(keys.Check(ops)).Operator.Name);
    }

    public void Dispose() => _folder.Dispose();

    private string Text() =>
        File.ReadAllText(OperatorFile.PathIn(_folder.Path)) + File.ReadAllText(OperatorFile.HeadIn(_folder.Path));

    private static List<string> Changed(List<string> lines, int at, string from, string to)
    {
        Assert.Contains(from, lines[at], StringComparison.Ordinal);
        return [.. lines[..at], lines[at].Replace(from, to, StringComparison.Ordinal), .. lines[(at + 1)..]];
    }

    private static void Write(string path, Func<List<string>, List<string>> change) =>
        File.WriteAllText(path, string.Concat(change([.. File.ReadAllLines(path)]).Select(l => l + "\n")));
}

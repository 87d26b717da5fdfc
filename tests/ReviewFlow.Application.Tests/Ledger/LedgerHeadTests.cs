using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Ledger;

public sealed class LedgerHeadTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LedgerKeys _key;
    private readonly LedgerHead _head;

    public LedgerHeadTests()
    {
        _key = LedgerKeys.OpenOrCreate(
            _folder.Path,
            new FakeTimeProvider((SampleRosters.Start + Duration.FromMilliseconds(450)).ToDateTimeOffset())
        );
        _head = _key.Sign(SampleRosters.Q3, 11, new('a', 64));
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void All_members_but_the_signature_are_signed_in_canonical_form() =>
        Assert.Equal(
            "{\"at\":\"2026-10-01T06:00:00.450Z\",\"format\":1,\"hash\":\""
                + new string('a', 64)
                + $"\",\"key\":\"{_key.InstallationId}\",\"quarter\":\"2026-Q3\",\"version\":11}}",
            Encoding.UTF8.GetString(_head.SignedBytes())
        );

    [Fact]
    public void A_head_reads_back_as_it_was_written()
    {
        var read = LedgerHead.FromJson(JsonNode.Parse(_head.ToJson().ToJsonString())!);
        Assert.Equal(_head, read);
        Assert.True(_key.Verifies(read));
    }

    [Fact]
    public void A_head_with_any_other_moment_or_format_is_not_what_was_signed()
    {
        Assert.False(_key.Verifies(_head with { At = _head.At + Duration.FromMilliseconds(1) }));
        Assert.False(_key.Verifies(_head with { Format = 2 }));
        Assert.False(_key.Verifies(_head with { Format = 0 }));
    }

    [Theory]
    [InlineData("format", "2")]
    [InlineData("at", "\"2026-10-01T06:00:00Z\"")]
    [InlineData("at", "\"2026-10-01T06:00:00.4501Z\"")]
    [InlineData("note", "\"a member that is not signed\"")]
    public void A_head_that_this_program_does_not_know_is_not_read(string member, string value)
    {
        var json = _head.ToJson();
        json[member] = JsonNode.Parse(value);
        Assert.Throws<FormatException>(() => LedgerHead.FromJson(json));
    }
}

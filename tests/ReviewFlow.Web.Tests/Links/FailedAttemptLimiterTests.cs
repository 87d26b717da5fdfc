using System.Net;
using Microsoft.Extensions.Time.Testing;
using ReviewFlow.Application.Links;
using ReviewFlow.Web.Links;

namespace ReviewFlow.Web.Tests.Links;

public sealed class FailedAttemptLimiterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FailedAttemptLimiter _tries;

    public FailedAttemptLimiterTests() => _tries = new(_time);

    [Fact]
    public void Wrong_tries_are_counted_by_address_and_an_ipv6_subscriber_is_one()
    {
        for (var i = 0; i < FailedAttemptLimiter.MaxFailedAttempts; i++)
            Assert.False(IsOver($"2001:db8::{i:x}") || IsOver("::ffff:192.0.2.1"));

        Assert.True(IsOver("2001:db8:0:0:ffff::1"));
        Assert.False(IsOver("2001:db8:0:1::1"));
        Assert.True(IsOver("192.0.2.1"));
        Assert.False(IsOver("192.0.2.2"));
    }

    [Fact]
    public void Links_and_keys_are_counted_apart()
    {
        for (var i = 0; i <= FailedAttemptLimiter.MaxFailedAttempts; i++)
            _tries.Wrong(Tried.Link, IPAddress.Loopback);
        Assert.Null(_tries.Wrong(Tried.OpsKey, IPAddress.Loopback));
    }

    [Fact]
    public void The_wait_ends_with_the_window_of_the_first_wrong_try()
    {
        for (var i = 0; i < FailedAttemptLimiter.MaxFailedAttempts; i++)
            _tries.Wrong(Tried.Link, IPAddress.Loopback);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromMinutes(3), _tries.Wrong(Tried.Link, IPAddress.Loopback));
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Null(_tries.Wrong(Tried.Link, IPAddress.Loopback));
    }

    [Fact]
    public void Addresses_that_an_attacker_makes_up_take_no_more_than_so_much_memory()
    {
        for (var i = 0; i < 3 * FailedAttemptLimiter.MaxAddresses; i++)
            IsOver($"2001:db8:{i >> 16:x}:{i & 0xffff:x}::1");
        Assert.Equal(FailedAttemptLimiter.MaxAddresses, _tries.Addresses);
        _time.Advance(FailedAttemptLimiter.Window);
        IsOver("192.0.2.1");
        Assert.Equal(1, _tries.Addresses);
    }

    private bool IsOver(string address) => _tries.Wrong(Tried.Link, IPAddress.Parse(address)) is not null;
}

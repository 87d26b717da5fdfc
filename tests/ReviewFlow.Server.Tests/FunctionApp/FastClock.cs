using NodaTime;
using ReviewFlow.Delivery;
using ReviewFlow.Functions.Hosting;

namespace ReviewFlow.Server.Tests.FunctionApp;

public sealed class FastClock
{
    [Fact]
    public void The_real_clock_is_the_machines_and_timers_are_set_to_the_very_moment()
    {
        var (before, now, after) = (TimeProvider.System.Now(), AppClock.Real.Now(), TimeProvider.System.Now());
        Assert.InRange(now, before, after);
        var moment = Instant.FromUtc(2026, 10, 5, 6, 0);
        Assert.Equal(moment.ToDateTimeUtc(), AppClock.Real.AtRuntime(moment));
    }

    [Fact]
    public void A_fast_clock_reaches_a_moment_when_the_runtime_reaches_the_one_its_timer_is_set_to()
    {
        var since = Instant.FromUtc(2026, 10, 5, 6, 0);
        var clock = AppClock.Parse("3600 since 2026-10-05T06:00:00Z")!;
        Assert.Equal((since + Duration.FromSeconds(27)).ToDateTimeUtc(), clock.AtRuntime(since + Duration.FromHours(27)));
        Assert.Equal(clock.ToString(), AppClock.Parse(clock.ToString())!.ToString());
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("0 since 2026-10-05T06:00:00Z")]
    [InlineData("-3 since 2026-10-05T06:00:00Z")]
    [InlineData("3600 since yesterday")]
    [InlineData("3600 since 2026-10-05")]
    public void What_is_no_speed_and_no_moment_is_not_taken(string text) => Assert.Null(AppClock.Parse(text));
}

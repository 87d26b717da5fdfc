using System.Security.Cryptography;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.FunctionApp;

public sealed class AppClockTests
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
        Assert.Equal(
            (since + Duration.FromSeconds(27)).ToDateTimeUtc(),
            clock.AtRuntime(since + Duration.FromHours(27))
        );
        Assert.Equal(clock.ToString(), AppClock.Parse(clock.ToString())!.ToString());
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("0 since 2026-10-05T06:00:00Z")]
    [InlineData("-3 since 2026-10-05T06:00:00Z")]
    [InlineData("3600 since yesterday")]
    [InlineData("3600 since 2026-10-05")]
    public void What_is_no_speed_and_no_moment_is_not_taken(string text) => Assert.Null(AppClock.Parse(text));

    /// <summary>The worker says it before it looks for a host, so none is needed.</summary>
    [Theory]
    [Trait("Set", "Full")]
    [InlineData(
        "Storage__Account",
        "reviewflowprod",
        "3600 since 2026-10-05T06:00:00Z",
        "Take away ReviewFlow__FastClock"
    )]
    [InlineData(
        "Storage__Azurite",
        "UseDevelopmentStorage=true",
        "fast",
        "ReviewFlow__FastClock to something like: 3600 since 2026-10-05T06:00:00Z"
    )]
    public async Task It_stops_the_start_beside_a_storage_account_and_where_it_does_not_fit(
        string storage,
        string where,
        string clock,
        string sentence
    )
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var operators = OperatorSetting.Make();
        var ran = await CommandLine.Start(
            "dotnet",
            [Path.Combine(FunctionAppHost.NeedsApp(), "ReviewFlow.Functions.dll")],
            [
                ("ReviewFlow__PublicUrl", "https://reviews.example.com"),
                ("ReviewFlow__StartSchedule", "0 0 6 1 1 *"),
                ("ReviewFlow__SendGrid__ApiKey", "SG.none"),
                ("ReviewFlow__Ledger__SigningKey", key.ExportPkcs8PrivateKeyPem()),
                ("ReviewFlow__Ledger__RowKey", operators.RowKey),
                ("ReviewFlow__Operators", operators.Lines),
                ("ReviewFlow__QuestPdf__License", "Community"),
                ($"ReviewFlow__{storage}", where),
                ("ReviewFlow__FastClock", clock),
            ]
        );
        Assert.Equal(1, ran.Exit);
        Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Scenarios;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>Days go by in seconds: the app's clock runs fast, and the runtime's timers fire in its time.</summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class ReminderTimerTests
{
    private const int Times = 2400; // an hour is a second and a half

    [Fact]
    public async Task A_reminder_and_then_the_escalation_go_out_by_their_timers_once_each_and_no_sweeper_helps()
    {
        var clock = AppClock.Parse($"{Times} since {SystemClock.Instance.GetCurrentInstant()}")!;
        await using var host = await FunctionAppHost.Start(
            ("ReviewFlow__FastClock", clock.ToString()),
            FunctionAppHost.NoSweeper
        );
        using var driver = new QuarterDriver(host);
        await driver.Start(Roster(clock.Now()));
        await Until.True(
            async () => (await driver.Ledger()).Any(e => e.Event is DeadlineEscalated),
            "the deadline is escalated",
            500
        );
        var events = (await driver.Ledger()).Select(e => e.Event).ToArray();
        var reminders = events.OfType<LeaderReminded>().ToArray();
        var escalated = events.OfType<DeadlineEscalated>().First();
        await Until.True(
            () => Directory.GetFiles(host.MailFolder, "*.escalated.*").Length == 2,
            "both are told of the deadline"
        );

        Assert.Equal(
            ["cpo@example.com", "cto@example.com"],
            reminders.Select(r => r.Leader.ToString()).Order(StringComparer.Ordinal)
        );
        Assert.All(reminders, r => Assert.Equal(1, r.Number));
        Assert.All(reminders, r =>
            Assert.True(r.At < escalated.At - Duration.FromHours(12), $"reminded {r.At}, escalated {escalated.At}")
        );
        Assert.Equal(2, Directory.GetFiles(host.MailFolder, "*.reminder.*").Length);
    }

    /// <summary>
    /// At the start it is late in the evening there, so the next morning is ten to eleven hours away, and the one after
    /// the due date another day.
    /// </summary>
    private static byte[] Roster(Instant now)
    {
        var roster = JsonNode.Parse(GeneratedRosters.Create(teams: 1, pairs: 1))!.AsObject();
        // The zone in which it is 22 o'clock; POSIX counts the hours the other way round
        var ahead = 22 - now.InUtc().Hour;
        roster["calendar"] = new JsonObject
        {
            ["timeZone"] = $"Etc/GMT{(ahead > 12 ? 24 - ahead : -ahead):+0;-0;+0}",
            ["weekend"] = new JsonArray(),
            ["holidays"] = new JsonArray(),
        };
        roster["deadlines"] = new JsonObject
        {
            ["remindAfterBusinessDays"] = new JsonArray(1),
            ["dueAfterBusinessDays"] = 2,
        };
        return JsonSerializer.SerializeToUtf8Bytes(roster);
    }
}

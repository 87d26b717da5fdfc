using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Deadlines;
using ReviewFlow.Functions.Hosting;
using ReviewFlow.Quarters;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Server.Tests.Play;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>A leader leaves off in the midst of an assessment. Nobody rings for what the partner could go on with; the sweeper has it mailed.</summary>
[Collection(FunctionAppHost.OneAtATime)]
public sealed class MovesLeftOff
{
    private const int Times = 120; // ten minutes are five seconds; a day, after which the round looks by itself, is twelve minutes

    private static readonly (string, string)[] ByTheFigures = [("rating-on-time", "partly"), ("rating-found", "met"), ("rating-repeat", "met")];

    [Fact]
    public async Task Who_sealed_first_is_mailed_once_by_the_sweeper_who_does_not_call_it_a_repair()
    {
        var clock = AppClock.Parse($"{Times} since {SystemClock.Instance.GetCurrentInstant()}")!;
        await using var host = await FunctionAppHost.Start([("ReviewFlow__FastClock", clock.ToString()), FunctionAppHost.NoSweeper, .. FunctionAppHost.TakenUpSoon]);
        using var players = new Players(host);
        await players.Start(Roster());
        foreach (var leader in new[] { "cpo", "cto" }) await players.Step(leader, "team-1", "seal", ByTheFigures);
        var due = (await players.Ledger())[^1].Event.At + Moves.Longest;
        Assert.Equal(["team-1", "team-2"], (await players.WaitingFor("cpo")).Order(StringComparer.Ordinal));
        Assert.Contains("team-2", await players.WaitingFor("cto"));
        await Until.True(() => clock.Now() > due, "ten minutes go by");
        await players.Settled();
        Assert.Empty(Moved(host));

        host.Set(FunctionAppHost.NoSweeper.Name, "false");
        var said = host.Output.Length;
        await host.Restart();
        await Until.True(() => Moved(host).Length > 0, "the mail arrives", 200);
        await players.Settled();

        Assert.EndsWith(".your-move.cpo@example.com.eml", Assert.Single(Moved(host)), StringComparison.Ordinal);
        Assert.Single((await players.Ledger()).Select(e => e.Event).OfType<MovesTold>());
        Assert.DoesNotContain("repaired", host.Output[said..], StringComparison.Ordinal);
    }

    /// <summary>Reminders and deadline are weeks away, also for a clock that runs fast.</summary>
    private static byte[] Roster()
    {
        var roster = JsonNode.Parse(MadeRosters.Of(teams: 2, pairs: 1, assessment: "joint"))!.AsObject();
        roster["deadlines"] = new JsonObject { ["remindAfterBusinessDays"] = new JsonArray(20), ["dueAfterBusinessDays"] = 30 };
        return JsonSerializer.SerializeToUtf8Bytes(roster);
    }

    private static string[] Moved(FunctionAppHost host) => Directory.GetFiles(host.MailFolder, "*.your-move.*");
}

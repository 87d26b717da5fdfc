using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Settings;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>Commits with more mails than a transaction takes: they lie in one batch until they are unpacked.</summary>
public sealed class OverflowBatchTests(Azurite azurite) : LedgerTableTestBase(azurite)
{
    [Theory]
    [InlineData(32)] // head, entries, key and 32 × 3 rows are 99
    [InlineData(33)] // one more leader would make 102
    [InlineData(80)]
    public async Task However_many_mails_a_commit_owes_it_is_one_transaction_and_each_is_owed_once(int leaders)
    {
        await using var weather = await FaultyTransport.Before((await Azurite.Up()).Tables);
        var table = await Azurite.Table(weather.Address);
        var commit = Started().WithLetters(leaders, Invitation) with { Keys = ["form/1"] };

        Assert.Equal(new CommitAnswer.Written(), await new TableLedger(table, Key).Commit(commit, Stop));

        Assert.Equal(1 + 1, weather.Transactions); // where the links lie, then the commit
        Assert.Equal(
            commit.Mails.OrderBy(m => m.Key, StringComparer.Ordinal),
            await new TableOutbox(table).Due(Start, 1000, Stop)
        );
        Assert.Equal(leaders, (await new TableOutbox(table).Count(Q3, Stop)).Owed);
        Assert.Equal(commit.Links[^1], await new TableLinks(table).Find(commit.Links[^1].TokenHash, Stop));
    }

    [Fact]
    public async Task Five_hundred_teams_and_eleven_hundred_leaders_start_in_one_transaction_and_are_counted_over_more_than_one_page()
    {
        await using var weather = await FaultyTransport.Before((await Azurite.Up()).Tables);
        var table = await Azurite.Table(weather.Address);
        var (ledger, outbox) = (new TableLedger(table, Key), new TableOutbox(table));
        var started = Started();
        var commit = (
            started with
            {
                Events =
                [
                    .. started.Events,
                    .. Enumerable.Range(0, 500).Select(i => Longer($"{i} {new string('x', 3000)}")),
                ],
            }
        ).WithLetters(1100, Invitation);

        Assert.Equal(new CommitAnswer.Written(), await ledger.Commit(commit, Stop));
        Assert.Equal(11 + 1, weather.Transactions);
        Assert.Equal(
            504,
            LedgerAudit.Walk(Q3, await ledger.Read(Q3, 0, Stop), await ledger.Head(Q3, Stop), Key.Problem).Version
        );

        // A link is found while it still lies in the parcel, and asking for it unpacks everything.
        Assert.Equal(commit.Links[700], await new TableLinks(table).Find(commit.Links[700].TokenHash, Stop));
        Assert.Equal(
            (0, 1100, 0),
            await outbox.Count(Q3, Stop) is var count
                ? (count.Delivered, count.Owed, count.DeadLettered.Count)
                : default
        );
        Assert.Equal(
            commit.Mails.Select(m => m.Key).Order(StringComparer.Ordinal),
            (await outbox.Due(Start, 2000, Stop)).Select(m => m.Key)
        );
    }

    [Fact]
    public async Task The_largest_roster_starts_in_one_transaction_with_the_letters_of_the_post_room()
    {
        await using var weather = await FaultyTransport.Before((await Azurite.Up()).Tables);
        var table = await Azurite.Table(weather.Address);
        var outbox = new TableOutbox(table);
        var post = new OutboxComposer(
            new LinkTokens(new EphemeralDataProtectionProvider()),
            RowMac.OfBase64(new string('A', 43) + "="),
            new ReviewFlowSettings { PublicUrl = new("https://reviews.example.com") }
        );
        var roster = Largest();
        var started = (
            (Decision.Accepted)QuarterRules.Decide(null, Q3, new QuarterCommand.Start(roster), Start)
        ).Events;
        var (_, mails) = post.Compose(Q3, null, started, Start);

        var commit = new CommitDraft(
            Q3,
            0,
            started,
            [.. mails.Select(m => m.Mail)],
            [.. mails.Select(m => m.Link)],
            WakeAt: Start,
            Keys: []
        );
        Assert.Equal(new CommitAnswer.Written(), await new TableLedger(table, Key).Commit(commit, Stop));

        Assert.Equal(10 + 1, weather.Transactions);
        Assert.Equal(started.Length, (await new TableLedger(table, Key).Head(Q3, Stop))!.Version);
        Assert.Equal(1000, (await outbox.Count(Q3, Stop)).Owed);
    }

    [Fact]
    public async Task What_waits_in_a_parcel_can_be_found_delivered_and_counted_without_anybody_unpacking_it_first()
    {
        var commit = Started().WithLetters(40, Invitation);

        var (links, delivery, next) = (await Parcelled(commit), await Parcelled(commit), await Parcelled(commit));
        Assert.Equal(LinkTo(7), await new TableLinks(links).Find(LinkTo(7).TokenHash, Stop));

        Assert.Equal(
            commit.Mails.Select(m => (m.TokenDigest, m.Mac)).Order(),
            (await new TableOutbox(delivery).Due(Start, 40, Stop)).Select(m => (m.TokenDigest, m.Mac)).Order()
        );
        await new TableOutbox(delivery).Delivered(commit.Mails[5].Key, Start, Stop);
        Assert.Equal(
            (1, 39),
            await new TableOutbox(delivery).Count(Q3, Stop) is var count ? (count.Delivered, count.Owed) : default
        );

        Assert.Equal(Start, await new TableOutbox(next).NextAttempt(Stop));
    }

    [Fact]
    public async Task Several_that_unpack_a_parcel_at_once_neither_lose_nor_double_a_mail()
    {
        var table = await Parcelled(Started().WithLetters(300, Invitation));

        var counts = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => new TableOutbox(table).Count(Q3, Stop), Stop))
        );

        Assert.All(counts, c => Assert.Equal(300, c.Owed));
        Assert.Equal(300, (await new TableOutbox(table).Due(Start, 1000, Stop)).Select(m => m.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_mail_in_a_parcel_whose_key_was_owed_before_is_the_same_mail()
    {
        var table = await Azurite.Table();
        var ledger = new TableLedger(table, Key);
        await ledger.Commit(Started() with { Mails = [MailTo(7, "first")], Links = [LinkTo(1000)] }, Stop);
        await ledger.Commit(Of(4, Longer("why")).WithLetters(40, Invitation), Stop);

        Assert.Equal(40, (await new TableOutbox(table).Count(Q3, Stop)).Owed);
        Assert.Equal(
            "first",
            (await new TableOutbox(table).Due(Start, 100, Stop)).Single(m => m.Key == MailTo(7, "").Key).Content
        );
    }

    /// <summary>500 pairs and 1,000 teams, each with five outcomes that no other team has.</summary>
    private static Roster Largest()
    {
        var json = SampleRosters.Json(("checkout", "market"));
        var (pairs, teams) = (json["pairs"]!.AsArray(), json["teams"]!.AsArray());
        var (pair, team) = (pairs[1]!, teams[0]!);
        while (pairs.Count > 1)
            pairs.RemoveAt(1);
        teams.Clear();
        for (var i = 1; i < RosterReader.MaxPairs; i++)
            pairs.Add(PairLike(pair, i));
        for (var i = 0; i < RosterReader.MaxTeams; i++)
            teams.Add(
                TeamLike(team, i, i % RosterReader.MaxPairs == 0 ? "company" : $"pair-{i % RosterReader.MaxPairs}")
            );
        var read = RosterReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
        return read.Roster ?? throw new InvalidOperationException(string.Join("; ", read.Problems.Take(3)));
    }

    private static JsonNode PairLike(JsonNode pair, int i)
    {
        var other = pair.DeepClone();
        other["id"] = $"pair-{i}";
        foreach (var seat in (string[])["product", "technology"])
        {
            other[seat]!["name"] = $"Leader {i} of {seat}";
            other[seat]!["email"] = $"{seat}.{i}@example.com";
        }
        return other;
    }

    private static JsonNode TeamLike(JsonNode team, int i, string pair)
    {
        var other = team.DeepClone();
        (other["id"], other["name"], other["pair"]) = ($"team-{i}", $"Team {i}", pair);
        var outcomes = other["outcomes"]!.AsArray();
        while (outcomes.Count < 5)
            outcomes.Add(outcomes[0]!.DeepClone());
        foreach (var (outcome, n) in outcomes.Select((o, n) => (o!, n)))
        {
            outcome["id"] = $"outcome-{n}";
            (outcome["objective"], outcome["cause"], outcome["action"]) = (Noise(60), Noise(120), Noise(120));
        }
        return other;
    }

    private async Task<LedgerTable> Parcelled(CommitDraft commit)
    {
        var table = await Azurite.Table();
        Assert.Equal(new CommitAnswer.Written(), await new TableLedger(table, Key).Commit(commit, Stop));
        return table;
    }
}
